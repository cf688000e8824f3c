import Foundation
import Predictions
import Synchronization
import Testing

@testable import Training

@Suite("A checkpoint")
struct CheckpointTests {
    private static func train(
        _ configuration: TrainingConfiguration, stopAfter pieces: Int? = nil
    ) throws -> Data {
        let run = TrainingRun(configuration: configuration, embedder: Made.embedder)
        let heard = Mutex(0)
        _ = try run.run { progress in
            guard let pieces, progress.stage != .reading else { return }
            heard.withLock {
                $0 += 1
                if $0 == pieces { run.stop.ask() }
            }
        }
        return try Data(contentsOf: URL(filePath: configuration.output))
    }

    @Test("Lets a run that was stopped, anywhere, end with the model of one that was not")
    func resume() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(45))
            configuration.hasStudent = true
            configuration.learning.lambda = 0.6
            configuration.learning.epochs = 3
            configuration.threads = 1
            let whole = try Self.train(configuration)
            for pieces in [1, 4, 9] {
                try FileManager.default.removeItem(atPath: configuration.output)
                configuration.checkpoint = folder + "/checkpoint-\(pieces)"
                let error = #expect(throws: TrainingError.self) {
                    try Self.train(configuration, stopAfter: pieces)
                }
                #expect(error?.code == .cancelled)
                #expect(error?.reason.contains("goes on from there") == true)
                #expect(!FileManager.default.fileExists(atPath: configuration.output))
                configuration.threads = 2
                #expect(try Self.train(configuration) == whole)
                configuration.threads = 1
            }
        }
    }

    @Test("Takes up a member in the middle of an epoch")
    func midEpoch() throws {
        try Made.inFolder { folder in
            let train = (0..<40).map {
                Made.prepared(turns: 3 + $0 % 5, label: Float($0 % 2), seed: UInt64($0))
            }
            var learning = TrainingConfiguration.Learning()
            learning.epochs = 3
            learning.batch = 4
            learning.lambda = 0.8
            var training = MemberTraining(
                layout: Made.layout, learning: learning, train: train, held: [train[0]],
                random: Random(seed: 2))
            let whole = try #require(training.run(epochs: 3) { false })
            let stop = TrainingStop()
            let checkpoint = try Checkpoint(folder + "/c", run: ["test"], stop: stop)
            training.slot = CheckpointSlot(checkpoint, "member")
            var stops = 0
            var outcome: MemberTraining.Outcome?
            while outcome == nil, stops < 20 {
                let patience = Patience()
                outcome = training.run(epochs: 3) { patience.isOver() }
                if outcome == nil { stops += 1 }
            }
            let taken = try #require(outcome)
            #expect(taken.parameters == whole.parameters)
            #expect(taken.forecasts == whole.forecasts)
            #expect(stops > 2)
        }
    }

    /// Asks for a stop after a few steps.
    private final class Patience: Sendable {
        private let asked = Mutex(0)
        func isOver() -> Bool {
            asked.withLock {
                $0 += 1
                return $0 > 7
            }
        }
    }

    @Test("Of another run, or of other data, is refused by name")
    func otherRun() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            configuration.checkpoint = folder + "/checkpoint"
            _ = try Self.train(configuration)
            configuration.seed = 9
            let error = #expect(throws: TrainingError.self) { try Self.train(configuration) }
            #expect(error?.code == .badSetting)
            #expect(error?.reason.contains("seed 9") == true)
        }
    }

    @Test("That is damaged counts as not begun")
    func damaged() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            let whole = try Self.train(configuration)
            configuration.checkpoint = folder + "/checkpoint"
            _ = try Self.train(configuration)
            let parts = try FileManager.default.contentsOfDirectory(
                atPath: folder + "/checkpoint"
            ).filter { $0.hasSuffix(".part") }
            #expect(parts.count > 8)
            for (number, name) in parts.sorted().enumerated() {
                let place = URL(filePath: folder + "/checkpoint/" + name)
                var data = try Data(contentsOf: place)
                if number % 2 == 0 {
                    data = data.prefix(data.count / 2)
                } else {
                    data[data.count / 2] ^= 1
                }
                try data.write(to: place)
            }
            #expect(try Self.train(configuration) == whole)
        }
    }

    @Test("That cannot be written stops the run and says which file")
    func unwritable() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            configuration.checkpoint = folder + "/data.jsonl/checkpoint"
            let error = #expect(throws: TrainingError.self) { try Self.train(configuration) }
            #expect(error?.code == .unwritable)
            #expect(error?.reason.contains("data.jsonl/checkpoint") == true)
        }
    }
}
