/// How the gate of a model with two readers does, on conversations that neither it nor the reader
/// of their kind had seen.
package struct GateReport: Sendable, Codable {
    /// One kind of conversation.
    package struct Kind: Sendable, Codable {
        /// "real" or "simulated"
        package var name: String
        package var conversations: Int
        /// The reader of this kind alone.
        package var alone: [TrainingReport.Row]
        /// Both by their shares.
        package var together: [TrainingReport.Row]
        /// The other kind's reader alone.
        package var other: [TrainingReport.Row]
        /// AUC together less alone, paired by conversation.
        package var gaps: [Gap]
        package var shares: [Share]
    }

    package struct Gap: Sendable, Codable {
        package var turn: String
        package var gap: PairedGap
    }

    /// What the reader of the right kind weighs.
    package struct Share: Sendable, Codable {
        package var turn: String
        package var mean: Double
        /// Share of conversations in which the other reader weighs more.
        package var wrong: Double
    }

    package var kinds: [Kind]
}

extension GateReport.Kind {
    /// - Parameters:
    ///   - right, other: turns + 1 probabilities of each conversation by the two readers.
    ///   - shares: what the right one weighs, alike.
    /// - Returns: also the probabilities of both together.
    static func judged(
        _ name: String, _ labels: [Float], right: [[Double]], other: [[Double]],
        shares: [[Double]]
    ) -> (kind: GateReport.Kind, series: [[Double]]) {
        let together = zip(zip(right, other), shares).map { series, shares in
            zip(zip(series.0, series.1), shares).map { $0.1 + $1 * ($0.0 - $0.1) }
        }
        let judged = Judged(
            outcomes: labels.map { $0 > 0.5 }, counts: right.map { $0.count - 1 })
        let tables = [judged.table(together), judged.table(right)]
        let turns = ["1", "2", "4", "8", "last"]
        let kind = GateReport.Kind(
            name: name, conversations: labels.count, alone: Evaluation.rows(right, labels),
            together: Evaluation.rows(together, labels), other: Evaluation.rows(other, labels),
            gaps: Judged.turns.compactMap { turn in
                judged.gap([tables[0]], [tables[1]], turn).map { .init(turn: turn, gap: $0) }
            },
            shares: turns.compactMap { turn in
                let found = shares.compactMap { series in
                    Judged.place(turn, series.count - 1).map { series[$0] }
                }
                guard !found.isEmpty else { return nil }
                let count = Double(found.count)
                return GateReport.Share(
                    turn: turn, mean: found.reduce(0, +) / count,
                    wrong: Double(found.count { $0 < 0.5 }) / count)
            })
        return (kind, together)
    }
}
