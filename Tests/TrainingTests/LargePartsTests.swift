import Foundation
import Messages
import Predictions
import Testing

@testable import Training

@Suite("Parts of a run on many conversations")
struct LargePartsTests {
    @Test("Numbers in 16 bits keep eight bits of precision, and rows stand where they were put")
    func halves() {
        var random = Random(seed: 3)
        var rows = HalfRows(width: 3)
        let values = (0..<10_000).map { _ in (0..<3).map { _ in random.normal() * 100 } }
        for row in values { rows.append(row) }
        #expect(rows.count == 10_000)
        for index in [0, 1, 4_095, 4_096, 9_999] {
            for (kept, value) in zip(rows[index], values[index]) {
                #expect(abs(kept - value) <= abs(value) / 256)
            }
        }
        rows.append([0, .nan, -.infinity])
        #expect(rows[10_000][0] == 0 && rows[10_000][1].isNaN && rows[10_000][2] == -.infinity)
    }

    @Test("Lines come whole and numbered, however they are asked for", arguments: [1, 2, 100])
    func lines(most: Int) throws {
        try Made.inFolder { folder in
            let path = folder + "/lines"
            try Data("one\n\n  \ntwo\nthree ünï".utf8).write(to: URL(filePath: path))
            #expect(try LineFile.count(path) == 3)
            var digest = SHA256()
            var file = try LineFile(path)
            var found: [(String, Int)] = []
            while let some = try file.next(most, digest: &digest) {
                #expect(some.count <= most)
                found += some.map { ($0.text, $0.number) }
            }
            #expect(found.map(\.0) == ["one", "two", "three ünï"])
            #expect(found.map(\.1) == [1, 4, 5])
            var whole = SHA256()
            try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { whole.add($0) }
            #expect(digest.finished() == whole.finished())
        }
    }

    @Test("The act head's gradient agrees with finite differences")
    func actGradient() {
        var settings = ActLearner.Settings()
        settings.units = 7
        settings.smoothing = 0.1
        let learner = ActLearner(
            settings, representative: ["a", "b"], customer: ["c", "d", "e"], dimensions: 5,
            random: Random(seed: 4))
        learner.keepAll()
        let embedding: [Float] = [0.3, -0.5, 0.2, 0.6, -0.4]
        func loss(_ change: (inout [Float]) -> Void) -> Double {
            learner.set { change(&$0) }
            for (index, value) in embedding.enumerated() { learner.input[index] = value }
            return Double(learner.accumulate(act: 3))
        }
        let start = learner.parameters
        _ = loss { _ in }
        let claimed = learner.gradient
        for index in start.indices {
            let step: Float = 1e-3
            let up = loss {
                $0 = start
                $0[index] += step
            }
            let down = loss {
                $0 = start
                $0[index] -= step
            }
            #expect(abs((up - down) / Double(2 * step) - Double(claimed[index])) < 2e-3, "\(index)")
        }
        #expect(claimed.contains { abs($0) > 0.05 })
    }

    @Test("A head that has not seen a wording answers for it")
    func foldsByWording() throws {
        var random = Random(seed: 8)
        var pool = Pool(features: 1, dimensions: 4)
        // Four acts of a side; every wording lies near its act's corner.
        for act in 0..<4 {
            for phrase in 0..<20 {
                let vector = (0..<4).map { ($0 == act ? 1 : 0) + random.normal() * 0.15 }
                pool.addText(
                    UInt64(act * 20 + phrase), isCustomer: true, phrase: act * 1_000 + phrase,
                    vector: vector)
            }
        }
        for one in 0..<300 {
            let turns = (0..<6).map { turn -> MeasuredConversation.Turn in
                let act = turn == 0 ? 0 : random.below(4)
                let hash = UInt64(act * 20 + random.below(20))
                return .init(
                    text: "", hash: hash, isCustomer: true, features: [0], act: "act\(act)")
            }
            pool.add(
                MeasuredConversation(id: "\(one)", label: 1, turns: turns, closed: [0]),
                weight: 1, file: 0)
        }
        var settings = ActLearner.Settings()
        settings.units = 12
        settings.rate = 0.01
        let training = ActTraining(
            pool: pool, settings: settings, seed: 1, threads: 2, stop: TrainingStop())
        let outcome = try #require(training.run(Array(0..<300)))
        #expect(outcome.accuracy.customer > 0.9)
        #expect(outcome.head.customer == ["act0", "act1", "act2", "act3"])
        let own = ActTraining.read(pool, threads: 2) { _ in outcome.head }
        #expect((0..<80).contains { own[$0] != outcome.answers[$0] })
    }
}
