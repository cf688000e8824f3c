private import Foundation
private import Predictions

/// What a forecast should have said, and how far it was off.
enum Targets {
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
