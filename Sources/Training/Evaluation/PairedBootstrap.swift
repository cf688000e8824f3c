/// How far two forecasters are apart on the same conversations, with a 95 % bootstrap interval by
/// conversation (Efron 1979): each draw takes the same conversations for both, in every split.
package struct PairedGap: Sendable, Codable, Equatable {
    package var difference: Double
    package var low: Double
    package var high: Double

    static let rounds = 500

    /// Mean over the splits of AUC(ours) - AUC(theirs).
    /// - Parameters:
    ///   - ours, theirs: [splits][conversations], forecasts at one turn.
    init(ours: [[Double]], theirs: [[Double]], outcomes: [Bool], seed: UInt64 = 11) {
        let pairs = zip(ours.map(RankedForecasts.init), theirs.map(RankedForecasts.init)).map {
            ($0, $1)
        }
        self.init(outcomes.count, seed: seed) { weights in
            pairs.reduce(0) {
                $0 + $1.0.auc(outcomes, weights) - $1.1.auc(outcomes, weights)
            } / Double(max(pairs.count, 1))
        }
    }

    private init(
        _ count: Int, seed: UInt64, _ statistic: ([Float]) -> Double
    ) {
        difference = statistic([Float](repeating: 1, count: count))
        var random = Random(seed: seed)
        var found: [Double] = []
        for _ in 0..<Self.rounds {
            var weights = [Float](repeating: 0, count: count)
            for _ in 0..<count { weights[random.below(count)] += 1 }
            let value = statistic(weights)
            if !value.isNaN { found.append(value) }
        }
        found.sort()
        low = found.isEmpty ? difference : found[Int(0.025 * Double(found.count - 1))]
        high = found.isEmpty ? difference : found[Int(0.975 * Double(found.count - 1))]
    }
}

/// Forecasts in rising order, sorted once for many draws.
struct RankedForecasts {
    private let order: [Int]
    /// True where the forecast differs from the one before.
    private let isNew: [Bool]

    init(_ forecasts: [Double]) {
        let order = forecasts.indices.sorted { forecasts[$0] < forecasts[$1] }
        self.order = order
        isNew = order.indices.map { $0 == 0 || forecasts[order[$0]] != forecasts[order[$0 - 1]] }
    }

    /// Area under the ROC curve where conversation i counts `weights[i]` times; ties count half.
    func auc(_ outcomes: [Bool], _ weights: [Float]) -> Double {
        var (won, lost, right) = (0.0, 0.0, 0.0)
        var (tiedWon, tiedLost) = (0.0, 0.0)
        for (place, one) in order.enumerated() {
            if isNew[place] {
                right += tiedWon * (lost + 0.5 * tiedLost)
                lost += tiedLost
                (tiedWon, tiedLost) = (0, 0)
            }
            let weight = Double(weights[one])
            if outcomes[one] {
                tiedWon += weight
                won += weight
            } else {
                tiedLost += weight
            }
        }
        right += tiedWon * (lost + 0.5 * tiedLost)
        lost += tiedLost
        return won > 0 && lost > 0 ? right / (won * lost) : .nan
    }
}
