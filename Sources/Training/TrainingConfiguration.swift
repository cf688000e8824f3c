/// What can be chosen about a training run.
package struct TrainingConfiguration: Sendable {
    /// JSONL files, one conversation a line: {"id", "turns": [{"speaker", "text"}], "converted"}.
    package var data: [String]
    /// Where the model goes; its card goes beside it, with `.md` for the extension.
    package var output: String
    package var name = "salesrl"
    package var seed: UInt64 = 1
    package var folds = 5
    /// Random splits of the same data into folds. The first decides; the others show how far it was
    /// luck.
    package var splits = 3
    package var threads = 2
    /// Vectors are kept in this file between runs; nil for none.
    package var scratch: String?
    package var shape = Shape()
    package var learning = Learning()

    package init(data: [String], output: String) {
        self.data = data
        self.output = output
    }

    /// Sizes of a model; see `MemberLayout`.
    package struct Shape: Sendable, Equatable {
        package var projection = 16
        package var memory = 12
        package var hidden = 12
        package var members = 4
        /// Of each of the two forests; 0 for none.
        package var trees = 120
        /// Rounds of each of the two sets of boosted trees; 0 for none.
        package var boosts = 150
        /// Directions of the embedding that the regression on pooled vectors sees; 0 for none.
        package var directions = 48
        package init() {}
    }

    /// How it learns. The defaults were chosen by cross-validation on conversations of 7 to 30
    /// turns.
    package struct Learning: Sendable, Equatable {
        package var epochs = 12
        /// Conversations a step.
        package var batch = 32
        package var rate: Float = 1e-3
        /// Share of features, embedding dimensions and hidden units left out of a conversation.
        package var dropout: Float = 0.4
        /// L2 penalties, on the mean loss of a turn.
        package var skipPenalty: Float = 0.1
        package var driftPenalty: Float = 0.2
        package var trunkPenalty: Float = 0.01
        package var headPenalty: Float = 0.02
        package var closingPenalty: Float = 0.1
        /// How many times a conversation's last turn weighs what another turn does: there the
        /// outcome shows most. The conversation as a whole weighs the same.
        package var finalWeight: Int = 12
        /// The probability's target: 1 is the outcome itself, less leans on the next forecast
        /// (Sutton 1988, TD(lambda)).
        package var lambda: Float = 1
        /// The value's, and what a turn of waiting costs.
        package var valueLambda: Float = 0.8
        package var discount: Float = 0.98
        package init() {}
    }
}

/// Turns text into vectors for a training run: the local encoder, or anything else that always
/// gives the same ones.
package struct TrainingEmbedder: Sendable {
    package let id: String
    package let dimensions: Int
    package let embed: @Sendable (String) -> [Float]

    package init(id: String, dimensions: Int, embed: @escaping @Sendable (String) -> [Float]) {
        self.id = id
        self.dimensions = dimensions
        self.embed = embed
    }
}
