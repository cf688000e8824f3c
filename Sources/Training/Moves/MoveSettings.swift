extension TrainingConfiguration {
    /// Where it is known from what a representative did in a turn.
    package enum MoveSource: String, Sendable, CaseIterable {
        /// From the data, which names the act of a turn.
        case labels
        /// From the words, see `MoveRecognition`.
        case words
        /// No moves are learned.
        case none
    }

    /// How the values of moves are learned. Chosen on simulated conversations, by the true values
    /// of moves at moments that were in no training.
    package struct Moves: Sendable, Equatable {
        package var source = MoveSource.labels
        /// Of the values' networks, besides the one for what representatives do.
        package var members = 5
        package var hidden = 24
        package var epochs = 10
        /// Of the network for what representatives do.
        package var behaviourHidden = 32
        package var behaviourEpochs = 6
        package var behaviourDropout: Float = 0.2
        package var batch = 64
        package var rate: Float = 1e-3
        package var dropout: Float = 0.1
        package var inputPenalty: Float = 1e-4
        package var outputPenalty: Float = 1e-3
        /// Of V among the values of what was done: 0.5 is the mean; more leans to what is better.
        package var expectile: Float = 0.7
        /// Fewer past moments alike than this: no evidence.
        package var supportFloor = 30
        /// A smaller share of representatives than this: never named.
        package var shareFloor: Float = 0.02
        /// Fewer moments with a move than this in the data: no head is made.
        package var least = 2_000
        /// Conversations that values are learned from where there are more; evenly from all of
        /// them.
        package var most = 16_000
        /// Standard errors of what knowing the act saves; less, and no head is made.
        package var leastGain = 2.0
        package init() {}
    }
}
