import Foundation
import Predictions
import Testing

@testable import Training

@Suite("The slow copy of a member")
struct SlowTargetTests {
    @Test("Follows at a share of the distance, and quickly at first")
    func follows() {
        var slow = SlowTarget(parameters: [0, 10])
        slow.follow([1, 0], slowness: 0.98)
        // After one step it keeps 2/11 of itself.
        #expect(abs(slow.parameters[0] - 9.0 / 11) < 1e-6)
        #expect(abs(slow.parameters[1] - 20.0 / 11) < 1e-6)
        for _ in 0..<2_000 { slow.follow([1, 0], slowness: 0.98) }
        let before = slow.parameters[0]
        slow.follow([2, 0], slowness: 0.98)
        #expect(abs(slow.parameters[0] - before - 0.02 * (2 - before)) < 1e-6)
    }

    @Test("Its targets are lambda-returns of its own forecasts, and the outcome at first")
    func targets() {
        let item = Made.prepared(turns: 3, label: 1, seed: 4)
        var learning = TrainingConfiguration.Learning()
        learning.lambda = 0.6
        learning.valueLambda = 1
        learning.discount = 0.5
        learning.supervisedEpochs = 2
        let guesses: (forecasts: [Float], values: [Float]) = ([0.2, 0.4, 0.7], [0, 0, 0])
        let early = Targets(item, guesses: guesses, learning: learning, epoch: 1)
        #expect(early.forecasts == [1, 1, 1])
        let late = Targets(item, guesses: guesses, learning: learning, epoch: 2)
        // G3 = 1, G2 = .4 * .7 + .6 * 1 = .88, G1 = .4 * .4 + .6 * .88 = .688
        for (found, wanted) in zip(late.forecasts, [0.688, 0.88, 1] as [Float]) {
            #expect(abs(found - wanted) < 1e-6)
        }
        #expect(late.values == [0.125, 0.25, 0.5])
        #expect(late.closing == 1)
    }

    @Test("Is asked with nothing dropped out, and says what the member itself would say")
    func guesses() {
        let item = Made.prepared(turns: 5, label: 0, seed: 5)
        let parameters = Made.parameters(seed: 6)
        let slow = SlowTarget(parameters: parameters)
        let learner = Learner(Made.layout, turns: 5)
        var random = Random(seed: 7)
        learner.draw(dropout: 0.5, &random)
        let guessed = slow.guesses(item, learner)
        let plain = Learner(Made.layout, turns: 5)
        parameters.withUnsafeBufferPointer {
            if let p = $0.baseAddress { plain.forward(p, item) }
        }
        #expect(guessed.forecasts == plain.logits[..<5].map(Squash.sigmoid))
        #expect(guessed.values == plain.values[..<5].map(Squash.sigmoid))
    }
}
