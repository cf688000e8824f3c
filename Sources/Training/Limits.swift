/// What a training run takes in at most; checked while reading.
package enum TrainingLimits {
    package static let fileBytes = 2 << 30
    package static let conversations = 2_000_000
    /// Fewer of either outcome cannot be split into folds.
    package static let conversationsOfEachOutcome = 20
    package static let folds = 2...20
    package static let threads = 1...256
}
