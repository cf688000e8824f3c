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
    package var modelID: String
    /// Id of the model that it began with.
    package var base: String
    package var conversations: Int
    /// Of them, those in the later window.
    package var later: Int
    package var steps: [Step] = []
}
