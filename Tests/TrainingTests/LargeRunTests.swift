import Conversations
import Foundation
import Messages
import Predictions
import Testing

@testable import Training

@Suite("A training run on many conversations")
struct LargeRunTests {
    @Test("Gives the same bytes with one thread and with three, and others with another seed")
    func deterministic() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder, count: 300)
            configuration.large.epochs = 1
            var found: [Data] = []
            for (threads, seed) in [(1, UInt64(5)), (3, 5), (3, 6)] {
                configuration.threads = threads
                configuration.seed = seed
                _ = try Self.run(configuration)
                found.append(try Data(contentsOf: URL(filePath: configuration.output)))
            }
            #expect(found[0] == found[1])
            #expect(found[1] != found[2])
        }
    }

    @Test("Learns, holds a part out, names acts, and judges a file that was kept apart")
    func learns() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder, count: 400)
            configuration.large.epochs = 6
            let apart = folder + "/apart.jsonl"
            try Data(Self.lines(200, seed: 9, name: "apart").utf8).write(
                to: URL(filePath: apart))
            configuration.large.judges = [apart]
            let report = try Self.run(configuration)
            #expect(report.conversations == 400 && report.heldOut == 40)
            #expect(report.texts.map { $0 < report.turns / 10 } == true)
            let judged = try #require(report.judged?.last { $0.turn == "last" })
            #expect(judged.metrics.count == 200)
            #expect(judged.metrics.auc > 0.65)
            #expect(try #require(judged.share) > 0.3)
            #expect(try #require(judged.exactAUC) >= judged.metrics.auc - 0.02)
            let model = try Model(contentsOf: report.modelPath)
            #expect(model.acts?.customer == ["agree", "ask", "objectPrice"])
            #expect(model.acts?.representative == ["offer"])
            let card = try String(contentsOfFile: report.cardPath, encoding: .utf8)
            #expect(card.contains("40 that were held out") && card.contains("kept apart"))
        }
    }

    @Test("Knows its limits by wordings of another file, where one is given to calibrate on")
    func calibration() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder, count: 300)
            configuration.large.epochs = 2
            let other = folder + "/other.jsonl"
            try Data(Self.lines(120, seed: 3, name: "other").utf8).write(
                to: URL(filePath: other))
            configuration.large.calibration = [other]
            let report = try Self.run(configuration)
            #expect(report.conversations == 300 && report.heldOut == 120)
            #expect(try #require(report.forms).rounding.comparison.rows.count == 3)
            let coverage = try #require(report.confidence).coverage
            #expect(coverage.contains { $0.conversations == 120 && $0.share > 0.75 })
            let model = try Model(contentsOf: report.modelPath)
            #expect(model.notes["precision"] != nil)
            var state = model.start()
            let said = ConversationState.first("Yes, gladly.")
            let answer = model.step(
                &state, embedding: Self.embedder.embed("Yes, gladly."), features: said,
                speaker: .customer)
            #expect(answer.confidence.labels != nil && answer.confidence.novelty != nil)
            #expect(answer.confidence.doubts?.contains(.early) == true)
        }
    }

    @Test("A text is embedded once for each side, however often it is said")
    func distinct() throws {
        try Made.inFolder { folder in
            let path = folder + "/data.jsonl"
            try Data(Self.lines(100, seed: 1, name: "c").utf8).write(to: URL(filePath: path))
            let embedded = Texts()
            let counting = TrainingEmbedder(id: "made/16", dimensions: 16) { text in
                embedded.add(text)
                return Made.embedder.embed(text)
            }
            let pool = try #require(
                try PoolReading(
                    embedder: counting, threads: 3, scratch: nil, stop: TrainingStop()
                ).read([path], weights: []) { _, _ in })
            #expect(embedded.all.count == Set(embedded.all).count)
            #expect(pool.embeddings.count == embedded.all.count)
            #expect(pool.turns > 4 * pool.embeddings.count)
            #expect(pool.entries.count == 100)
            for (one, entry) in pool.entries.enumerated() where one > 0 {
                let before = pool.entries[one - 1]
                #expect(entry.first == before.first + before.count)
            }
        }
    }

    @Test("Of one wording so many texts are embedded as were asked for; the others take theirs")
    func wordings() throws {
        try Made.inFolder { folder in
            let path = folder + "/data.jsonl"
            let lines = (0..<40).map { index in
                #"{"id":"\#(index)","converted":true,"turns":["#
                    + #"{"speaker":"rep","text":"Hello \#(index).","phrase":7},"#
                    + #"{"speaker":"rep","text":"Goodbye \#(index)."}]}"#
            }
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            let pool = try #require(
                try PoolReading(
                    embedder: Made.embedder, threads: 2, scratch: nil, textsOfWording: 5,
                    stop: TrainingStop()
                ).read([path], weights: []) { _, _ in })
            #expect(pool.embeddings.count == 5 + 40)
            #expect(pool.phrases.filter { $0 == 7 }.count == 5)
            let hellos = stride(from: 0, to: 80, by: 2).map { Int(pool.texts[$0]) }
            #expect(hellos.allSatisfy { pool.phrases[$0] == 7 })
            #expect(Set(hellos).count == 5)
        }
    }

    @Test("Refuses weights that do not fit the files, and an id that comes twice, by name and line")
    func refusals() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder, count: 60)
            configuration.large.weights = [1, 2]
            let weights = #expect(throws: TrainingError.self) { try Self.run(configuration) }
            #expect(weights?.reason.contains("2 weights for 1 files") == true)
            configuration.large.weights = []
            let lines = Self.lines(60, seed: 1, name: "c")
            let twice = lines + lines.prefix { $0 != "\n" } + "\n"
            try Data(twice.utf8).write(to: URL(filePath: configuration.data[0]))
            let id = #expect(throws: TrainingError.self) { try Self.run(configuration) }
            #expect(id?.code == .badData)
            #expect(id?.reason.contains("data.jsonl:61: id: \"c0\"") == true)
        }
    }

    private static func run(
        _ configuration: TrainingConfiguration
    ) throws -> TrainingReport {
        try TrainingRun(configuration: configuration, embedder: embedder).run { _ in }
    }

    static func configuration(
        in folder: String, count: Int
    ) throws -> TrainingConfiguration {
        var configuration = try Made.configuration(
            in: folder, lines: lines(count, seed: 1, name: "c"))
        configuration.large.from = 50
        configuration.large.shape.projection = 4
        configuration.large.shape.memory = 6
        configuration.large.shape.hidden = 6
        configuration.large.shape.members = 1
        configuration.large.rate = 0.01
        configuration.large.acts.units = 8
        configuration.large.acts.epochs = 2
        configuration.large.acts.rate = 0.02
        return configuration
    }

    private static let acts = [
        ("agree", ["Yes, gladly.", "That is fine with me.", "Good, I like it."]),
        ("ask", ["How does it work?", "What is in it?", "Who uses it?"]),
        ("objectPrice", ["That costs too much.", "Too dear for us.", "We lack the money."]),
    ]

    /// Vectors that lie near their act's corner, as an encoder's lie near their meaning.
    static let embedder = TrainingEmbedder(id: "made/16", dimensions: 16) { text in
        var vector = Made.embedder.embed(text).map { $0 * 0.6 }
        if let act = acts.firstIndex(where: { $0.1.contains(text) }) { vector[act] += 1 }
        return vector
    }

    /// Conversations of a world of one rule: each agreement raises the odds, each objection lowers
    /// them, and the exact forecast follows.
    static func lines(_ count: Int, seed: UInt64, name: String) -> String {
        var random = Random(seed: seed)
        return (0..<count).map { index in
            var odds = 0.0
            let turns = (0..<4 + random.below(5)).map { turn -> String in
                if turn % 2 == 0 {
                    return
                        #"{"speaker":"rep","text":"We offer it.","act":"offer","phrase":1,"#
                        + #""probability":\#(1 / (1 + exp(-odds)))}"#
                }
                let act = random.below(3)
                odds += [1.2, 0, -1.2][act]
                let phrase = random.below(3)
                return
                    #"{"speaker":"customer","text":"\#(acts[act].1[phrase])","#
                    + #""act":"\#(acts[act].0)","phrase":\#(10 * act + phrase + 10),"#
                    + #""probability":\#(1 / (1 + exp(-odds)))}"#
            }
            let chance = 1 / (1 + exp(-odds))
            let converted = Double(random.unit()) < chance
            return #"{"id":"\#(name)\#(index)","turns":[\#(turns.joined(separator: ","))],"#
                + #""converted":\#(converted),"end_probability":\#(chance)}"#
        }.joined(separator: "\n") + "\n"
    }
}

/// What was asked for, by any thread.
private final class Texts: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []
    func add(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
}

extension ConversationState {
    /// What is measured of a conversation's first turn.
    fileprivate static func first(_ text: String) -> Features {
        var state = ConversationState()
        return state.measure(Turn(number: 1, speaker: .customer, text: text)).features
    }
}
