import Foundation
import Messages
import Tensors
import Testing

@testable import Predictions

@Suite("A model")
struct ModelTests {
    @Test("Gives the same forecasts from its file as from its parts, and after saving and resuming")
    func saveLoadResume() throws {
        let path = NSTemporaryDirectory() + "model-\(UUID().uuidString).srl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Sample.parts().file().write(to: path)
        let made = try Model(Sample.parts().file())
        let loaded = try Model(contentsOf: path)
        #expect(loaded.id == made.id)
        var one = made.start()
        var other = loaded.start()
        for said in Sample.conversation(turns: 40, seed: 3) {
            let first = made.step(
                &one, embedding: said.embedding, features: said.features, speaker: said.speaker)
            other = try loaded.resume(other.encoded())
            let second = loaded.step(
                &other, embedding: said.embedding, features: said.features, speaker: said.speaker)
            #expect(first == second)
            #expect(one.encoded().count <= PredictionLimits.stateBytes)
        }
        let last = Sample.conversation(turns: 1, seed: 4)[0].features
        #expect(made.close(one, features: last) == loaded.close(other, features: last))
    }

    @Test("Says something else when the order of the turns is another")
    func orderMatters() throws {
        let model = try Model(Sample.parts().file())
        let turns = Sample.conversation(turns: 6, seed: 5)
        let forward = Self.forecasts(model, turns)
        let swapped = Self.forecasts(model, [turns[1], turns[0]] + turns[2...])
        #expect(forward[5].probability != swapped[5].probability)
    }

    @Test("Takes no notice of turns to come")
    func noFuture() throws {
        let model = try Model(Sample.parts().file())
        let turns = Sample.conversation(turns: 12, seed: 6)
        let whole = Self.forecasts(model, turns)
        let half = Self.forecasts(model, Array(turns[..<6]))
        #expect(Array(whole[..<6]) == half)
    }

    @Test("Stays finite on features and vectors that are not, or that are huge")
    func hostileNumbers() throws {
        let model = try Model(Sample.parts().file())
        for value: Float in [.nan, .infinity, -.infinity, 1e30] {
            var state = model.start()
            let features = Features(
                values: [Float](repeating: value, count: Sample.features), schema: 0)
            let prediction = model.step(
                &state, embedding: Sample.conversation(turns: 1, seed: 1)[0].embedding,
                features: features, speaker: .customer)
            #expect((0...1).contains(prediction.probability))
            #expect(prediction.contributions.allSatisfy { $0.push.isFinite })
        }
    }

    @Test("In 8 bits is within two points of itself in floats")
    func int8() throws {
        let file = Sample.parts().file()
        let float = try Model(file, precision: .float)
        let int8 = try Model(file, precision: .int8)
        var largest: Float = 0
        for seed in 0..<50 {
            let turns = Sample.conversation(turns: 20, seed: UInt64(seed))
            for (exact, rounded) in zip(
                Self.forecasts(float, turns), Self.forecasts(int8, turns))
            {
                largest = max(largest, abs(exact.probability - rounded.probability))
            }
        }
        print("int8 against float: largest difference in probability \(largest)")
        #expect(largest > 0, "the 8-bit path did not run")
        #expect(largest < 0.02)
    }

    @Test("Explains itself by the features that move it: contributions follow finite differences")
    func contributions() throws {
        let parts = Sample.parts()
        let model = try Model(parts.file())
        let turns = Sample.conversation(turns: 5, seed: 9)
        let said = turns[4]
        func logOdds(_ features: [Float]) -> Double {
            var state = model.start()
            for turn in turns[..<4] {
                _ = model.step(
                    &state, embedding: turn.embedding, features: turn.features,
                    speaker: turn.speaker)
            }
            let p = Double(
                model.step(
                    &state, embedding: said.embedding,
                    features: Features(values: features, schema: 0), speaker: said.speaker
                ).probability)
            return log(p / (1 - p))
        }
        let stated = Self.forecasts(model, turns)[4].contributions
        #expect(stated.count == Sample.features)
        #expect(zip(stated, stated.dropFirst()).allSatisfy { abs($0.push) >= abs($1.push) })
        for contribution in stated {
            let index = contribution.feature
            var up = said.features.values
            var down = up
            up[index] += 0.01
            down[index] -= 0.01
            let x = (said.features.values[index] - parts.mean[index]) * parts.scale[index]
            let slope = (logOdds(up) - logOdds(down)) / (0.02 * Double(parts.scale[index]))
            #expect(abs(slope * Double(x) - Double(contribution.push)) < 0.01)
        }
    }

    @Test("Keeps a value within what a conversion is worth, and its own after closing")
    func value() throws {
        let model = try Model(Sample.parts().file())
        var state = model.start()
        for said in Sample.conversation(turns: 8, seed: 2) {
            let prediction = model.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
            #expect((0...1).contains(prediction.value))
        }
        let before = state
        let closed = model.close(
            state, features: Sample.conversation(turns: 1, seed: 8)[0].features)
        #expect(closed.value == closed.probability)
        #expect(state == before)
    }

    static func forecasts(_ model: Model, _ turns: [Sample.Said]) -> [Prediction] {
        var state = model.start()
        return turns.map {
            model.step(
                &state, embedding: $0.embedding, features: $0.features, speaker: $0.speaker)
        }
    }
}
