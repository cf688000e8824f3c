internal import Foundation
internal import Predictions

/// The page beside a model: what it was made from, how good it is, and what it must not be used
/// for.
struct ModelCard {
    let report: TrainingReport
    let parts: ModelParts
    let configuration: TrainingConfiguration

    var text: String {
        joined([
            heading, origin, metrics, splits, apart, forms, calibration, confidence, Self.limits,
        ])
    }

    /// The same of one reader of a model that has two, under a title of its own.
    func reader(_ title: String) -> String {
        joined([
            "# \(title)\n\n\(shape)", origin, metrics, splits, apart, forms, calibration,
            confidence,
        ])
    }

    private func joined(_ sections: [String?]) -> String {
        sections.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
            + MoveSection.text(report.moves, parts) + "\n"
    }

    private var heading: String {
        """
        # \(parts.name)

        Written by `salesrl train`; do not edit. Model `\(report.modelID)`,
        \(report.bytes) bytes,
        \(report.parameters) parameters.

        \(shape)
        """
    }

    private var shape: String {
        let layout = parts.layout
        let acts = parts.acts.map { " of which \($0.count) are acts read off the embedding" }
        return """
            An ensemble of \(parts.members.count) gated recurrent members over
            \(layout.features) features, the utterance embedding (\(layout.projection)
            dimensions\(acts ?? "")) and the speaker's role, with a linear path from the features to
            each head. Heads: probability of conversion, discounted value (discount
            \(parts.notes["value.discount"] ?? "") a turn), and a correction after
            closing\(parts.outlook == nil ? "" : "; exit hazard and turns left").
            """
    }

    private var origin: String {
        let base = 100 * Double(report.converted) / Double(max(report.conversations, 1))
        let hash = String(parts.schemaHash, radix: 16)
        return """
            ## What it was made from

            | what | |
            |---|---|
            | conversations | \(report.conversations), \(report.turns) turns |
            | converted | \(report.converted), \(Self.number(base, 1)) % |
            | files | \(files) |
            | SHA-256 of the data | `\(report.dataSHA256)` |
            | seed | \(report.seed) |
            | embedder | `\(parts.embedder)` |
            | features | \(parts.featureNames.count), schema hash `\(hash)` |
            | loss | log-loss on every turn; a conversation's last turn weighs \
            \(finalWeight) times as much |
            | stages | \(stages) |
            | forests | \(trees) |
            | boosted trees | \(boosts) |
            | regression on pooled embeddings | \(directions) |
            | regression on words | \(words) |
            | shares of the log-odds | \(shares) |
            | a member | \(parts.layout.memory) memory cells, \(parts.layout.hidden) hidden units |
            \(report.heldOut == nil ? schedule : largeSchedule)

            The same data, seed and code give the same file, byte for byte, whatever the number of
            threads, on machines where the encoder runs the same kernels.
            """
    }

    private var schedule: String {
        let learning = configuration.learning
        return """
            | epochs | \(report.epochs) of at most \(learning.epochs), by cross-validation |
            | dropout | \(learning.dropout) |
            | penalties | skip \(learning.skipPenalty), drift \(learning.driftPenalty), \
            trunk \(learning.trunkPenalty), heads \(learning.headPenalty), \
            closing \(learning.closingPenalty) |
            """
    }

    private var trees: String {
        guard let forests = parts.forests else { return "none" }
        let (live, closed) = (forests.live.roots.count, forests.closed.roots.count)
        return "\(live) trees for turns, \(closed) for closings"
    }

    private var finalWeight: Int {
        report.heldOut == nil ? configuration.learning.finalWeight : configuration.large.finalWeight
    }

    private var boosts: String {
        parts.boosted == nil
            ? "none" : "\(configuration.shape.boosts) rounds on last turns, as many on closings"
    }

    private var directions: String {
        parts.meaning == nil ? "none" : "in \(configuration.shape.directions) directions"
    }

    private var words: String {
        guard let wording = parts.wording else { return "none" }
        return "\(wording.keys.count) words and pairs of words, fitted to the first "
            + "\(configuration.shape.wordTurns) turns"
    }

    private var shares: String {
        guard let blend = parts.blend else { return "even" }
        return (0..<TurnBuckets.count).map { bucket in
            let row = Blend.Part.allCases.map {
                "\($0.rawValue) \(Self.number(Double(blend.share($0, bucket: bucket)), 2))"
            }
            return "turns \(TurnBuckets.label(bucket)): \(row.joined(separator: ", "))"
        }.joined(separator: "; ").replacing("turns closing", with: "once closed")
    }

