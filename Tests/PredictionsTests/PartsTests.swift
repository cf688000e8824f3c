import Messages
import Tensors
import Testing

@testable import Predictions

/// Boosted trees and a regression on the embeddings beside the sample's members.
private func parts(_ shares: [[Float]]? = nil) -> ModelParts {
    var stream = Sample.Stream(5)
    var parts = Sample.parts()
    let steps = Forest(
        roots: [0, 1], features: [-1, 2, -1, -1], values: [0.75, 0.5, -1.5, 2.25],
        children: [0, 2, 0, 0])
    parts.boosted = Boosted(live: steps, closed: steps)
    parts.meaning = Meaning(
        weights: stream.numbers(Meaning.pools * Meaning.heads * Sample.embedding),
        bias: [0.3, -0.2, 0.1])
    parts.wording = Wording(
        keys: [3, 1 << 30, (1 << 48) - 1], weights: [0.5, -1.25, 2], squares: [1, 4, 2.25],
        bias: 0.2)
    // A row for turns that go on, a row for the end.
    parts.blend = shares.map { rows in
        Blend(
            shares: (0..<TurnBuckets.count).map { rows[$0 == TurnBuckets.closing ? 1 : 0] })
    }
    return parts
}

/// The sample's conversation with words in its turns: known ones, unknown ones, none.
private func spoken(turns: Int, seed: UInt64) -> [Sample.Said] {
    let words: [[UInt64]] = [[3, 77, 3], [], [1 << 30, (1 << 48) - 1, 4], [3]]
    return Sample.conversation(turns: turns, seed: seed).enumerated().map { turn, said in
        var features = said.features
        features.words = words[turn % words.count]
        return Sample.Said(
            embedding: said.embedding, features: features, speaker: said.speaker)
    }
}

@Suite("The parts of a model")
struct PartsTests {
    @Test("Boosted trees say the sum of their steps, held to what can be meant")
    func boosted() throws {
        let boosted = try #require(parts().boosted)
        var measured = [Float](repeating: 0, count: Sample.features)
        #expect(boosted.logit(measured, isClosing: false) == 0.75 - 1.5)
        measured[2] = 1
        #expect(boosted.logit(measured, isClosing: true) == 0.75 + 2.25)
        let bold = Forest(roots: [0], features: [-1], values: [40], children: [0])
        let held = Boosted(live: bold, closed: bold).logit(measured, isClosing: false)
        #expect(abs(held - 5.2933) < 1e-3)
    }

    @Test("The regression on embeddings equals one on means that are taken anew at each turn")
    func means() throws {
        let meaning = try #require(parts().meaning)
        let said = Sample.conversation(turns: 7, seed: 9)
        var kept = [Float](repeating: 0, count: Meaning.kept)
        for turn in said.indices {
            meaning.take(
                said[turn].embedding, isCustomer: said[turn].speaker == .customer, into: &kept)
            let seen = said[...turn]
            let pools = [
                mean(seen.map(\.embedding)),
                mean(seen.filter { $0.speaker == .customer }.map(\.embedding)),
                mean(seen.filter { $0.speaker == .representative }.map(\.embedding)),
                said[turn].embedding,
            ]
            let heads = (0..<Meaning.heads).map { head in
                pools.enumerated().reduce(meaning.bias[head]) { sum, pool in
                    let start = (pool.offset * Meaning.heads + head) * Sample.embedding
                    return zip(meaning.weights[start...], pool.element).reduce(sum) {
                        $0 + $1.0 * $1.1
                    }
                }
            }
            let live = heads[0] + MemberLayout.tau(turn: turn + 1) * heads[1]
            #expect(abs(meaning.logit(kept, turns: turn + 1, isClosing: false) - live) < 1e-4)
            #expect(abs(meaning.logit(kept, turns: turn + 1, isClosing: true) - heads[2]) < 1e-4)
        }
    }

    private func mean(_ vectors: [[Float]]) -> [Float] {
        (0..<Sample.embedding).map { index in
            vectors.reduce(0) { $0 + $1[index] } / Float(max(vectors.count, 1))
        }
    }

    @Test("Words say their weights by the length of what was said, known ones alone")
    func words() throws {
        let wording = try #require(parts().wording)
        var kept = [Float](repeating: 0, count: Wording.kept)
        #expect(wording.logit(kept) == 0.2)
        wording.take([3, 77, 3], into: &kept)
        #expect(abs(wording.logit(kept) - (0.2 + 1 / Float(2).squareRoot())) < 1e-6)
        wording.take([], into: &kept)
        wording.take([1 << 30, (1 << 48) - 1, 4], into: &kept)
        #expect(abs(wording.logit(kept) - (0.2 + 1.75 / Float(8.25).squareRoot())) < 1e-6)
    }

