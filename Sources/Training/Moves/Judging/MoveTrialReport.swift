private import Foundation

/// What a trial found. Rates are shares of conversations; the representative is the unit.
package struct MoveTrialReport: Sendable, Codable {
    package struct Arm: Sendable, Codable {
        package var representatives: Int
        package var conversations: Int
        package var converted: Int
        package var rate: Double
    }

    package var adoption: Double
    package var guided: Arm
    package var unguided: Arm
    /// Of the guided arm's moments: at which a move was shown, and of those at which it was done.
    package var shown: Double
    package var followed: Double
    /// Guided less unguided, in points, with its standard error by representative and the 95 %
    /// interval (Liang and Zeger 1986, with the small-sample factor; t with G - 2 degrees).
    package var effect: Double
    package var error: Double
    package var low: Double
    package var high: Double
    package var p: Double
    /// The same interval if conversations were independent: too narrow.
    package var naiveError: Double
    /// (error / naiveError)^2, and the correlation within a representative that goes with it.
    package var designEffect: Double
    package var intraclass: Double
    /// Points that a trial of this size finds four times in five, at 5 %, two-sided.
    package var detectable: Double
    /// How often a trial of this size finds an effect of the size found here.
    package var power: Double
    /// Share of 2,000 re-randomisations of the unguided representatives, half called guided, that
    /// come out significant at 5 %.
    package var falsePositives: Double

    init(_ records: [MoveTrial.Record], _ settings: MoveTrial.Settings) {
        adoption = settings.adoption
        let arms = (records.filter(\.isGuided), records.filter { !$0.isGuided })
        guided = Arm(arms.0)
        unguided = Arm(arms.1)
        let moments = arms.0.reduce(0) { $0 + $1.moments }
        let shows = arms.0.reduce(0) { $0 + $1.shown }
        shown = Double(shows) / Double(max(1, moments))
        followed = Double(arms.0.reduce(0) { $0 + $1.followed }) / Double(max(1, shows))
        let found = Comparison(records)
        (effect, error) = (100 * found.effect, 100 * found.error)
        let reach = Student.quantile(0.975, degrees: found.degrees)
        (low, high) = (effect - reach * error, effect + reach * error)
        p = found.p
        naiveError = 100 * found.naiveError
        designEffect = naiveError > 0 ? (error / naiveError) * (error / naiveError) : 0
        let sizes = records.map { Double($0.count) }
        let size = sizes.reduce(0) { $0 + $1 * $1 } / max(1, sizes.reduce(0, +))
        intraclass = size > 1 ? (designEffect - 1) / (size - 1) : 0
        detectable = (reach + 0.8416) * error
        power =
            error > 0
            ? Student.normal(abs(effect) / error - reach)
                + Student.normal(-abs(effect) / error - reach) : 0
        falsePositives = Self.falsePositives(arms.1, seed: settings.seed)
    }

    private static func falsePositives(_ records: [MoveTrial.Record], seed: UInt64) -> Double {
        let rounds = 2_000
        var random = Random(seed: seed, 0xaa)
        var order = records
        var found = 0
        for _ in 0..<rounds {
            random.shuffle(&order)
            for index in order.indices { order[index].isGuided = index < order.count / 2 }
            if Comparison(order).p < 0.05 { found += 1 }
        }
        return Double(found) / Double(rounds)
    }
}

extension MoveTrialReport.Arm {
    init(_ records: [MoveTrial.Record]) {
        representatives = records.count
        conversations = records.reduce(0) { $0 + $1.count }
        converted = records.reduce(0) { $0 + $1.won }
        rate = Double(converted) / Double(max(1, conversations))
    }
}

/// The difference of two shares whose observations come in clusters.
struct Comparison {
    var effect, error, naiveError, degrees, p: Double

    init(_ records: [MoveTrial.Record]) {
        func arm(_ isGuided: Bool) -> (rate: Double, variance: Double, naive: Double) {
            let own = records.filter { $0.isGuided == isGuided }
            let count = Double(max(1, own.reduce(0) { $0 + $1.count }))
            let rate = Double(own.reduce(0) { $0 + $1.won }) / count
            // The residuals of a representative's conversations, summed before they are squared.
            let squares = own.reduce(0.0) {
                let sum = Double($1.won) - rate * Double($1.count)
                return $0 + sum * sum
            }
            return (rate, squares / (count * count), rate * (1 - rate) / count)
        }
        let (one, other) = (arm(true), arm(false))
        let clusters = Double(records.count)
        effect = one.rate - other.rate
        degrees = max(1, clusters - 2)
        error = ((one.variance + other.variance) * clusters / max(1, clusters - 1)).squareRoot()
        naiveError = (one.naive + other.naive).squareRoot()
        p = error > 0 ? 2 * Student.upper(abs(effect) / error, degrees: degrees) : 1
    }
}

/// Student's t, by the normal: exact enough from thirty degrees on.
enum Student {
    static func normal(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// P(T > t): Wallace 1959's transformation to a normal.
    static func upper(_ t: Double, degrees: Double) -> Double {
        let bend = (8 * degrees + 1) / (8 * degrees + 3)
        return normal(-bend * (degrees * log(1 + t * t / degrees)).squareRoot())
    }

    /// The t below which a share of T lies, `share` above one half; by bisection.
    static func quantile(_ share: Double, degrees: Double) -> Double {
        var (low, high) = (0.0, 100.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if 1 - upper(middle, degrees: degrees) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
