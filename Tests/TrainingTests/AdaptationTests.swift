import Conversations
import Foundation
import Predictions
import Tensors
import Testing

@testable import Training

@Suite("Adapting a model")
struct AdaptationTests {
    /// Conversations of four rows whose log-odds are the truth, halved and shifted, and on which
    /// one feature of three says what the model does not know.
    private static func rows(_ count: Int) -> (rows: [[Adaptation.Row]], labels: [Float]) {
        var random = Random(seed: 77)
        var (all, labels): ([[Adaptation.Row]], [Float]) = ([], [])
        for _ in 0..<count {
            let truth = 2 * random.normal()
            let x = (0..<3).map { _ in random.normal() }
            let odds = truth + 1.5 * x[1]
            labels.append(random.unit() < Squash.sigmoid(odds) ? 1 : 0)
            let row = Adaptation.Row(logit: truth / 2 + 1, x: x)
            all.append([Adaptation.Row](repeating: row, count: 4))
        }
        return (all, labels)
    }

    @Test("Each rung changes what it may, and fits better than the one below")
    func rungs() {
        let (rows, labels) = Self.rows(2_000)
        var losses: [Double] = []
        for rung in Adaptation.Rung.allCases {
            let found = Adaptation(rung, fitting: rows, labels)
            #expect(rung != .intercept || found.slope == 1)
            #expect((rung == .head) == !found.head.isEmpty)
            losses.append(zip(rows, labels).reduce(0) { $0 + found.loss($1.0, $1.1) })
        }
        #expect(losses[1] < losses[0] && losses[2] < losses[1])
        let head = Adaptation(.head, fitting: rows, labels)
        #expect(head.slope > 1.2 && head.intercept < -0.8)
        #expect(head.head[1] > 5 * abs(head.head[0]))
    }

    @Test("One fit after another is as one")
    func composed() {
        let first = HouseFit(slope: 0.5, intercept: 1, head: [0.2, -0.4])
        let second = HouseFit(slope: 2, intercept: -0.5, head: [0.3, 0])
        let both = first.then(second)
        let (logit, x): (Float, [Float]) = (0.7, [1.5, -2])
        func said(_ fit: HouseFit, _ logit: Float) -> Float {
            fit.slope * (logit + zip(fit.head, x).reduce(0) { $0 + $1.0 * $1.1 }) + fit.intercept
        }
        #expect(abs(said(both, logit) - said(second, said(first, logit))) < 1e-5)
        let plain = HouseFit(slope: 1, intercept: 0, head: [])
        #expect(plain.then(first) == first && first.then(plain).head == first.head)
    }

    @Test("A step is taken only if it wins by more than its standard error")
    func steps() {
        #expect(AdaptationReport.Step("a", [0.1, 0.12, 0.09, 0.11]).isTaken)
        #expect(!AdaptationReport.Step("b", [0.5, -0.4, 0.3, -0.3]).isTaken)
        #expect(!AdaptationReport.Step("c", [-0.1, -0.12]).isTaken)
    }

    @Test("Members go on from where they are, the same way whatever the threads; moves are let go")
    func fineTuning() throws {
        try Made.inFolder { folder in
            // Outcomes that nothing told of; here words tell.
            let blind = Made.lines(160).split(separator: "\n").enumerated().map { place, line in
                line.replacing(":true}", with: ":\(place % 4 < 2)}")
                    .replacing(":false}", with: ":\(place % 4 < 2)}")
            }
            let base = try Made.configuration(in: folder, lines: blind.joined(separator: "\n"))
            _ = try TrainingRun(configuration: base, embedder: Made.embedder).run { _ in }
            let own = folder + "/own.jsonl"
            try Data(Made.lines(280, seed: 5).utf8).write(to: URL(filePath: own))
            var configuration = base
            configuration.data = [own]
            configuration.output = folder + "/own.srl"
            configuration.fineTuneFrom = 280
            let run = AdaptationRun(
                configuration: configuration, embedder: Made.embedder, from: base.output)
            let report = try run.run()
            #expect(report.steps.map(\.name).last == "fine-tuned members")
            let step = try #require(report.steps.last)
            #expect(step.isTaken, "\(step.words)")
            #expect(report.judged.allSatisfy { $0.after.brier < $0.before.brier })
            let (old, new) = try (
                ModelFile(contentsOf: base.output), ModelFile(contentsOf: configuration.output)
            )
            #expect(old.tensors["member.0.hidden.weight"] != new.tensors["member.0.hidden.weight"])
            #expect(!new.tensors.keys.contains { $0.hasPrefix("moves.") })
            let model = try Model(contentsOf: configuration.output)
            #expect(model.notes["adapted.step"] == "fine-tuned members")
            let card = try String(contentsOfFile: report.cardPath, encoding: .utf8)
            #expect(card.contains("| fine-tuned members | +") && card.contains(report.modelID))
            let bytes = try Data(contentsOf: URL(filePath: configuration.output))
            configuration.threads = 1
            _ = try AdaptationRun(
                configuration: configuration, embedder: Made.embedder, from: base.output
            ).run()
            #expect(try Data(contentsOf: URL(filePath: configuration.output)) == bytes)
        }
    }

    @Test("Fits a model to a house that converts less; what it writes is what it found")
    func whole() throws {
        try Made.inFolder { folder in
            let base = try Made.configuration(in: folder, lines: Made.lines(120))
            _ = try TrainingRun(configuration: base, embedder: Made.embedder).run { _ in }
            // Half of those that would convert elsewhere do not here; the file's order is no order.
            let lines = Made.lines(240, seed: 9).split(separator: "\n").enumerated().map {
                place, line in
                let here = place % 4 == 0 ? line.replacing(":true}", with: ":false}") : line[...]
                return here.replacing("{\"id\"", with: "{\"time\":\(999 - place),\"id\"")
            }
            let own = folder + "/own.jsonl"
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: own))
            var configuration = base
            configuration.data = [own]
            configuration.output = folder + "/own.srl"
            let report = try AdaptationRun(
                configuration: configuration, embedder: Made.embedder, from: base.output
            ).run()
            #expect(report.steps.map(\.name) == ["intercept", "intercept and slope"])
            #expect(report.steps[0].isTaken)
            #expect(report.later == 72)
            let model = try Model(contentsOf: configuration.output)
            #expect(model.id == report.modelID && model.id != report.base)
            #expect(model.notes["adapted.conversations"] == "240")
            func mean(_ path: String) throws -> Double {
                let scorer = try Scorer(model: Model(contentsOf: path), embedder: Made.embedder)
                let corpus = try Corpus([own])
                let all = try scorer.score(
                    corpus.conversations.map(\.recorded.turns), threads: 1)
                return all.reduce(0) { $0 + $1.probabilities[0] } / Double(all.count)
            }
            #expect(try abs(mean(configuration.output) - 0.25) < 0.08)
            #expect(try mean(base.output) > 0.4)
            #expect(try AdaptationRun.order([own], count: 240).first == 239)
        }
    }
}
