import Messages
import Tensors
import Testing

@testable import Predictions

/// Two small trees over the sample's features.
private let small = Forest(
    roots: [0, 3], features: [2, -1, -1, 0, -1, 5, -1, -1],
    values: [0.5, 0.1, 0.9, -1, 0.2, 0.25, 0.6, 1], children: [1, 0, 0, 4, 0, 6, 0, 0])

private func parts(_ live: Forest) -> ModelParts {
    var parts = Sample.parts()
    parts.forests = Forests(live: live, closed: small)
    return parts
}

@Suite("Forests in a model")
struct ForestTests {
    @Test("Say the mean of what their leaves say; what is no number is more than any threshold")
    func walks() {
        var measured = [Float](repeating: 0, count: Sample.features)
        #expect(abs(small.probability(measured) - (0.1 + 0.6) / 2) < 1e-6)
        measured[2] = 0.6
        #expect(abs(small.probability(measured) - (0.9 + 0.6) / 2) < 1e-6)
        measured[0] = -1
        #expect(abs(small.probability(measured) - (0.9 + 0.2) / 2) < 1e-6)
        measured[0] = .nan
        measured[5] = .nan
        #expect(abs(small.probability(measured) - (0.9 + 1) / 2) < 1e-6)
    }

    @Test("Come back from a model file as they went in, and half of the log-odds is theirs")
    func roundTrip() throws {
        let model = try Model(parts(small).file())
        let plain = try Model(Sample.parts().file())
        var (with, without) = (model.start(), plain.start())
        for said in Sample.conversation(turns: 5, seed: 3) {
            let one = model.step(
                &with, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let other = plain.step(
                &without, embedding: said.embedding, features: said.features,
                speaker: said.speaker)
            // The sample's slope is 0.8 everywhere.
            let members = logit(other.probability) / 0.8
            let expected = 0.8 * (members + small.logit(said.features.values)) / 2
            #expect(abs(logit(one.probability) - expected) < 1e-3)
        }
    }

    private func logit(_ probability: Float) -> Float {
        var (low, high) = (Float(-20), Float(20))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Squash.sigmoid(middle) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    @Test("Are refused when a node leads back, nowhere, or asks for no feature")
    func refusals() {
        func refusal(_ change: (inout [Int32], inout [Float], inout [Int32]) -> Void) -> String? {
            var (features, values, children) = (small.features, small.values, small.children)
            change(&features, &values, &children)
            let forest = Forest(
                roots: small.roots, features: features, values: values, children: children)
            do {
                _ = try Model(parts(forest).file())
                return nil
            } catch {
                return error.code == .unsupportedShape ? error.reason : "another: \(error)"
            }
        }
        #expect(refusal { _, _, _ in } == nil)
        #expect(refusal { _, _, children in children[3] = 1 }?.contains("node 3") == true)
        #expect(refusal { _, _, children in children[5] = 7 }?.contains("node 5") == true)
        #expect(refusal { features, _, _ in features[0] = 10 }?.contains("features") == true)
        #expect(refusal { _, values, _ in values[1] = 1.5 }?.contains("node 1") == true)
        #expect(refusal { _, values, _ in values[0] = .nan }?.contains("node 0") == true)
    }
}