    private var stages: String {
        let learning = configuration.learning
        var stages = ["the outcome as target"]
        if learning.lambda < 1 {
            stages.append(
                "TD(\(learning.lambda)) with a slow target after \(learning.supervisedEpochs) epochs"
            )
        }
        if learning.isBalanced { stages.append("balanced batches, log-odds corrected") }
        if configuration.hasCounterExamples {
            stages.append("counter-examples" + (learning.isPaced ? ", in a curriculum" : ""))
        }
        if configuration.policy != nil { stages.append("Beta-PPO with Brier's reward") }
        return stages.joined(separator: "; ")
    }

    private var files: String {
        configuration.data.map { "`\(URL(filePath: $0).lastPathComponent)`" }
            .joined(separator: ", ")
    }

    private var metrics: String {
        let head = """
            ## How good it is

            Forecasts of conversations that the members had not seen: \(judgedBy). A row
            counts the conversations that have at least that many turns, so how long a conversation
            will be cannot help. "last" is the live forecast after the final turn, "end" the one
            after closing. Intervals: 95 % bootstrap by conversation.

            | turn | n | accuracy | AUC | 95 % | Brier | ECE | skill |
            |---:|---:|---:|---:|---|---:|---:|---:|
            """
        let rows = report.rows.map { row in
            let it = row.metrics
            let cells = [
                row.turn, String(it.count), Self.number(it.accuracy), Self.number(it.auc),
                "\(Self.number(it.aucLow)) to \(Self.number(it.aucHigh))",
                Self.number(it.brier, 4), Self.number(it.ece), Self.number(it.skill),
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return ([head] + rows).joined(separator: "\n")
    }

    private var splits: String {
        """
        The table is of one random split into folds. Over \(report.lastAUC.count) random splits the
        AUC at the last turn is \(Self.spread(report.lastAUC)),
        after closing \(Self.spread(report.endAUC)).
        """
    }

    private var calibration: String {
        let bins = Reliability.bins
        let rows = (0..<TurnBuckets.count).map { bucket -> String in
            let cells = (0..<bins).map { bin -> String in
                let support = parts.reliability.supports[bucket * bins + bin]
                guard support > 0 else { return "none" }
                let rate = parts.reliability.conversions[bucket * bins + bin] / support
                return "\(Self.number(100 * Double(rate), 0)) % of \(Int(support))"
            }
            let line = [parts.slopes[bucket], parts.intercepts[bucket]].map {
                Self.number(Double($0), 2)
            }
            let all = [TurnBuckets.label(bucket)] + line + cells
            return "| " + all.joined(separator: " | ") + " |"
        }
        let marks = (1...bins).map { "bin \($0)" }.joined(separator: " | ")
        return """
            ## Calibration and the record behind the confidence

            The log-odds of all parts are multiplied by the slope of the turn's bucket
            (1 / temperature), and its intercept is added. Bins rise in probability; a cell says what share of the held-out
            conversations that were scored there converted.

            | turns | slope | intercept | \(marks) |
            |---|---:|---:|\(String(repeating: "---|", count: bins))
            \(rows.joined(separator: "\n"))
            """
    }

    private var confidence: String {
        let movement = """
            Stream movement, squared steps of the forecast over the uncertainty that went (1 for a
            coherent forecaster): \(report.movement.text).
            """
        return [report.confidence?.page, movement].compactMap { $0 }.joined(separator: "\n\n")
    }

    static var limits: String {
        """
        ## Limits

        * It knows conversations like those above and no others. On another kind of conversation its
          probabilities are not calibrated until it is trained on outcomes of that kind.
        * Early forecasts carry little: read the table above before acting on a turn's number.
        * The band tells what became of past conversations that scored alike; it is no interval
          for the one at hand.
        * Contributions are first-order pushes of the features; they describe the model, not causes.
        * Features, penalties and sizes were chosen by people who had seen cross-validated figures
          on such conversations; a set that was never looked at may give a little less.
        """
    }

    static func number(_ value: Double, _ digits: Int = 3) -> String {
        String(format: "%.\(digits)f", value)
    }

    private static func spread(_ values: [Double]) -> String {
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        let least = values.min() ?? .nan
        let most = values.max() ?? .nan
        return "\(number(mean)) (\(number(least)) to \(number(most)))"
    }
}
