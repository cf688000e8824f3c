extension TrainingConfiguration {
    /// What is done otherwise where there are many conversations.
    package struct Large: Sendable, Equatable {
        /// From so many conversations on.
        package var from = 5_000
        /// The share that is held out of training, and at most how many.
        package var heldOut: Float = 0.1
        package var heldOutMost = 20_000
        package var shape: Shape = {
            var shape = Shape()
            shape.projection = 12
            shape.memory = 56
            shape.hidden = 32
            shape.members = 2
            shape.trees = 0
            return shape
        }()
        package var acts = Acts()
        /// How often each conversation is seen; nil: so that about `views` are in all, 2 to 12.
        package var epochs: Int?
        package var views = 240_000
        package var rate: Float = 2e-3
        /// Share of features and projected dimensions left out of a conversation; acts stay.
        package var dropout: Float = 0.25
        /// L2 penalties of the linear path, and of everything else.
        package var skipPenalty: Float = 1e-3
        package var penalty: Float = 1e-5
        /// How many times a conversation's last turn weighs what another turn does, in the loss and
        /// in the calibration: by words alone an ending is not always seen to be one, and the
        /// outcome shows most there.
        package var finalWeight = 6
        /// Learn from the exact forecast where the data holds one, instead of from the outcome: it
        /// is the outcome's mean, without its chance.
        package var usesTruth = true
        /// Texts of one wording that are embedded, where the data numbers wordings (`phrase`):
        /// later ones differ in names and numbers only and take the vector of one of these.
        package var textsOfWording = 400
        /// What a conversation of each file counts; empty: 1 each.
        package var weights: [Float] = []
        /// Files of conversations in wordings that nothing was learned from: calibration, record
        /// and thresholds stand on them. Empty: on a part of the data that is held out.
        package var calibration: [String] = []
        /// Files that nothing is learned from; the finished model is judged on them.
        package var judges: [String] = []
        package init() {}

        /// How the act head learns.
        package struct Acts: Sendable, Equatable {
            package var units = 128
            package var epochs = 5
            package var batch = 64
            package var rate: Float = 2e-3
            package var inputDropout: Float = 0.2
            package var hiddenDropout: Float = 0.4
            package var smoothing: Float = 0.05
            package var penalty: Float = 1e-5
            /// Turns that one epoch sees at most.
            package var turns = 40_000
            package init() {}
        }

        func check(files: Int) throws(TrainingError) {
            func demand(_ isRight: Bool, _ reason: String) throws(TrainingError) {
                guard isRight else { throw TrainingError(.badSetting, reason) }
            }
            try demand(
                weights.isEmpty || weights.count == files,
                "\(weights.count) weights for \(files) files; give one a file, or none")
            try demand(
                weights.allSatisfy { $0.isFinite && $0 > 0 },
                "a weight is \(weights); each must be above 0")
            try demand(
                (0.01...0.5).contains(heldOut),
                "the share held out is \(heldOut); it may be 0.01 to 0.5")
            try demand(
                (epochs ?? 1) >= 1 && (epochs ?? 1) <= 1_000,
                "epochs is \(epochs ?? 0); it may be 1 to 1000")
            try demand(textsOfWording >= 1, "texts of a wording is \(textsOfWording); at least 1")
            try demand(
                (0..<1).contains(dropout), "dropout is \(dropout); it may be 0 to below 1")
        }
    }
}
