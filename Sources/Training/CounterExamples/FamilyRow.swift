internal import Conversations
internal import Messages
internal import Predictions

/// What a family does to a model's forecasts, against the same conversations as they were.
package struct FamilyRow: Sendable, Codable, Equatable {
    package var family: String
    /// Whether models may have been trained on it.
    package var use: Family.Use
    package var meaning: Family.Meaning
    /// "last" or "end"
    package var turn: String
    package var count: Int
    package var auc: Double
    package var brier: Double
    /// The same of the conversations as they were, with the outcomes that those had.
    package var cleanAUC: Double
    package var cleanBrier: Double

    /// Rows of every family.
    /// - Parameters:
    ///   - clean: forecasts of the corpus as it is: turns + 1 a conversation, the last one after
    ///   closing.
    ///   - score: forecasts of other conversations, in the same form.
    static func rows(
        _ corpus: Corpus, clean: [[Double]], seed: UInt64,
        score: ([[Turn]]) throws(TrainingError) -> [[Double]]
    ) throws(TrainingError) -> [FamilyRow] {
        var rows: [FamilyRow] = []
        for family in Family.all {
            let made = CounterExamples(corpus, [family], use: .testing, seed: seed)
            let labels = made.corpus.conversations.map(\.converted)
            guard labels.contains(true), labels.contains(false) else { continue }
            let forecasts = try score(made.corpus.conversations.map(\.recorded.turns))
            let before = made.origins.map { clean[$0] }
            let known = made.origins.map { corpus.conversations[$0].converted }
            for (turn, place) in [("last", 2), ("end", 1)] {
                func metrics(_ series: [[Double]], _ outcomes: [Bool]) -> Metrics {
                    Metrics(
                        outcomes: outcomes, forecasts: series.map { $0[$0.count - place] },
                        rounds: 0)
                }
                let (now, then) = (metrics(forecasts, labels), metrics(before, known))
                rows.append(
                    FamilyRow(
                        family: family.name, use: family.use, meaning: family.meaning,
                        turn: turn, count: labels.count, auc: now.auc, brier: now.brier,
                        cleanAUC: then.auc, cleanBrier: then.brier))
            }
        }
        return rows
    }
}

extension EvaluationReport {
    /// The section of the page; nil where no family was asked for.
    var counterExamples: String? {
        guard !families.isEmpty else { return nil }
        let lines = families.map { row in
            let cells = [
                row.family, row.use.rawValue, row.meaning.rawValue, row.turn, String(row.count),
                Self.number(row.cleanAUC), Self.number(row.auc), Self.number(row.cleanBrier, 4),
                Self.number(row.brier, 4),
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return """
            ## Counter-examples

            The same conversations, changed so that single words, manners, or what a text says of
            itself lead astray; Docs/TRAINING.md says how. "testing" families are never trained on.

            | family | use | label | turn | n | AUC before | AUC | Brier before | Brier |
            |---|---|---|---|---:|---:|---:|---:|---:|
            \(lines.joined(separator: "\n"))
            """
    }
}
