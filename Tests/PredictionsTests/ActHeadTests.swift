import Messages
import Tensors
import Testing

@testable import Predictions

@Suite("A model that names acts")
struct ActHeadTests {
    /// The sample model with an act head of two and three acts, recurrent gates and an outlook.
    static func parts() -> ModelParts {
        var parts = Sample.parts(members: 2)
        var stream = Sample.Stream(11)
        let layout = MemberLayout(
            features: Sample.features, projection: 5 + 5, memory: 4, hidden: 6, isRecurrent: true)
        parts.layout = layout
        parts.members = (0..<2).map { _ in stream.numbers(layout.count).map { $0 * 0.6 } }
        let size = ActHead.size(acts: 5, dimensions: Sample.embedding, units: 8)
        parts.acts = ActHead(
            representative: ["offer", "ask"], customer: ["agree", "objectPrice", "refuse"],
            dimensions: Sample.embedding, units: 8, parameters: stream.numbers(size))
        parts.outlook = OutlookHeads(
            weight: stream.numbers(3 * (layout.width + layout.hidden)).map { $0 * 0.3 },
            bias: [-1, 1, 7])
        return parts
    }

    @Test("Reads back from its file and says the same", arguments: Model.Precision.allCases)
    func roundTrip(precision: Model.Precision) throws {
        let parts = Self.parts()
        let made = try Model(parts.file(), precision: precision)
        let read = try Model(ModelFile(bytes: try parts.file().bytes()), precision: precision)
        #expect(read.acts == parts.acts)
        #expect(read.layout == parts.layout && read.layout.isRecurrent)
        var (one, other) = (made.start(), read.start())
        for said in Sample.conversation(turns: 9, seed: 5) {
            let first = made.step(
                &one, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let second = read.step(
                &other, embedding: said.embedding, features: said.features,
                speaker: said.speaker)
            #expect(first == second)
        }
    }

    @Test("Names acts of the side that speaks, likeliest first, and an outlook within reason")
    func names() throws {
        let model = try Model(Self.parts().file())
        var state = model.start()
        for said in Sample.conversation(turns: 12, seed: 6) {
            let prediction = model.step(
                &state, embedding: said.embedding, features: said.features,
                speaker: said.speaker)
            let names =
                said.speaker == .customer
                ? ["agree", "objectPrice", "refuse"] : ["offer", "ask"]
            #expect(!prediction.acts.isEmpty)
            #expect(prediction.acts.allSatisfy { names.contains($0.name) })
            let probabilities = prediction.acts.map(\.probability)
            #expect(probabilities == probabilities.sorted(by: >))
            #expect(probabilities.reduce(0, +) <= 1.000_1)
            let outlook = try #require(prediction.outlook)
            #expect((0...1).contains(outlook.ending))
            #expect(outlook.turnsLeft >= 0)
            #expect(try #require(outlook.dealValue) > 0)
        }
        #expect(ActReading(name: "objectStatusQuo", probability: 1).objection == "statusQuo")
        #expect(ActReading(name: "refuse", probability: 1).objection == nil)
    }

    @Test("A model without acts names none")
    func none() throws {
        let model = try Model(Sample.parts().file())
        var state = model.start()
        let said = Sample.conversation(turns: 1, seed: 1)[0]
        let prediction = model.step(
            &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
        #expect(prediction.acts.isEmpty && prediction.outlook == nil)
    }

    @Test("An act head over another embedding is refused")
    func refused() throws {
        var parts = Self.parts()
        let size = ActHead.size(acts: 5, dimensions: 7, units: 8)
        parts.acts = ActHead(
            representative: ["offer", "ask"], customer: ["agree", "objectPrice", "refuse"],
            dimensions: 7, units: 8, parameters: [Float](repeating: 0, count: size))
        let file = parts.file()
        let error = #expect(throws: PredictionError.self) { try Model(file) }
        #expect(error?.code == .unsupportedShape)
    }
}
