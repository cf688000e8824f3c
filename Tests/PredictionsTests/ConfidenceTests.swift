import Foundation
import Messages
import Testing

@testable import Predictions
@testable import Tensors

@Suite("What a model knows of its limits")
struct ConfidenceTests {
    @Test(
        "A label set keeps an outcome while its score is within the threshold, and is never empty")
    func labelSets() {
        var thresholds = [Float](repeating: 0.7, count: TurnBuckets.count)
        thresholds[1] = 0.2
        let sets = LabelSets(thresholds: thresholds)
        #expect(sets.set(probability: 0.5, bucket: 0) == .undecided)
        #expect(sets.set(probability: 0.8, bucket: 0) == .converts)
        #expect(sets.set(probability: 0.1, bucket: 0) == .doesNotConvert)
        #expect(sets.set(probability: 0.9, bucket: 1) == .converts)
        #expect(sets.set(probability: 0.6, bucket: 1) == .converts, "neither is within 0.2")
        #expect(sets.set(probability: 0.4, bucket: 1) == .doesNotConvert)
    }

    @Test("A rank is the share of held-out numbers below, and 1 for what is no number")
    func ranks() {
        var values = [[Float]](repeating: [], count: TurnBuckets.count)
        values[2] = (0...1_000).map { Float($0) }
        let table = RankTable(of: values)
        for value: Float in [0, 250, 500, 873, 949, 973, 990, 1_000] {
            #expect(abs(table.rank(value, bucket: 2) - value / 1_000) < 1e-4, "\(value)")
        }
        #expect(table.rank(-3, bucket: 2) == 0)
        #expect(table.rank(5_000, bucket: 2) == 1)
        #expect(table.rank(.nan, bucket: 2) == 1)
        #expect(table.rank(500, bucket: 0) == 0.5, "an empty bucket takes the others' numbers")
        #expect(table.value(rank: 0.95, bucket: 2) == 950)
    }

    @Test("A place is the mean distance to the three nearest points, and who came by within reach")
    func places() {
        let map = NoveltyMap(
            mean: [1, 0], scale: [1, 2], points: [0, 0, 3, 0, 0, 4, 6, 6],
            conversations: [9, 2, 30, 4], directions: [1, 0],
            stages: [0, 1, 2, 3, 4, 5, 6], centre: [2], gains: [0.5])
        // (1, 0) is the origin of the map: 0, 3 and 4 away from the nearest three.
        let place = map.place([1, 0], radius: 3.5)
        #expect(abs(place.distance - 7 / 3) < 1e-5)
        #expect(place.neighbours == 9)
        #expect(map.place([1, 0], radius: 4.5).neighbours == 30)
        // The first stage is nearest, at 0; all turns lie 2 away, of which half counts.
        #expect(abs(place.relative - (0 - 0.5 * 4)) < 1e-5)
        #expect(abs(map.place([3.5, 0]).relative - (0.25 - 0.5 * 0.25)) < 1e-5)
        #expect(map.place([.nan, .infinity]).distance.isFinite)
    }

    @Test("Comes back from the file as it went in; a file without it loads and knows nothing")
    func file() throws {
        var parts = Sample.parts()
        let plain = try Model(parts.file())
        parts.record = Self.record()
        let model = try Model(bytes(parts))
        #expect(model.record == parts.record)
        let turns = Sample.conversation(turns: 6, seed: 4)
        let old = ModelTests.forecasts(plain, turns)
        let new = ModelTests.forecasts(model, turns)
        #expect(old.map(\.probability) == new.map(\.probability))
        for confidence in old.map(\.confidence) {
            #expect(confidence.labels == nil && confidence.doubts == nil)
            #expect(confidence.novelty == nil && confidence.agreement == nil)
        }
        #expect(new[0].confidence.doubts?.contains(.early) == true)
        #expect(new[1].confidence.doubts?.contains(.early) == false)
        for (confidence, before) in zip(new.map(\.confidence), old.map(\.confidence)) {
            #expect(confidence.band == before.band && confidence.level == before.level)
            #expect(confidence.labels == .undecided)
            #expect(confidence.novelty != nil && confidence.agreement != nil)
        }
    }

