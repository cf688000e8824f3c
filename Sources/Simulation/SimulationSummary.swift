private import Foundation

/// What a run of conversations looks like, and how well the ceiling forecasts it.
package struct SimulationSummary: Sendable {
    /// What of a conversation the figures need.
    package struct Sample: Sendable {
        let turns: Int
        let converted: Bool
        /// The ceiling's forecast after turns 2, 4, 8, the last, and the end; nil: not so long.
        let forecasts: [Double?]
        /// The sum of squared changes of the forecast, from turn 1 to the end.
        let movement: Double
        let first: Double

        package init(_ conversation: SimulatedConversation) {
            let path = conversation.turns.map(\.probability) + [conversation.endProbability]
            turns = conversation.turns.count
            converted = conversation.converted
            forecasts =
                SimulationSummary.turns.map { $0 <= path.count - 1 ? path[$0 - 1] : nil }
                + [conversation.turns.last?.probability, conversation.endProbability]
            movement = zip(path, path.dropFirst()).reduce(0) {
                $0 + ($1.1 - $1.0) * ($1.1 - $1.0)
            }
            first = path[0]
        }
    }

    /// The ceiling at one moment of the conversation.
    package struct Row: Sendable {
        /// "2", "4", "8", "last" or "end".
        package let turn: String
        package let count: Int
        package let auc: Double
        package let brier: Double
        package let logLoss: Double
        /// The log-loss of the share of conversions among the same conversations.
        package let priorLogLoss: Double
        /// The mean forecast less the share of conversions.
        package let bias: Double
    }

    static let turns = [2, 4, 8]

    package let count: Int
    package let conversionRate: Double
    /// Turns at the quantiles 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.
    package let lengths: [Int]
    package let rows: [Row]
    /// E Σ(Δp)² over E[p₁(1 - p₁) - p_T(1 - p_T)]: 1 for a coherent forecast (Augenblick and Rabin
    /// 2021).
    package let movementRatio: Double

    package init(_ samples: [Sample]) {
        count = samples.count
        let won = samples.count(where: \.converted)
        conversionRate = Double(won) / Double(max(1, samples.count))
        let sorted = samples.map(\.turns).sorted()
        lengths = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map { quantile in
            sorted.isEmpty ? 0 : sorted[Int((Double(sorted.count - 1) * quantile).rounded())]
        }
        rows = (Self.turns.map(String.init) + ["last", "end"]).enumerated().map { place, turn in
            Self.row(
                turn,
                samples.compactMap { sample in
                    sample.forecasts[place].map { ($0, sample.converted) }
                })
        }
        let settled = samples.reduce(0) { sum, sample in
            let end = sample.forecasts.last.flatMap { $0 } ?? 0
            return sum + sample.first * (1 - sample.first) - end * (1 - end)
        }
        movementRatio = settled == 0 ? 1 : samples.reduce(0) { $0 + $1.movement } / settled
    }

    private static func row(_ turn: String, _ pairs: [(Double, Bool)]) -> Row {
        let count = Double(max(1, pairs.count))
        let rate = Double(pairs.count { $0.1 }) / count
        let brier = pairs.reduce(0) { $0 + pow($1.0 - ($1.1 ? 1 : 0), 2) } / count
        func loss(_ forecast: Double, _ outcome: Bool) -> Double {
            -log(max(1e-12, outcome ? forecast : 1 - forecast))
        }
        return Row(
            turn: turn, count: pairs.count, auc: auc(pairs), brier: brier,
            logLoss: pairs.reduce(0) { $0 + loss($1.0, $1.1) } / count,
            priorLogLoss: pairs.reduce(0) { $0 + loss(rate, $1.1) } / count,
            bias: pairs.reduce(0) { $0 + $1.0 } / count - rate)
    }

    /// The chance that a conversion was forecast higher than a loss; ties count half (Mann and
    /// Whitney 1947).
    private static func auc(_ pairs: [(Double, Bool)]) -> Double {
        let sorted = pairs.sorted { $0.0 < $1.0 }
        var ranks = 0.0
        var start = 0
        while start < sorted.count {
            var end = start
            while end + 1 < sorted.count, sorted[end + 1].0 == sorted[start].0 { end += 1 }
            let rank = Double(start + end) / 2 + 1
            ranks += rank * Double(sorted[start...end].count { $0.1 })
            start = end + 1
        }
        let won = Double(sorted.count { $0.1 })
        let lost = Double(sorted.count) - won
        guard won > 0, lost > 0 else { return 0.5 }
        return (ranks - won * (won + 1) / 2) / (won * lost)
    }
}
