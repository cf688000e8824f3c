import Foundation
import Predictions
import Testing

@testable import Training

@Suite("A training run on real and simulated conversations")
struct TwoReaderTests {
    @Test("Makes one file of two readers, tells kinds apart, and judges real ones fold by fold")
    func together() throws {
        try Made.inFolder { folder in
            let configuration = try Self.configuration(in: folder)
            let report = try Self.run(configuration)
            #expect(report.conversations == 80)
            #expect(report.readers?.map(\.conversations) == [80, 300])
            let kinds = try #require(report.gate).kinds
            #expect(kinds.map(\.name) == ["real", "simulated"])
            #expect(kinds.map(\.conversations) == [80, 30])
            for kind in kinds {
                let last = try #require(kind.shares.last { $0.turn == "last" })
                #expect(last.mean > 0.9 && last.wrong < 0.1, "\(kind.name)")
            }
            let gap = try #require(kinds[0].gaps.first { $0.turn == "last" }).gap
            #expect(gap.low <= gap.difference && gap.difference <= gap.high)
            #expect(abs(gap.difference) < 0.1)
            let model = try Model(contentsOf: report.modelPath)
            #expect(model.id == report.modelID)
            #expect(model.notes["training.conversations"] == "80")
            #expect(model.start().encoded().count <= PredictionLimits.stateBytes)
            let card = try String(contentsOfFile: report.cardPath, encoding: .utf8)
            #expect(card.contains("Two readers in one file: one of 80 real conversations"))
            #expect(card.contains("# The reader of simulated conversations"))
        }
    }

    @Test("Gives the same bytes whatever the number of threads")
    func deterministic() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder)
            var found: [Data] = []
            for threads in [1, 3] {
                configuration.threads = threads
                _ = try Self.run(configuration)
                found.append(try Data(contentsOf: URL(filePath: configuration.output)))
            }
            #expect(found[0] == found[1])
        }
    }

    @Test("Files are told apart by the exact forecasts that only simulated ones carry")
    func kinds() throws {
        try Made.inFolder { folder in
            var configuration = try Self.configuration(in: folder)
            configuration.data = configuration.data.reversed()
            configuration.large.weights = [2, 3]
            let kinds = try DataKinds(configuration)
            #expect(kinds.areTwo)
            #expect(kinds.simulated == [configuration.data[1]] && kinds.simulatedWeights == [3])
            #expect(kinds.real == [configuration.data[0]] && kinds.realWeights == [2])
            configuration.data = [configuration.data[1]]
            configuration.large.weights = []
            #expect(try DataKinds(configuration).areTwo == false)
        }
    }

    private static func run(_ configuration: TrainingConfiguration) throws -> TrainingReport {
        try TrainingRun(configuration: configuration, embedder: LargeRunTests.embedder).run { _ in
        }
    }

    /// 80 real conversations beside 300 of the world of one rule.
    private static func configuration(in folder: String) throws -> TrainingConfiguration {
        var configuration = try LargeRunTests.configuration(in: folder, count: 300)
        let real = folder + "/real.jsonl"
        try Data(Made.lines(80).utf8).write(to: URL(filePath: real))
        configuration.data.append(real)
        configuration.large.from = 5_000
        configuration.large.epochs = 2
        return configuration
    }
}
