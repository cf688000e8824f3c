/// What a training run did and found. Figures are of forecasts made by members that had not seen
/// the conversation.
package struct TrainingReport: Sendable, Codable {
    package struct Row: Sendable, Codable {
        /// "2", "4", ... , "last" or "end"
        package var turn: String
        package var metrics: Metrics
    }

    package var modelPath: String
    package var cardPath: String
    package var modelID: String
    package var conversations: Int
    package var converted: Int
    package var turns: Int
    package var dataSHA256: String
    package var seed: UInt64
    package var epochs: Int
    package var parameters: Int
    package var bytes: Int
    /// By fixed turn, then last and end, of the first split.
    package var rows: [Row]
    /// AUC at the last turn and after closing of every random split.
    package var lastAUC: [Double]
    package var endAUC: [Double]
    /// Of the first split's forecasts.
    package var movement: StreamMovement
    /// Of the first split.
    package var confidence: ConfidenceReport?
}

/// Where a run is.
package struct TrainingProgress: Sendable {
    package enum Stage: String, Sendable {
        case reading
        case embedding
        case validating
        case training
        case writing
    }

    package var stage: Stage
    package var done: Int
    package var total: Int
}
