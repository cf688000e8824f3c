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
    /// Nil where many conversations are trained on: there the members speak as they are.
    package var forms: Forms?

    /// The smaller forms of the model, against the model itself.
    package struct Forms: Sendable, Codable {
        /// Whether 8 bits may stand for floats.
        package var rounding: RoundingGate
        /// One student for all members; nil where none was distilled.
        package var student: FormComparison?
        /// Members trained on as policies against the supervised ones; nil where they were not.
        package var policy: FormComparison?
    }
    /// Where many conversations are trained on: how many were held out, how many different texts
    /// were embedded, and the share of acts named rightly on wordings not seen, by side.
    package var heldOut: Int?
    package var texts: Int?
    package var actAccuracy: [String: Double]?
    /// On files that were kept apart.
    package var judged: [Judged]?
    /// Where real and simulated conversations were trained on: the reader of each alone, and how
    /// they go together. All else is then of both readers on the real conversations.
    package var readers: [TrainingReport]?
    package var gate: GateReport?
    /// Nil where no moves were learned.
    package var moves: MoveReport?
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
        case moves
        case writing
    }

    package var stage: Stage
    package var done: Int
    package var total: Int
}
