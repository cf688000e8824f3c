internal import ArgumentParser
internal import Foundation
internal import Training

/// Judges the recipe, or a model, and writes a report.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Judge the recipe on your data beside baselines, or a model on data it has not seen.",
        discussion: """
            Writes report.md, report.json and plots. Docs/EVALUATION.md says how to read them.

            Examples:
              salesrl evaluate --data own.jsonl --output report --splits 10
              salesrl evaluate --data own.jsonl --output report --splits 1 --ablations 5
              salesrl evaluate --data own.jsonl --output report --splits 1 --leave-industries-out
              salesrl evaluate --model own.srl --data later.jsonl --output report
              salesrl evaluate --model own.srl --data later.jsonl --output report --counter-examples
              salesrl evaluate --model own.srl --data later.jsonl --foreign other-trade.jsonl --output report
            """)

    @Option(help: ArgumentHelp("JSONL; may be given more than once.", valueName: "file"))
    var data: [String]

    @Option(help: ArgumentHelp("Directory of the report.", valueName: "path"))
    var output: String

    @OptionGroup var engine: LocalEngine

    @Option(
        help: ArgumentHelp(
            "Conversations of another kind, which ought to be novel; may be given more than once.",
            valueName: "file"))
    var foreign: [String] = []

    @Option(help: "Random splits into five folds.")
    var splits: Int = 10

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Seeds of the ablations; 0 for none.", valueName: "count"))
    var ablations: Int = 0

    @Flag(help: "With --model: also judge it on counter-examples (Docs/TRAINING.md).")
    var counterExamples = false
    @Flag(help: "Also train without each industry that the data names, and forecast it.")
    var leaveIndustriesOut = false

    @Option(
        help: ArgumentHelp(
            "The script that trains baselines on the same folds; none for none.", valueName: "path")
    )
    var baselines: String = "Benchmarks/baselines/run"

    @Flag(
        inversion: .prefixedNo, help: "Probe the data for leaks, which takes another split's time.")
    var leakage = true

    @Option(help: ArgumentHelp("Keep vectors in this file between runs.", valueName: "file"))
    var scratch: String?

    func validate() throws {
        guard (1...50).contains(splits), (0...50).contains(ablations) else {
            throw ValidationError("--splits may be 1 to 50, --ablations 0 to 50")
        }
        guard engine.model != nil || !counterExamples else {
            throw ValidationError("--counter-examples judges a model: name one with --model")
        }
    }

    func run() async throws {
        var settings = TrainingConfiguration(data: data, output: output)
        settings.seed = seed
        settings.splits = splits
        settings.threads = engine.threads
        settings.scratch = scratch
        var evaluation = EvaluationRun(
            configuration: settings, embedder: try engine.vectors.embedder())
        evaluation.ablationSeeds = ablations
        evaluation.hasCounterExamples = counterExamples
        evaluation.foreign = foreign
        evaluation.looksForLeaks = leakage
        evaluation.leavesIndustriesOut = leaveIndustriesOut
        if baselines != "none", engine.model == nil {
            guard FileManager.default.isExecutableFile(atPath: baselines) else {
                throw Failure(
                    .noInput, "\(baselines) is no program; --baselines none goes on without")
            }
            evaluation.baselines = baselines
        }
        let (ready, model, folder) = (evaluation, engine.model, output)
        try await onOwnThread { () throws(TrainingError) in
            let report =
                if let model {
                    try ready.run(model: model)
                } else {
                    try ready.run { Console.error("salesrl: \($0)") }
                }
            try report.write(into: folder)
        }
        Console.print("\(output)/report.md")
    }
}