    @Test("Each part weighs its share, then slope and intercept: what a file says is what is said")
    func blended() throws {
        var parts = parts([[0, 0, 0.25, 0.5, 0.25], [0, 0, 1, 0, 0]])
        parts.intercepts = (0..<TurnBuckets.count).map { Float($0) * 0.1 - 0.2 }
        let model = try Model(parts.file())
        let (boosted, meaning) = try (#require(parts.boosted), #require(parts.meaning))
        let wording = try #require(parts.wording)
        var counted = [Float](repeating: 0, count: Wording.kept)
        var state = model.start()
        var kept = [Float](repeating: 0, count: Meaning.kept)
        for (turn, said) in spoken(turns: 6, seed: 4).enumerated() {
            let prediction = model.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
            meaning.take(said.embedding, isCustomer: said.speaker == .customer, into: &kept)
            wording.take(said.features.words, into: &counted)
            let logit =
                0.25 * boosted.logit(said.features.values, isClosing: false)
                + 0.5 * meaning.logit(kept, turns: turn + 1, isClosing: false)
                + 0.25 * wording.logit(counted)
            let bucket = TurnBuckets.bucket(turn: turn + 1)
            let expected = Squash.sigmoid(0.8 * logit + parts.intercepts[bucket])
            #expect(abs(prediction.probability - expected) < 1e-5)
            #expect(prediction.contributions.isEmpty, "the members weigh nothing")
            let closed = model.close(state, features: said.features)
            let end = 0.8 * boosted.logit(said.features.values, isClosing: true) + 0.4
            #expect(abs(closed.probability - Squash.sigmoid(end)) < 1e-5)
        }
    }

    @Test("A conversation that resumes from bytes goes on as if it had not stopped")
    func resumes() throws {
        let model = try Model(parts().file())
        var state = model.start()
        for said in spoken(turns: 8, seed: 2) {
            var resumed = try model.resume(state.encoded())
            let one = model.step(
                &state, embedding: said.embedding, features: said.features, speaker: said.speaker)
            let other = model.step(
                &resumed, embedding: said.embedding, features: said.features,
                speaker: said.speaker)
            #expect(one == other && state == resumed)
        }
    }

    @Test("A file of before words and buckets gives its two rows to turns and to the end")
    func older() throws {
        var parts = parts()
        parts.wording = nil
        var file = parts.file()
        let names = ["members", "forests", "boosted", "meaning"]
        file.describe("blend.parts", .list(names))
        file.add("blend.shares", [0.5, 0, 0.25, 0.25, 0.125, 0, 0.875, 0], shape: [2, 4])
        let blend = try Model(file).blend
        for bucket in 0..<TurnBuckets.count {
            let isClosing = bucket == TurnBuckets.closing
            #expect(blend.share(.members, bucket: bucket) == (isClosing ? 0.125 : 0.5))
            #expect(blend.share(.boosted, bucket: bucket) == (isClosing ? 0.875 : 0.25))
            #expect(blend.share(.wording, bucket: bucket) == 0)
        }
    }

    @Test("Shares that are none, of other parts, or leaves that say nothing finite are refused")
    func refusals() {
        func refusal(_ parts: ModelParts) -> String? {
            do {
                _ = try Model(parts.file())
                return nil
            } catch {
                return error.code == .unsupportedShape ? error.reason : "another: \(error)"
            }
        }
        #expect(refusal(parts([[0, 0, 0.25, 0.75, 0], [0, 0, 1, 0, 0]])) == nil)
        #expect(refusal(parts([[0, 0, 2, -1, 0], [0, 0, 1, 0, 0]]))?.contains("blend") == true)
        var unsorted = parts()
        unsorted.wording = Wording(keys: [9, 8], weights: [1, 1], squares: [1, 1], bias: 0)
        #expect(refusal(unsorted)?.contains("order") == true)
        var endless = parts()
        let leaf = Forest(roots: [0], features: [-1], values: [.infinity], children: [0])
        endless.boosted = Boosted(live: leaf, closed: leaf)
        #expect(refusal(endless)?.contains("node 0") == true)
    }
}
