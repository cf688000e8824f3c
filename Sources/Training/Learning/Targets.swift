private import Foundation
internal import Predictions

/// What the forecasts of one conversation should have said.
struct Targets: Sendable {
    /// [count]: of the probability, and of the value.
    let forecasts, values: [Float]
    /// Of the probability after closing.
    let closing: Float

    /// From a teacher where the conversation has one; else lambda-returns whose next guesses are
    /// the slow copy's. In the first epochs, the supervised stage, the probability's target is the
    /// outcome itself: a copy that has seen nothing yet has nothing to teach.
    /// - Parameters:
    ///   - guesses: of the slow copy; nil where no lambda is below 1.
    ///   - epoch: epochs that are finished.
    init(
        _ item: Prepared, guesses: (forecasts: [Float], values: [Float])?,
        learning: TrainingConfiguration.Learning, epoch: Int
    ) {
        if let teacher = item.teacher {
            (forecasts, values, closing) = (teacher.forecasts, teacher.values, teacher.closing)
            return
        }
        let outcomes = [Float](repeating: item.label, count: item.count)
        let isSupervised = epoch < learning.supervisedEpochs
        forecasts = Self.returns(
            outcome: item.label, guesses: guesses?.forecasts ?? outcomes,
            lambda: isSupervised ? 1 : learning.lambda, discount: 1)
        values = Self.returns(
            outcome: item.label, guesses: guesses?.values ?? outcomes,
            lambda: learning.valueLambda, discount: learning.discount)
        closing = item.label
    }

    /// lambda-returns of a reward of `outcome` that comes one step after the last turn:
    /// `G[t] = discount * ((1 - lambda) * guess[t + 1] + lambda * G[t + 1])`, and `discount *
    /// outcome` for the last turn.
    /// With lambda and discount 1 it is the outcome everywhere (Sutton and Barto 2018, chapter 12).
    static func returns(outcome: Float, guesses: [Float], lambda: Float, discount: Float)
        -> [Float]
    {
        var targets = [Float](repeating: 0, count: guesses.count)
        var next = outcome
        var guess = outcome
        for turn in guesses.indices.reversed() {
            targets[turn] = discount * ((1 - lambda) * guess + lambda * next)
            next = targets[turn]
            guess = guesses[turn]
        }
        return targets
    }

    /// Log-loss of log-odds against a target in 0...1, without overflow.
    static func logLoss(_ logit: Float, _ target: Float) -> Float {
        max(logit, 0) - target * logit + log1p(exp(-abs(logit)))
    }
}
