import Messages
import Tensors
import Testing

@testable import Predictions

@Suite("A model with two readers")
struct SecondReaderTests {
    /// A gate that leans to the second reader, or to the first.
    private static func gate(leaning bias: Float) -> Gate {
        var stream = Sample.Stream(3)
        return Gate(weights: stream.numbers(Sample.embedding), bias: bias)
    }

    private static func file(_ gate: Gate = gate(leaning: 1)) -> ModelFile {
        var file = Sample.parts().file()
        SecondReader.add(ActHeadTests.parts().file(), gate, to: &file)
        return file
    }

    @Test(
        "Says the mean of both by what the gate heard, after each turn and after closing",
        arguments: [Float(2), -2])
    func mixture(bias: Float) throws {
        let gate = Self.gate(leaning: bias)
        let both = try Model(ModelFile(bytes: try Self.file(gate).bytes()))
        let (one, other) = (
            try Model(Sample.parts().file()), try Model(ActHeadTests.parts().file())
        )
        var (state, first, second) = (both.start(), one.start(), other.start())
        var heard: Float = 0
        var majorities = Set<Bool>()
        for said in Sample.conversation(turns: 14, seed: 21) {
            let answer = both.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let mine = one.step(
                &first, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let theirs = other.step(
                &second, embedding: said.embedding, features: said.features,
                speaker: said.speaker)
            heard = gate.hearing(said.embedding, after: heard)
            #expect(abs(heard) <= Gate.clip)
            let share = Squash.sigmoid(heard)
            let mean = mine.probability + share * (theirs.probability - mine.probability)
            #expect(abs(answer.probability - mean) < 1e-6)
            #expect(abs(answer.value - (mine.value + share * (theirs.value - mine.value))) < 1e-6)
            let isSecond = share >= 0.5
            majorities.insert(isSecond)
            #expect(answer.contributions == (isSecond ? theirs : mine).contributions)
            #expect(answer.outlook == (isSecond ? theirs.outlook : nil))
            #expect(answer.acts == theirs.acts && !answer.acts.isEmpty)
            let closed = both.close(state, features: said.features).probability
            let ends = (
                one.close(first, features: said.features).probability,
                other.close(second, features: said.features).probability
            )
            #expect(abs(closed - (ends.0 + share * (ends.1 - ends.0))) < 1e-6)
        }
        #expect(majorities.contains(bias > 0))
    }

    @Test("Goes on from a saved state as if nothing had happened")
    func resumed() throws {
        let model = try Model(Self.file())
        var state = model.start()
        for said in Sample.conversation(turns: 5, seed: 2) {
            _ = model.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
        }
        var taken = try model.resume(state.encoded())
        #expect(taken == state)
        let said = Sample.conversation(turns: 1, seed: 8)[0]
        let answers = [
            model.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker),
            model.step(
                &taken, embedding: said.embedding, features: said.features, speaker: said.speaker),
        ]
        #expect(answers[0] == answers[1])
    }

    @Test("Refuses a second reader of other vectors, and a gate of another length")
    func refusals() throws {
        var other = ActHeadTests.parts()
        other.embedder = "other/24"
        var file = Sample.parts().file()
        SecondReader.add(other.file(), Self.gate(leaning: 1), to: &file)
        let vectors = #expect(throws: PredictionError.self) { try Model(file) }
        #expect(vectors?.reason.contains("sample/24 and other/24") == true)
        let short = Gate(weights: [1, 2], bias: 0)
        #expect(throws: PredictionError.self) { try Model(Self.file(short)) }
    }

    @Test("Moves of the second reader are told only where it weighs more")
    func moves() throws {
        var second = ActHeadTests.parts()
        second.moves = try MoveHeadTests.head(for: try Model(second.file()))
        for (bias, speaks) in [(Float(4), true), (-4, false)] {
            var file = Sample.parts().file()
            let gate = Gate(weights: [Float](repeating: 0, count: Sample.embedding), bias: bias)
            SecondReader.add(second.file(), gate, to: &file)
            let model = try Model(file)
            #expect(model.moves != nil)
            var state = model.start()
            let said = Sample.conversation(turns: 1, seed: 3)[0]
            let answer = model.step(
                &state, embedding: said.embedding, features: said.features, speaker: .customer)
            let reading = try #require(
                model.moves(
                    after: state, embedding: said.embedding, features: said.features,
                    probability: answer.probability))
            #expect(reading.all.isEmpty == !speaks)
            #expect(speaks || reading.without?.contains("another kind") == true)
            // What the second reader alone would say of the same moment.
            let alone = try Model(second.file())
            var own = alone.start()
            _ = alone.step(
                &own, embedding: said.embedding, features: said.features, speaker: .customer)
            let known = try #require(
                alone.moves(
                    after: own, embedding: said.embedding, features: said.features,
                    probability: answer.probability))
            #expect(!speaks || reading == known)
        }
    }
}
