import Foundation
import Messages
import Predictions
import Testing

@testable import Training

@Suite("The backward pass")
struct GradientTests {
    /// The loss whose gradient `Learner.backward` claims to be: log-loss of every turn and of
    /// closing, and of the values.
    private func loss(
        _ learner: Learner, _ parameters: [Float], _ item: Prepared, values: [Float]
    ) -> (live: Double, closing: Double, value: Double) {
        parameters.withUnsafeBufferPointer {
            if let p = $0.baseAddress { learner.forward(p, item) }
        }
        func logLoss(_ logit: Float, _ target: Float) -> Double {
            let logit = Double(logit)
            return log1p(exp(logit)) - Double(target) * logit
        }
        let live = (0..<item.count).map { logLoss(learner.logits[$0], item.label) }
        let worth = (0..<item.count).map { logLoss(learner.values[$0], values[$0]) }
        return (
            live.reduce(0, +), logLoss(learner.logits[item.count], item.label), worth.reduce(0, +)
        )
    }

    private func gradient(
        _ learner: Learner, _ parameters: [Float], _ item: Prepared, values: [Float]
    ) -> [Float] {
        var gradient = [Float](repeating: 0, count: parameters.count)
        parameters.withUnsafeBufferPointer { p in
            gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                learner.forward(p, item)
                let slopes = (0...item.count).map {
                    Squash.sigmoid(learner.logits[$0]) - item.label
                }
                let valueSlopes = (0..<item.count).map {
                    Squash.sigmoid(learner.values[$0]) - values[$0]
                }
                learner.backward(p, g, item, slopes: slopes, valueSlopes: valueSlopes)
            }
        }
        return gradient
    }

    @Test(
        "Agrees with finite differences in every parameter", arguments: [false, true],
        [false, true])
    func finiteDifferences(withDropout: Bool, isRecurrent: Bool) {
        let layout = isRecurrent ? Made.recurrentLayout : Made.layout
        let item = Made.prepared(turns: 6, label: 1, seed: 11)
        let values: [Float] = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
        let parameters = Made.parameters(layout, seed: 12)
        let learner = Learner(layout, turns: 6)
        if withDropout {
            var random = Random(seed: 13)
            learner.draw(dropout: 0.4, &random)
        }
        let claimed = gradient(learner, parameters, item, values: values)
        let step: Float = 1e-2
        var largest = 0.0
        for slot in layout.all {
            let isClosing = slot.name.hasPrefix("closing")
            let isValue = slot.name.hasPrefix("value")
            for index in slot.range {
                var up = parameters
                var down = parameters
                up[index] += step
                down[index] -= step
                let above = loss(learner, up, item, values: values)
                let below = loss(learner, down, item, values: values)
                // Closing's and the value's losses move their own heads and nothing else.
                let difference =
                    isClosing
                    ? above.closing - below.closing
                    : isValue ? above.value - below.value : above.live - below.live
                let error = abs(difference / Double(2 * step) - Double(claimed[index]))
                largest = max(largest, error)
                #expect(error < 2e-3 + 1e-2 * abs(Double(claimed[index])), "\(slot.name) \(index)")
            }
        }
        print("largest difference between gradient and finite difference: \(largest)")
        #expect(claimed.contains { abs($0) > 0.1 })
    }

    @Test(
        "Trains what runs: the learner's forward pass is the model's step",
        arguments: [Made.layout, Made.recurrentLayout])
    func sameForward(layout: MemberLayout) throws {
        let item = Made.prepared(turns: 9, label: 0, seed: 21)
        let parameters = Made.parameters(layout, seed: 22)
        let learner = Learner(layout, turns: 9)
        parameters.withUnsafeBufferPointer {
            if let p = $0.baseAddress { learner.forward(p, item) }
        }
        let model = try Model(Self.identity(layout, parameters).file())
        var state = model.start()
        for turn in 0..<item.count {
            let prediction = model.step(
                &state, embedding: Array(item.u[turn * 3..<turn * 3 + 3]),
                features: .init(
                    values: Array(item.x[turn * 7..<turn * 7 + 7]), schema: model.schemaHash),
                speaker: item.speakers[turn] > 0 ? .customer : .representative)
            #expect(abs(prediction.probability - Squash.sigmoid(learner.logits[turn])) < 1e-6)
            #expect(abs(prediction.value - Squash.sigmoid(learner.values[turn])) < 1e-6)
        }
        let closed = model.close(
            state, features: .init(values: item.closed, schema: model.schemaHash))
        #expect(abs(closed.probability - Squash.sigmoid(learner.logits[item.count])) < 1e-6)
    }

    /// A model of one member that changes nothing of what goes in or comes out.
    private static func identity(_ layout: MemberLayout, _ parameters: [Float]) -> ModelParts {
        let cells = TurnBuckets.count * Reliability.bins
        return ModelParts(
            name: "identity", embedder: "made/3", embeddingDimensions: 3,
            featureNames: (0..<layout.features).map(String.init), schemaHash: 1, layout: layout,
            mean: [Float](repeating: 0, count: layout.features),
            scale: [Float](repeating: 1, count: layout.features),
            projection: [1, 0, 0, 0, 1, 0, 0, 0, 1], projectionBias: [0, 0, 0],
            members: [parameters], slopes: [Float](repeating: 1, count: TurnBuckets.count),
            reliability: Reliability(
                edges: [Float](repeating: 0.5, count: TurnBuckets.count * (Reliability.bins - 1)),
                supports: [Float](repeating: 0, count: cells),
                conversions: [Float](repeating: 0, count: cells)),
            notes: [:])
    }

    @Test(
        "Aims at the outcome itself when nothing is bootstrapped, and at less the longer it takes")
    func returns() {
        let plain = Targets.returns(outcome: 1, guesses: [0.2, 0.4, 0.6], lambda: 1, discount: 1)
        #expect(plain == [1, 1, 1])
        let discounted = Targets.returns(
            outcome: 1, guesses: [0.2, 0.4, 0.6], lambda: 1, discount: 0.5)
        #expect(discounted == [0.125, 0.25, 0.5])
        let bootstrapped = Targets.returns(
            outcome: 1, guesses: [0.2, 0.4, 0.6], lambda: 0, discount: 1)
        #expect(bootstrapped == [0.4, 0.6, 1])
    }
}
