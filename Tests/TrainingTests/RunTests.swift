import Foundation
import Predictions
import Testing

@testable import Training

@Suite("A training run")
struct RunTests {
    @Test("Gives the same bytes with one thread and with two, and others with another seed")
    func deterministic() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(60))
            var found: [[UInt8]] = []
            for (threads, seed) in [(1, UInt64(5)), (2, 5), (2, 6)] {
                configuration.threads = threads
                configuration.seed = seed
                _ = try TrainingRun(configuration: configuration, embedder: Made.embedder).run {
                    _ in
                }
                found.append(Array(try Data(contentsOf: URL(filePath: configuration.output))))
            }
            #expect(found[0] == found[1])
            #expect(found[1] != found[2])
        }
    }

    @Test("Learns what there is to learn, and writes a model that loads and a card that says so")
    func learns() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(100))
            configuration.learning.epochs = 6
            let stages = Stages()
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { stages.add($0.stage) }
            #expect(stages.seen == ["reading", "embedding", "validating", "training", "writing"])
            let last = try #require(report.rows.first { $0.turn == "last" })
            #expect(last.metrics.auc > 0.65)
            #expect(report.conversations == 100 && report.converted == 50)
            let model = try Model(contentsOf: report.modelPath)
            #expect(model.id == report.modelID)
            #expect(model.notes["training.sha256"] == report.dataSHA256)
            #expect(model.notes["training.seed"] == "1")
            #expect(model.embedder == "made/16")
            let card = try String(contentsOfFile: report.cardPath, encoding: .utf8)
            for word in [
                report.dataSHA256, report.modelID, "| last | 100 |", "## Limits", "made/16",
            ] {
                #expect(card.contains(word), "\(word)")
            }
        }
    }

    @Test("With vectors kept on disk gives the same model as without")
    func scratch() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            func train() throws -> Data {
                _ = try TrainingRun(configuration: configuration, embedder: Made.embedder).run {
                    _ in
                }
                return try Data(contentsOf: URL(filePath: configuration.output))
            }
            let plain = try train()
            configuration.scratch = folder + "/vectors"
            let filling = try train()
            let filled = try train()
            #expect(plain == filling && filling == filled)
        }
    }

    @Test("Stopped half-way says so and writes nothing")
    func stopped() throws {
        try Made.inFolder { folder in
            let configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            let run = TrainingRun(configuration: configuration, embedder: Made.embedder)
            let error = #expect(throws: TrainingError.self) {
                try run.run { if $0.stage == .validating { run.stop.ask() } }
            }
            #expect(error?.code == .cancelled)
            #expect(!FileManager.default.fileExists(atPath: configuration.output))
        }
    }

    @Test("Refuses settings outside their range by name")
    func settings() throws {
        var configuration = TrainingConfiguration(data: ["x"], output: "y")
        configuration.folds = 1
        let folds = #expect(throws: TrainingError.self) {
            try TrainingRun(configuration: configuration, embedder: Made.embedder).run { _ in }
        }
        #expect(folds?.code == .badSetting)
        #expect(folds?.reason.contains("folds is 1") == true)
        configuration.folds = 5
        configuration.shape.memory = 64
        configuration.shape.members = 16
        let state = #expect(throws: TrainingError.self) {
            try TrainingRun(configuration: configuration, embedder: Made.embedder).run { _ in }
        }
        #expect(state?.code == .badSetting)
    }

    @Test("Spreads outcomes evenly over folds, each conversation in one")
    func folds() {
        let labels = (0..<103).map { Float($0 % 3 == 0 ? 1 : 0) }
        let fold = Folds.split(labels, folds: 5, seed: 1, split: 0)
        #expect(fold != Folds.split(labels, folds: 5, seed: 1, split: 1))
        for one in 0..<5 {
            let members = fold.indices.filter { fold[$0] == one }
            let converted = members.reduce(0) { $0 + labels[$1] }
            #expect((20...21).contains(members.count))
            #expect((6...7).contains(converted))
        }
    }
}

/// The stages in the order in which they were first heard of.
private final class Stages: @unchecked Sendable {
    private let lock = NSLock()
    private var names: [String] = []
    func add(_ stage: TrainingProgress.Stage) {
        lock.withLock {
            if !names.contains(stage.rawValue) { names.append(stage.rawValue) }
        }
    }
    var seen: [String] { lock.withLock { names } }
}
