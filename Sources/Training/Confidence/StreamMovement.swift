/// How far forecasts move against how much they learn.
///
/// For a coherent forecaster E sum (p[t+1] - p[t])^2 = E [p[1] (1 - p[1]) - p[T] (1 - p[T])], over
/// live turns (Augenblick and Rabin 2021). One that moves more moves without learning; one that
/// moves less reacts too little. It needs no outcomes.
package struct StreamMovement: Sendable, Codable, Equatable {
    /// The two sides, means over conversations.
    package var moved: Double
    package var learned: Double
    /// moved / learned, and its 95 % bootstrap interval by conversation. NaN where nothing was
    /// learned.
    package var ratio: Double
    package var low: Double
    package var high: Double
    /// moved - learned, which stays steady where little is learned, and its interval.
    package var excess: Double
    package var excessLow: Double
    package var excessHigh: Double

    /// - Parameter series: for each conversation turns + 1 probabilities; the last one, after
    ///   closing, is no turn.
    init(_ series: [[Double]], seed: UInt64 = 13) {
        let sides = series.map { series -> (moved: Double, learned: Double) in
            let live = series.dropLast()
            guard live.count > 1, let first = live.first, let last = live.last else {
                return (0, 0)
            }
            let moved = zip(live, live.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
            return (moved, first * (1 - first) - last * (1 - last))
        }
        func means(_ weights: [Float]) -> (moved: Double, learned: Double) {
            var (moved, learned, total) = (0.0, 0.0, 0.0)
            for (side, weight) in zip(sides, weights) {
                moved += Double(weight) * side.moved
                learned += Double(weight) * side.learned
                total += Double(weight)
            }
            return (moved / max(total, 1), learned / max(total, 1))
        }
        func ratio(_ weights: [Float]) -> Double {
            let (moved, learned) = means(weights)
            return learned > 0 ? moved / learned : .nan
        }
        let ones = [Float](repeating: 1, count: sides.count)
        (moved, learned) = means(ones)
        self.ratio = ratio(ones)
        (low, high) = Bootstrap.interval(sides.count, seed: seed, ratio)
        excess = moved - learned
        (excessLow, excessHigh) = Bootstrap.interval(sides.count, seed: seed) {
            let (moved, learned) = means($0)
            return moved - learned
        }
    }

    /// "1.18 (95 % 1.02 to 1.41)"
    package var text: String {
        "\(Figures.number(ratio, 2)) (95 % \(Figures.number(low, 2)) to "
            + "\(Figures.number(high, 2))); moved less learned "
            + "\(Figures.number(excess, 4)) (\(Figures.number(excessLow, 4)) to "
            + "\(Figures.number(excessHigh, 4)))"
    }
}

/// Intervals by drawing conversations again (Efron 1979).
enum Bootstrap {
    static let rounds = 500

    /// 95 %, of a statistic in which conversation i counts `weights[i]` times. NaN where most draws
    /// have none.
    static func interval(
        _ count: Int, seed: UInt64, _ statistic: ([Float]) -> Double
    ) -> (low: Double, high: Double) {
        guard count > 0 else { return (.nan, .nan) }
        var random = Random(seed: seed)
        var found: [Double] = []
        for _ in 0..<rounds {
            var weights = [Float](repeating: 0, count: count)
            for _ in 0..<count { weights[random.below(count)] += 1 }
            let value = statistic(weights)
            if !value.isNaN { found.append(value) }
        }
        guard found.count > rounds / 2 else { return (.nan, .nan) }
        found.sort()
        return (
            found[Int(0.025 * Double(found.count - 1))], found[Int(0.975 * Double(found.count - 1))]
        )
    }
}
