internal import Foundation

/// The page beside a model that has a reader of real conversations and one of simulated ones.
struct TwoReaderCard {
    let report: TrainingReport
    let real, simulated: Trained
    let kinds: DataKinds
    let configuration: TrainingConfiguration

    var text: String {
        let together = ModelCard(
            report: report, parts: real.parts, configuration: configuration)
        let parts: [String?] = [
            heading, gate, together.apart, ModelCard.limits,
            card(real, "The reader of real conversations"),
            card(simulated, "The reader of simulated conversations"),
        ]
        return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private func card(_ reader: Trained, _ title: String) -> String {
        var own = configuration
        own.data = title.contains("real") ? kinds.real : kinds.simulated
        return ModelCard(report: reader.report, parts: reader.parts, configuration: own)
            .reader(title).trimmingCharacters(in: .newlines)
    }

    private var heading: String {
        """
        # \(configuration.name)

        Written by `salesrl train`; do not edit. Model `\(report.modelID)`,
        \(report.bytes) bytes, \(report.parameters) parameters.

        Two readers in one file: one of \(real.report.conversations) real conversations, one of
        \(simulated.report.conversations) simulated ones. A gate hears from the embeddings of the turns
        which kind a conversation is like; the forecast is the mean of both readers' probabilities by
        its shares (a mixture of experts, Jacobs et al. 1991). Record, label set, novelty, outlook and
        values of moves are the word of the reader that weighs more. Acts are read by the
        second reader alone, in any conversation.
        """
    }

    private var gate: String? {
        guard let gate = report.gate else { return nil }
        let rows = gate.kinds.flatMap { kind in
            kind.together.map { row -> String in
                let alone = kind.alone.first { $0.turn == row.turn }?.metrics
                let other = kind.other.first { $0.turn == row.turn }?.metrics
                let gap = kind.gaps.first { $0.turn == row.turn }?.gap
                let cells = [
                    kind.name, row.turn, String(row.metrics.count), Self.number(row.metrics.auc),
                    alone.map { Self.number($0.auc) } ?? "",
                    gap.map {
                        String(format: "%+.4f (%+.4f to %+.4f)", $0.difference, $0.low, $0.high)
                    } ?? "", Self.number(row.metrics.brier, 4),
                    alone.map { Self.number($0.brier, 4) } ?? "", Self.number(row.metrics.ece),
                    alone.map { Self.number($0.ece) } ?? "",
                    other.map { Self.number($0.auc) } ?? "",
                ]
                return "| " + cells.joined(separator: " | ") + " |"
            }
        }
        let shares = gate.kinds.flatMap { kind in
            kind.shares.map {
                "| \(kind.name) | \($0.turn) | \(Self.number($0.mean)) | \(Self.number($0.wrong)) |"
            }
        }
        return """
            ## Both readers together

            On conversations that neither the gate nor the reader of their kind had seen: real ones
            by cross-validation, simulated ones held out. "alone" is the reader of their kind
            without the other, "other" the other kind's reader without it. Intervals:
            95 % bootstrap by conversation, paired.

            | kind | turn | n | AUC | alone | difference | Brier | alone | ECE | alone | AUC other |
            |---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|
            \(rows.joined(separator: "\n"))

            What the reader of the right kind weighs, and the share of conversations in which the
            other weighs more:

            | kind | turn | mean share | other weighs more |
            |---|---:|---:|---:|
            \(shares.joined(separator: "\n"))
            """
    }

    private static func number(_ value: Double, _ digits: Int = 3) -> String {
        ModelCard.number(value, digits)
    }
}
