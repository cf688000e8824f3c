internal import Foundation

/// The parts of the page that put many figures side by side.
extension EvaluationReport {
    /// Ours against the baseline that is best at each turn: the hardest comparison, and one that
    /// favours the baselines, of which the luckiest counts.
    var strongest: String? {
        let lines = Judged.turns.compactMap { turn -> String? in
            let names = Set(gaps.filter { $0.turn == turn }.map(\.baseline))
            let here = rows.filter { $0.turn == turn && names.contains($0.model) }
            guard let best = here.max(by: { $0.metrics.auc < $1.metrics.auc }),
                let ours = rows.first(where: { $0.turn == turn && $0.model == "ours" }),
                let gap = gaps.first(where: { $0.turn == turn && $0.baseline == best.model })
            else { return nil }
            return "| \(turn) | \(best.model) | \(Self.number(best.metrics.auc)) | "
                + "\(Self.number(ours.metrics.auc)) | \(Self.signed(gap.gap)) |"
        }
        guard !lines.isEmpty else { return nil }
        return """
            ## Ours against the strongest baseline of each turn

            | turn | strongest | its AUC | ours | difference, 95 % |
            |---:|---|---:|---:|---|
            \(lines.joined(separator: "\n"))
            """
    }

    var industries: String? {
        Self.table(
            "By industry, at the last turn",
            "Held out are conversations; the others of the industry were in training.", groups)
    }

    var newIndustries: String? {
        Self.table(
            "An industry that was left out of training, at the last turn",
            "Each industry is forecast by what learned from the others.", leftOut)
    }

    private static func table(_ title: String, _ words: String, _ groups: [Group]) -> String? {
        guard !groups.isEmpty else { return nil }
        let lines = groups.map {
            "| \($0.name) | \($0.metrics.count) | \(number($0.metrics.auc)) | "
                + "\(number($0.metrics.aucLow)) to \(number($0.metrics.aucHigh)) | "
                + "\(number($0.metrics.brier, 4)) | \(number($0.metrics.ece)) |"
        }
        return """
            ## \(title)

            \(words)

            | industry | n | AUC | 95 % | Brier | ECE |
            |---|---:|---:|---|---:|---:|
            \(lines.joined(separator: "\n"))
            """
    }
}
