internal import Foundation

/// What a card says where many conversations were trained on.
extension ModelCard {
    var judgedBy: String {
        guard let heldOut = report.heldOut else {
            return """
                \(configuration.folds)-fold
                cross-validation by conversation; number of epochs, shares and calibration chosen without
                the fold that is judged
                """
        }
        return """
            \(heldOut) that were held out,
            temperatures chosen on the half that is not judged, wordings read by act heads that had
            not seen them
            """
    }

    var largeSchedule: String {
        let large = configuration.large
        let targets = large.usesTruth ? "the exact forecast where the data holds it" : "the outcome"
        let weights =
            large.weights.isEmpty ? "1" : large.weights.map { "\($0)" }.joined(separator: ", ")
        let acts = report.actAccuracy.map {
            $0.sorted { $0.key < $1.key }.map { "\($0.key) \(Self.number($0.value))" }
                .joined(separator: ", ")
        }
        return """
            | target | \(targets) |
            | epochs | \(report.epochs) |
            | different texts | \(report.texts ?? 0), at most \(large.textsOfWording) of a wording |
            | weights of the files | \(weights) |
            | acts named rightly, wordings not seen | \(acts ?? "no acts in the data") |
            | dropout | \(large.dropout) |
            | penalties | linear path \(large.skipPenalty), all else \(large.penalty) |
            """
    }

    /// Nil where folds were used.
    var apart: String? {
        guard let judged = report.judged, !judged.isEmpty else { return nil }
        let rows = judged.map { row in
            let cells = [
                "`\(URL(filePath: row.file).lastPathComponent)`", row.turn,
                String(row.metrics.count), Self.number(row.metrics.auc),
                row.exactAUC.map { Self.number($0) } ?? "", Self.number(row.metrics.brier, 4),
                Self.number(row.metrics.ece), row.exactECE.map { Self.number($0) } ?? "",
                row.share.map { Self.number($0) } ?? "",
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return """
            ## Beside the exact forecast, and on files that were kept apart

            The held-out part by heads that had not seen its wordings; files by the finished model,
            turn by turn. The share is of the log-loss that the exact forecast
            saves against the base rate.

            | file | turn | n | AUC | exact AUC | Brier | ECE | exact ECE | share |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|
            \(rows.joined(separator: "\n"))
            """
    }
}
