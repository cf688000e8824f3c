internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Synchronization
internal import Training

/// Trains a model on conversations whose outcome is known, and writes its card.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model on your own conversations.",
        discussion: """
            Data: one conversation a line, {"id", "turns": [{"speaker", "text"}], "converted": true|false}. \
            The model goes to --out; beside it the trainer writes a card that says how good it is, turn by turn, on \
            conversations that it had not seen. From --large-from conversations on one part is held out \
            instead of folds, and where the data names acts they are learned too. The same seed and data give the same bytes.

            Examples:
              salesrl train --data won-and-lost.jsonl --out own.srl
              salesrl train --data a.jsonl --data b.jsonl --out own.srl --seed 7 --splits 1
              salesrl train --from Models/salesrl-base.srl --data own.jsonl --out own.srl
              salesrl train --data sim.jsonl --judge test.jsonl --out sim.srl --scratch vectors
              salesrl train --data own.jsonl --out own.srl --embedder https://api.openai.com/v1 \
                --embedder-model text-embedding-3-large --embedder-cache own.vectors
              salesrl train --data own.jsonl --out own.srl --checkpoint half-done
              salesrl train --data own.jsonl --out own.srl --lambda 0.9 --student --splits 1

            Ctrl-C stops after a step, with exit code 130 and no model; with --checkpoint the same command goes on \
            from there and ends with the same model. Docs/TRAINING.md says what each stage is worth.
            """)

    @Option(help: ArgumentHelp("JSONL; may be given more than once.", valueName: "file"))
    var data: [String]

    @Option(help: ArgumentHelp("The model file to write.", valueName: "file"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Adapt this model instead of training one: an intercept, with 50 outcomes a slope, with "
                + "300 a linear head, with 2,000 the members; each only if it wins on later ones.",
            valueName: "file"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "With --from: train the members on from so many conversations.", valueName: "count"))
    var fineTuneFrom: Int = 2_000

    @Option(help: "Name of the model, for its id.")
    var name: String = "salesrl"

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    @Option(help: "Folds of the cross-validation.")
    var folds: Int = 5

    @Option(help: "Random splits into folds; more than one shows how far the first was luck.")
    var splits: Int = 3

    @Option(help: "Threads to train on.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @OptionGroup(title: "Stages") var stages: StageOptions
    @OptionGroup var large: LargeOptions

    @OptionGroup var vectors: VectorOptions

    @Option(
        help: ArgumentHelp(
            "Learn what moves are worth, from the acts that the data names (labels), from the words, or not (none).",
            valueName: "source"))
    var moves: TrainingConfiguration.MoveSource = .labels

    @Flag(help: "The report as one JSON object instead of words.")
    var json = false

    func run() async throws {
        var settings = TrainingConfiguration(data: data, output: out)
        settings.name = name
        settings.seed = seed
        settings.folds = folds
        settings.splits = splits
        settings.threads = threads
        stages.apply(to: &settings)
        large.apply(to: &settings)
        settings.moves.source = moves
        settings.fineTuneFrom = fineTuneFrom
        let source = try vectors.open()
        let files = data
        try await source.prepare { () throws(TrainingError) in try TextList(files).texts }
        let embedder = source.embedder
        if let from { return try await adapt(settings, embedder, from) }
        let report = try await Self.finish(
            TrainingRun(configuration: settings, embedder: embedder))
        if json { return Console.print(try report.jsonLine()) }
        Console.print("\(report.modelPath): \(report.modelID), \(report.bytes) bytes")
        Console.print("\(report.cardPath): its card")
        for line in report.forms.map(StageOptions.lines) ?? [] { Console.print(line) }
        LargeOptions.show(report)
        if let moves = report.moves { Console.print(moves.line) }
        for row in report.rows {
            let metrics = row.metrics
            Console.print(
                "  turn " + padded(row.turn, to: 4)
                    + String(
                        format: "  n %4d  AUC %.3f [%.3f, %.3f]  Brier %.4f  ECE %.3f",
                        metrics.count, metrics.auc, metrics.aucLow,
                        metrics.aucHigh, metrics.brier, metrics.ece))
        }
    }

    private func adapt(
        _ settings: TrainingConfiguration, _ embedder: TrainingEmbedder, _ base: String
    ) async throws {
        let run = AdaptationRun(configuration: settings, embedder: embedder, from: base)
        let report = try await onOwnThread { () throws(TrainingError) in try run.run() }
        if json { return Console.print(try report.jsonLine()) }
        for step in report.steps {
            Console.print("  \(step.words): \(step.isTaken ? "taken" : "refused")")
        }
        Console.print(
            "\(report.modelPath) and its card: \(report.modelID), from \(report.base) by "
                + "\(report.conversations) conversations, \(report.later) of them to judge")
    }

    /// Runs on a thread of its own, for minutes; the first Ctrl-C stops it after a step.
    private static func finish(_ run: TrainingRun) async throws -> TrainingReport {
        let interrupt = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        signal(SIGINT, SIG_IGN)
        interrupt.setEventHandler { run.stop.ask() }
        interrupt.resume()
        defer { interrupt.cancel() }
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                let shown = Mutex<(stage: TrainingProgress.Stage, bar: ProgressBar, done: Int)?>(
                    nil)
                let result = Result { () throws(TrainingError) in
                    try run.run { progress in
                        shown.withLock { Self.show(progress, on: &$0) }
                    }
                }
                shown.withLock { $0?.bar.finish() }
                continuation.resume(with: result.mapError { Self.failure($0) })
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    private static func show(
        _ progress: TrainingProgress,
        on shown: inout (stage: TrainingProgress.Stage, bar: ProgressBar, done: Int)?
    ) {
        if shown?.stage != progress.stage {
            shown?.bar.finish()
            let bar = ProgressBar(progress.stage.rawValue, total: progress.total)
            shown = (progress.stage, bar, 0)
        }
        guard let now = shown, progress.done > now.done else { return }
        now.bar.advance(by: progress.done - now.done)
        shown?.done = progress.done
    }

    private static func failure(_ error: TrainingError) -> any Error {
        guard error.code == .cancelled else { return Failure(error) }
        Console.error("salesrl: \(error.reason)")
        return CancellationError()
    }
}
