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
    /// What is done is kept in this folder, so that a run that was stopped goes on; nil for none.
    package var checkpoint: String?
    /// Also distils the members to one, see `Distillation`.
    package var hasStudent = false
    /// Members are trained on as policies, see `PolicyTraining`; nil for none.
    package var policy: Policy?
    /// Members also learn from counter-examples, see `CounterExamples`.
    package var hasCounterExamples = false
    /// Conversations from which adapting a model also trains its members on.
    package var fineTuneFrom = 2_000
    package var large = Large()
    package var moves = Moves()

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
        /// First turns that the regression on words is fitted to; 0 for none.
        package var wordTurns = 8
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
        /// The probability's target: 1 is the outcome itself, less leans on the next forecast of
        /// a slow copy of the member (Sutton 1988, TD(lambda)).
        package var lambda: Float = 1
        /// How many epochs the outcome itself is the target before `lambda` is.
        package var supervisedEpochs = 2
        /// Share of itself that the slow copy keeps at a step.
        package var slowness: Float = 0.98
        /// Every second conversation of a batch converted; the log-odds are corrected afterwards.
        package var isBalanced = false
        /// Each member learns from a resample of its own; a student from everything.
        package var isResampled = true
        /// How often a counter-example stands in for a conversation that has some.
        package var counterShare: Float = 0.3
        /// Clean conversations first, then noisy ones, then all: the next when validation stalls.
        package var isPaced = false
        /// The value's, and what a turn of waiting costs.
        package var valueLambda: Float = 0.8
        package var discount: Float = 0.98
        package init() {}
    }
}

extension TrainingConfiguration {
    /// How a member is trained on as a policy, see `PolicyTraining`.
    package struct Policy: Sendable, Equatable {
        package var rounds = 6
        /// Over the draws of one round, at most.
        package var passes = 4
        /// How far the ratio of densities may go from 1.
        package var clip = 0.2
        /// Mean divergence from the round's beginning, in nats, at which it ends.
        package var divergenceLimit = 0.02
        /// What a nat of divergence from the start costs, falling to the least.
        package var anchor = 1.0
        package var anchorLeast = 0.1
        package var rate: Float = 2e-4
        /// Before softplus: kappa begins at 2 + this.
        package var spread: Float = 18
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
