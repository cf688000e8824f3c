/// One metric as it is declared: its name, what it tells, and what its series are told apart by.
///
/// Names follow Prometheus' practice: the unit is in the name, in base units, and what only grows
/// ends in `_total` (prometheus.io/docs/practices/naming).
package struct Family: Sendable, Equatable {
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    package let name: String
    package let kind: Kind
    /// Names of its labels, in the order in which they are shown.
    package let labels: [String]
    /// One sentence, without a full stop.
    package let help: String
    /// Upper bounds of a histogram's buckets, rising; in the unit that the name says.
    package let bounds: [Double]

    package static func counter(_ name: String, _ labels: [String] = [], _ help: String) -> Family {
        Family(name: name, kind: .counter, labels: labels, help: help, bounds: [])
    }

    package static func gauge(_ name: String, _ labels: [String] = [], _ help: String) -> Family {
        Family(name: name, kind: .gauge, labels: labels, help: help, bounds: [])
    }

    package static func histogram(
        _ name: String, _ labels: [String] = [], bounds: [Double] = Family.seconds, _ help: String
    ) -> Family {
        Family(name: name, kind: .histogram, labels: labels, help: help, bounds: bounds)
    }

    /// From ten microseconds to ten seconds, three to a decade: a quantile read off between two
    /// bounds is off by less than a factor of two and a half.
    package static let seconds: [Double] = [
        0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05,
        0.1, 0.2, 0.5, 1, 2, 5, 10,
    ]

    /// Things that are handled together, up to a few hundred.
    package static let counts: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256]
}