    @Test("A trace holds what the heads read, and tracing changes no forecast")
    func traces() throws {
        let model = try Model(Sample.parts().file())
        let turns = Sample.conversation(turns: 3, seed: 5)
        var (one, other) = (model.start(), model.start())
        var trace = Trace(features: [], logits: [])
        for said in turns {
            let plain = model.step(
                &one, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let traced = model.step(
                &other, embedding: said.embedding, features: said.features,
                speaker: said.speaker, trace: &trace)
            #expect(plain == traced)
            #expect(trace.features.count == model.traceWidth && trace.logits.count == 3)
            // The memory of each member stands behind the features.
            #expect(Array(trace.features[10..<14]) == Array(other.values[6..<10]))
            let mean = trace.logits.reduce(0, +) / 3
            #expect(abs(Squash.sigmoid(0.8 * mean) - plain.probability) < 1e-6)
        }
    }

    @Test("Far from every point it says so; where members disagree it says so")
    func doubts() {
        let record = Self.record()
        let near = Trace(features: [Float](repeating: 0, count: 40), logits: [0, 0, 0])
        let far = Trace(features: [Float](repeating: 50, count: 40), logits: [-4, 0, 4])
        func doubts(_ trace: Trace, turns: Int = 5) -> [Doubt] {
            record.completing(
                Confidence(level: 0), probability: 0.5, bucket: 2, turns: turns, trace
            ).doubts ?? [.unknown]
        }
        #expect(doubts(near) == [])
        #expect(doubts(near, turns: 1) == [.early])
        #expect(doubts(far) == [.novel, .fewNeighbours, .disagreement])
    }

    @Test(
        "Is refused by name where a tensor is missing, of another width, falling or no number",
        arguments: [
            ("confidence.labels", [Float](repeating: 1.5, count: 7), [7]),
            ("confidence.spreads", (0..<63).map { -Float($0) }, [7, 9]),
            ("novelty.mean", [Float](repeating: 0, count: 39), [39]),
            ("novelty.points", [Float](repeating: .nan, count: 160), [4, 40]),
            ("novelty.gains", [], [0]),
        ])
    func refusals(_ name: String, _ values: [Float], _ shape: [Int]) throws {
        var parts = Sample.parts()
        parts.record = Self.record()
        var file = parts.file()
        file.tensors[name] = nil
        if name != "confidence.labels" && name != "confidence.spreads" {
            #expect(throws: PredictionError.self) { try Model(file) }
        }
        file.add(name, values, shape: shape)
        let error = #expect(throws: PredictionError.self) { try Model(file) }
        #expect(error?.reason.contains(name.prefix { $0 != "." }) == true)
    }

    private func bytes(_ parts: ModelParts) throws -> ModelFile {
        try ModelFile(bytes: parts.file().bytes())
    }

    /// For the sample's 40 penultimate features.
    static func record() -> ConfidenceRecord {
        var stream = Sample.Stream(11)
        let buckets = TurnBuckets.count
        let ramp = (0..<buckets).flatMap { _ in RankTable.shares.map { $0 * 0.4 } }
        return ConfidenceRecord(
            labels: LabelSets(thresholds: [Float](repeating: 1, count: buckets)),
            spreads: RankTable(knots: ramp),
            novelty: NoveltyMap(
                mean: [Float](repeating: 0, count: 40), scale: [Float](repeating: 1, count: 40),
                points: stream.numbers(160), conversations: [5, 6, 7, 8],
                directions: stream.numbers(80), stages: stream.numbers(2 * buckets),
                centre: stream.numbers(2), gains: [0.2, 0.9]),
            scale: NoveltyScale(
                units: (0..<buckets).flatMap { _ -> [Float] in [4, 2, 0, 50] },
                ranks: RankTable(knots: (0..<buckets).flatMap { _ in RankTable.shares })))
    }
}
