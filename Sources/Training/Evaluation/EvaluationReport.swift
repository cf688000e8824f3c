/// What `salesrl evaluate` found; `report.json` is this.
package struct EvaluationReport: Sendable, Codable {
    package struct Row: Sendable, Codable {
        package var model: String
        /// "2", ..., "last", "end"
        package var turn: String
        /// Means over the splits; the interval is the first split's.
        package var metrics: Metrics
    }
    /// Ours minus a baseline's AUC at one turn.
    package struct Gap: Sendable, Codable {
        package var baseline: String
        package var turn: String
        package var gap: PairedGap
    }
    package struct Effect: Sendable, Codable {
        package var name: String
        package var turn: String
        /// Variant minus the whole recipe; nil where it was not run, and `note` says why.
        package var gap: PairedGap?
        package var accuracy: Double?
        package var note: String
    }
    package struct Skill: Sendable, Codable {
        package var turn: String
        /// (loss of the base rate - ours) / (loss of the base rate - the exact one's), log-loss.
        package var skill: Double
        package var ceilingAUC: Double
        package var count: Int
    }
    package struct Group: Sendable, Codable {
        package var name: String
        package var metrics: Metrics
    }
    package struct Bin: Sendable, Codable {
        package var said: Double
        package var happened: Double
        package var count: Int
    }
    package struct Curve: Sendable, Codable {
        package var name: String
        package var points: [[Double]]
    }

    package var subject: String
    package var dataSHA256: String
    package var conversations: Int
    package var converted: Int
    package var seed: UInt64
    package var splits: Int
    package var folds: Int
    package var rows: [Row] = []
    package var gaps: [Gap] = []
    package var effects: [Effect] = []
    package var skills: [Skill] = []
    package var groups: [Group] = []
    /// By industry that was left out of training.
    package var leftOut: [Group] = []
    package var leakage: LeakageProbes?
    /// AUC at the last turn of the whole recipe on permuted labels.
    package var permutedAUC: Double?
    package var movement: StreamMovement?
    /// Nil for a model that knows nothing of its limits.
    package var confidence: ConfidenceReport?
    /// At the last turn.
    package var reliability: [Bin] = []
    package var roc: [Curve] = []
    /// Of a given model, where they were asked for.
    package var families: [FamilyRow] = []
    package var notes: [String] = []
}
