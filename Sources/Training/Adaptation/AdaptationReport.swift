internal import Foundation

/// What an adaptation tried, and what it took.
package struct AdaptationReport: Sendable, Codable {
    package struct Step: Sendable, Codable {
        /// "intercept", "intercept and slope", "linear head"
        package var name: String
        /// Log-loss before minus after, a mean over the later window, and its standard error.
        package var gain: Double
        package var error: Double

        package var isTaken: Bool { gain > error }

        /// - Parameter gains: one a conversation of the later window.
        init(_ name: String, _ gains: [Double]) {
            self.name = name
            let count = Double(max(gains.count, 1))
            let mean = gains.reduce(0, +) / count
            gain = mean
            let squares = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            error = (squares / max(count - 1, 1) / count).squareRoot()
        }

        package var words: String {
            "\(name): " + String(format: "%+.4f (standard error %.4f)", gain, error)
        }
    }

    package var modelPath: String
    package var cardPath = ""
    package var modelID = ""
    /// Id of the model that it began with.
    package var base: String
    package var conversations: Int
    /// Of them, those in the later window.
    package var later: Int
    package var steps: [Step] = []
    /// Of the later window.
    package var judged: [Judged] = []

    package struct Judged: Sendable, Codable {
        /// "last" or "end"
        package var turn: String
        package var before: Metrics
        package var after: Metrics
    }

    /// The page beside an adapted model.
    func card(name: String) -> String {
        func row(_ step: Step) -> String {
            let gain = String(format: "%+.4f | %.4f", step.gain, step.error)
            return "| \(step.name) | \(gain) | \(step.isTaken ? "taken" : "refused") |"
        }
        func row(_ judged: Judged) -> String {
            let (before, after) = (judged.before, judged.after)
            return "| \(judged.turn) | \(after.count) | "
                + String(
                    format: "%.3f | %.3f | %.4f | %.4f | %.3f | %.3f |", before.auc, after.auc,
                    before.brier, after.brier, before.ece, after.ece)
        }
        return """
            # \(name)

            Written by `salesrl train --from`; do not edit. Model `\(modelID)`, adapted from `\(base)`
            by \(conversations) conversations whose outcome is known. What the members, forests and
            words are and what they were made from is said in that model's card.

            ## What was tried

            Each step was fitted on the earlier conversations and judged on the later \(later). Gain:
            the log-loss of the best before it, less its own; it is taken where that is more than its
            standard error. The last one taken was then fitted on all conversations.

            | step | gain | standard error | |
            |---|---:|---:|---|
            \(steps.map(row).joined(separator: "\n"))

            ## The later window, before and after

            | turn | n | AUC before | after | Brier before | after | ECE before | after |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            \(judged.map(row).joined(separator: "\n"))

            Some of these conversations chose among the steps, so the figures flatter a little.

            """
    }
}
