private import Foundation

/// How good forecasts were, against what happened.
///
/// AUC: area under the ROC curve, ties count half. Brier: mean squared error. ECE: expected
/// calibration error over ten bins of
/// equal width. Skill: 1 - Brier / Brier of always saying the base rate. Accuracy: at 0.5.
package struct Metrics: Sendable, Codable, Equatable {
    package var count: Int
    package var accuracy: Double
    package var auc: Double
    /// 95 % bootstrap by conversation (one forecast a conversation goes in).
    package var aucLow: Double
    package var aucHigh: Double
    package var brier: Double
    package var ece: Double
    package var skill: Double

    package static let rounds = 500

    /// - Parameter rounds: of the bootstrap; 0 leaves the interval at the AUC itself.
    package init(
        outcomes: [Bool], forecasts: [Double], seed: UInt64 = 7, rounds: Int = Metrics.rounds
    ) {
        precondition(outcomes.count == forecasts.count && !outcomes.isEmpty)
        count = outcomes.count
        let pairs = Array(zip(outcomes, forecasts))
        accuracy = pairs.reduce(0) { $0 + (($1.1 >= 0.5) == $1.0 ? 1 : 0) } / Double(count)
        auc = Self.auc(outcomes, forecasts)
        brier = pairs.reduce(0) { $0 + pow($1.1 - ($1.0 ? 1 : 0), 2) } / Double(count)
        let base = pairs.reduce(0) { $0 + ($1.0 ? 1 : 0) } / Double(count)
        skill = base > 0 && base < 1 ? 1 - brier / (base * (1 - base)) : .nan
        ece = Self.ece(outcomes, forecasts)
        (aucLow, aucHigh) =
            rounds > 0 ? Self.interval(outcomes, forecasts, seed: seed, rounds) : (auc, auc)
    }

    /// The share of pairs, one of each outcome, that are in the right order.
    package static func auc(_ outcomes: [Bool], _ forecasts: [Double]) -> Double {
        let order = forecasts.indices.sorted { forecasts[$0] < forecasts[$1] }
        var rankSum = 0.0
        var positives = 0.0
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count, forecasts[order[last + 1]] == forecasts[order[first]] {
                last += 1
            }
            let rank = Double(first + last) / 2 + 1
            for index in first...last where outcomes[order[index]] {
                rankSum += rank
                positives += 1
            }
            first = last + 1
        }
        let negatives = Double(outcomes.count) - positives
        guard positives > 0, negatives > 0 else { return .nan }
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives)
    }

    package static func ece(_ outcomes: [Bool], _ forecasts: [Double], bins: Int = 10) -> Double {
        var counts = [Double](repeating: 0, count: bins)
        var said = counts
        var happened = counts
        for (outcome, forecast) in zip(outcomes, forecasts) {
            let bin = max(0, min(bins - 1, Int(forecast * Double(bins))))
            counts[bin] += 1
            said[bin] += forecast
            happened[bin] += outcome ? 1 : 0
        }
        return (0..<bins).reduce(0) { $0 + abs(said[$1] - happened[$1]) } / Double(outcomes.count)
    }

    private static func interval(
        _ outcomes: [Bool], _ forecasts: [Double], seed: UInt64, _ rounds: Int
    )
        -> (Double, Double)
    {
        var random = Random(seed: seed)
        var found: [Double] = []
        for _ in 0..<rounds {
            let drawn = outcomes.indices.map { _ in random.below(outcomes.count) }
            let auc = auc(drawn.map { outcomes[$0] }, drawn.map { forecasts[$0] })
            if !auc.isNaN { found.append(auc) }
        }
        found.sort()
        guard !found.isEmpty else { return (.nan, .nan) }
        return (percentile(found, 0.025), percentile(found, 0.975))
    }

    private static func percentile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }
}
