import Foundation
import Messages
import Predictions
import Testing

@testable import Training

@Suite("The smaller forms of a model")
struct FormsTests {
    @Test("The gate opens within its limits, whichever way the figures go, and shuts outside")
    func gate() {
        #expect(Self.gate(0.0019, -0.0004).precision == .int8)
        #expect(Self.gate(-0.0021, 0).precision == .float)
        #expect(Self.gate(0, 0.0006).precision == .float)
    }

    private static func gate(_ auc: Double, _ brier: Double) -> RoundingGate {
        var comparison = FormComparison(whole: [[0.2, 0.3]], other: [[0.2, 0.3]], labels: [1])
        comparison.rows = [
            .init(turn: "live", auc: 0, brier: 0), .init(turn: "last", auc: auc, brier: brier),
        ]
        return RoundingGate(comparison: comparison)
    }

    @Test("A comparison counts pairs in the right order and squared errors")
    func comparison() {
        let whole: [[Double]] = [[0.4, 0.9, 0.8], [0.5, 0.2, 0.1]]
        let other: [[Double]] = [[0.4, 0.3, 0.8], [0.5, 0.6, 0.1]]
        let found = FormComparison(whole: whole, other: other, labels: [1, 0])
        let last = found.rows[1]
        #expect(last.turn == "last" && last.auc == -1)
        #expect(abs(last.brier - (0.49 + 0.36 - 0.01 - 0.04) / 2) < 1e-9)
        #expect(found.rows[2].auc == 0 && found.rows[2].brier == 0)
        #expect(abs(found.largest - 0.6) < 1e-9)
        #expect(found.auc == 1)
    }

    @Test("A run says in the file which precision is its default, and a model loads in it")
    func precision() throws {
        try Made.inFolder { folder in
            let configuration = try Made.configuration(in: folder, lines: Made.lines(60))
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { _ in }
            let model = try Model(contentsOf: report.modelPath)
            let rounding = try #require(report.forms).rounding
            #expect(model.notes["precision"] == rounding.precision.rawValue)
            #expect(model.precision == rounding.precision)
            #expect(rounding.comparison.largest > 0, "the 8-bit path did not run")
            #expect(try Model(contentsOf: report.modelPath, precision: .float).precision == .float)
            let card = try String(contentsOfFile: report.cardPath, encoding: .utf8)
            #expect(card.contains("| 8 bits | last |"))
            #expect(report.forms?.student == nil)
        }
    }

    @Test("Held-out forecasts of the folds' models are those that the report judges")
    func sameForecasts() throws {
        try Made.inFolder { folder in
            let configuration = try Made.configuration(in: folder, lines: Made.lines(60))
            let run = TrainingRun(configuration: configuration, embedder: Made.embedder)
            let corpus = try Corpus(configuration.data)
            let measured = try Examples(
                corpus, embedder: Made.embedder, scratch: nil, threads: 1, stop: run.stop,
                progress: { _, _ in })
            let examples = try #require(measured)
            let layout = MemberLayout(
                features: examples.features, projection: 4, memory: 3, hidden: 3)
            let validation = CrossValidation(
                examples: examples, configuration: configuration, layout: layout, stop: run.stop)
            let split = validation.run(split: 0) {}
            let held = try #require(split)
            let everyone = Array(examples.all.indices)
            let epoch = held.bestEpoch(everyone)
            let (blend, blended) = held.blended(epoch: epoch, everyone)
            let calibrator = Calibrator(fitting: blended, held.labels, everyone)
            let folds = held.models.map {
                run.parts($0.standard, $0.members(epoch: epoch), $0.beside, blend, calibrator)
            }
            let judge = FormJudge(examples: examples, models: held.models, threads: 2)
            let found = try judge.series(folds, .float, .members)
            for (series, logits) in zip(found, blended) {
                for (one, other) in zip(series, calibrator.probabilities(logits)) {
                    #expect(abs(one - other) < 1e-5)
                }
            }
        }
    }

    @Test("A student says nearly what the members say, and is kept beside them")
    func student() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(80))
            configuration.hasStudent = true
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { _ in }
            let comparison = try #require(report.forms?.student)
            #expect(comparison.largest > 0 && comparison.percentile99 < 0.25)
            let members = try Model(contentsOf: report.modelPath)
            let student = try Model(contentsOf: report.modelPath, voice: .student)
            #expect(student.id == members.id)
            #expect(student.start().encoded().count < members.start().encoded().count)
            #expect(throws: PredictionError.self) {
                try student.resume(members.start().encoded())
            }
        }
    }

    @Test("A student is refused where the file has none")
    func noStudent() throws {
        try Made.inFolder { folder in
            let configuration = try Made.configuration(in: folder, lines: Made.lines(50))
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { _ in }
            #expect(throws: PredictionError.self) {
                try Model(contentsOf: report.modelPath, voice: .student)
            }
        }
    }

    @Test("A student's targets are the mean log-odds of the members")
    func teacher() {
        let item = Made.prepared(turns: 4, label: 1, seed: 8)
        let members = [Made.parameters(seed: 9), Made.parameters(seed: 10)]
        let learner = Learner(Made.layout, turns: 4)
        let teacher = Distillation.teacher(members, item, learner)
        var sums = [Float](repeating: 0, count: 5)
        for member in members {
            member.withUnsafeBufferPointer {
                if let p = $0.baseAddress { learner.forward(p, item) }
            }
            for turn in sums.indices { sums[turn] += learner.logits[turn] / 2 }
        }
        for turn in 0..<4 {
            #expect(abs(teacher.forecasts[turn] - Squash.sigmoid(sums[turn])) < 1e-6)
        }
        #expect(abs(teacher.closing - Squash.sigmoid(sums[4])) < 1e-6)
    }
}
