internal import CoreMetrics
internal import Synchronization

/// The figures of this process, as Prometheus reads them. A backend of swift-metrics: whoever
/// counts knows only that.
///
/// A family has at most ``seriesMax`` label sets; what comes after is counted under
/// `overflow="true"`, so that no caller can make the page grow.
final class Metrics: Sendable {
    static let seriesMax = 500
    static let familiesMax = 200

    enum Kind: String { case counter, gauge, histogram }

    private struct Family {
        let kind: Kind
        var series: [String: Series] = [:]
    }

    private let families = Mutex<[String: Family]>([:])

    /// The series of a name and its labels; the same one for the same two.
    func series(_ kind: Kind, _ label: String, _ dimensions: [(String, String)]) -> Series {
        let name = Self.name(label)
        let labels = Self.labels(dimensions)
        return families.withLock { families in
            guard families[name] != nil || families.count < Self.familiesMax else {
                return Series()
            }
            var family = families[name] ?? Family(kind: kind)
            defer { families[name] = family }
            let isRoom = family.series.count < Self.seriesMax
            let key = family.series[labels] != nil || isRoom ? labels : "overflow=\"true\""
            if let known = family.series[key] { return known }
            let fresh = Series()
            family.series[key] = fresh
            return fresh
        }
    }

    /// Prometheus' text format, version 0.0.4, in the order of names and labels.
    func text() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                let figures = series.figures
                guard family.kind == .histogram else {
                    text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(figures.sum)\n"
                    continue
                }
                let comma = labels.isEmpty ? "" : ","
                for (bound, count) in zip(Series.bounds.map { "\($0)" } + ["+Inf"], figures.counts)
                {
                    text += "\(name)_bucket{\(labels)\(comma)le=\"\(bound)\"} \(count)\n"
                }
                let braces = labels.isEmpty ? "" : "{\(labels)}"
                text += "\(name)_sum\(braces) \(figures.sum)\n"
                text += "\(name)_count\(braces) \(figures.counts.last ?? 0)\n"
            }
        }
        return text
    }

    /// What is no letter, digit, "_" or ":" becomes "_".
    private static func name(_ label: String) -> String {
        String(
            label.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
                let isDigit = ("0"..."9").contains(scalar)
                return isPlain || isDigit || scalar == ":" ? Character(scalar) : "_"
            })
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { key, value in
            let escaped = value.prefix(200).flatMap { letter -> String in
                switch letter {
                case "\\": "\\\\"
                case "\"": "\\\""
                case "\n": "\\n"
                default: String(letter)
                }
            }
            return "\(name(key))=\"\(String(escaped))\""
        }.joined(separator: ",")
    }
}

/// One counter, gauge or histogram of seconds.
final class Series: Sendable {
    /// Upper bounds of the buckets in seconds.
    static let bounds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5,
        10,
    ]

    struct Figures {
        var sum = 0.0
        /// Of each bound and of infinity, those below included.
        var counts = [Int](repeating: 0, count: Series.bounds.count + 1)
    }

    private let state = Mutex(Figures())

    var figures: Figures { state.withLock { $0 } }

    func add(_ amount: Double) { state.withLock { $0.sum += amount } }

    func put(_ value: Double) { state.withLock { $0.sum = value } }

    func observe(_ seconds: Double) {
        state.withLock { figures in
            figures.sum += seconds
            let first = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
            for index in first..<figures.counts.count { figures.counts[index] += 1 }
        }
    }
}
