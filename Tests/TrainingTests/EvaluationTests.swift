import Foundation
import Predictions
import Testing

@testable import Training

@Suite("Evaluation")
struct EvaluationTests {
    @Test("Ranked once, an AUC equals the one counted anew, ties and weights included")
    func ranked() {
        let forecasts = [0.1, 0.4, 0.4, 0.8, 0.8, 0.9]
        let outcomes = [false, true, false, false, true, true]
        let ranked = RankedForecasts(forecasts)
        #expect(ranked.auc(outcomes, [1, 1, 1, 1, 1, 1]) == Metrics.auc(outcomes, forecasts))
        let twice = Metrics.auc(outcomes + [false], forecasts + [0.4])
        #expect(abs(ranked.auc(outcomes, [1, 1, 2, 1, 1, 1]) - twice) < 1e-12)
    }

    @Test("A forecaster minus itself is zero, a better one minus a worse is above")
    func paired() {
        var random = Random(seed: 1)
        let outcomes = (0..<200).map { $0 % 2 == 0 }
        let good = outcomes.map { ($0 ? 0.6 : 0.4) + Double(random.unit()) * 0.3 }
        let bad = outcomes.map { _ in Double(random.unit()) }
        let same = PairedGap(ours: [good], theirs: [good], outcomes: outcomes)
        #expect([same.difference, same.low, same.high] == [0, 0, 0])
        #expect(PairedGap(ours: [good], theirs: [bad], outcomes: outcomes).low > 0.2)
    }

    @Test("Each industry is forecast by what learned from the others")
    func industries() throws {
        try Made.inFolder { folder in
            let lines = Made.lines(90).split(separator: "\n").enumerated().map { place, line in
                let industry = ["retail", "travel", "energy"][place / 2 % 3]
                return line.replacing("{\"id\"", with: "{\"industry\":\"\(industry)\",\"id\"")
            }
            var configuration = try Made.configuration(
                in: folder, lines: lines.joined(separator: "\n"))
            configuration.learning.epochs = 3
            var run = EvaluationRun(configuration: configuration, embedder: Made.embedder)
            run.leavesIndustriesOut = true
            let report = try run.run { _ in }
            #expect(report.leftOut.map(\.name) == ["all", "energy", "retail", "travel"])
            #expect(report.leftOut.map(\.metrics.count) == [90, 30, 30, 30])
            #expect((report.leftOut.first?.metrics.auc ?? 0) > 0.6)
            try report.write(into: folder + "/report")
            let page = try String(contentsOfFile: folder + "/report/report.md", encoding: .utf8)
            #expect(page.contains("left out of training"))
        }
    }

    @Test("The recipe and a model are judged, and the reports hold tables and plots")
    func whole() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(120))
            configuration.learning.epochs = 3
            var run = EvaluationRun(configuration: configuration, embedder: Made.embedder)
            let report = try run.run { _ in }
            #expect(Set(report.rows.map(\.model)) == ["ours", "majority"])
            let majority = try #require(report.rows.last { $0.model == "majority" })
            #expect(majority.metrics.auc < 0.55)
            #expect(report.leakage != nil)
            #expect(report.confidence?.coverage.isEmpty == false)
            try report.write(into: folder + "/report")
            for name in ["report.md", "report.json", "roc.svg", "reliability.svg"] {
                #expect(
                    FileManager.default.fileExists(atPath: "\(folder)/report/\(name)"), "\(name)")
            }
            _ = try TrainingRun(configuration: configuration, embedder: Made.embedder).run { _ in }
            run.baselines = nil
            run.foreign = configuration.data
            let model = try run.run(model: configuration.output)
            let cache = try #require(model.effects.first { $0.name.hasPrefix("cache") })
            #expect(cache.note.hasSuffix("0.000000"))
            let confidence = try #require(model.confidence)
            #expect(confidence.foreign.allSatisfy { $0.both == 0.5 }, "the same data is not novel")
            #expect(model.notes.contains { $0.contains("trained on this very data") })
        }
    }
}
