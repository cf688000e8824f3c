internal import ArgumentParser
internal import Foundation
internal import Training

/// What moves are worth: learning it, judging it, and trying it out.
struct MoveTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moves",
        abstract:
            "Learn what a representative's moves are worth, and judge it in the simulated world.",
        discussion: """
            Docs/MOVES.md says what the figures mean.

            Examples:
              salesrl simulate --count 16000 --seed 12 --output moves.jsonl
              salesrl moves learn --model own.srl --data moves.jsonl --out guided.srl
              salesrl moves judge --model guided.srl --count 2000 --seed 9
              salesrl moves trial --model guided.srl --adoption 0.5
            """,
        subcommands: [MovesLearn.self, MovesJudge.self, MovesTry.self])
}

/// Gives a model values of moves.
struct MovesLearn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Give a model values of moves; its forecasts stay what they are.",
        discussion: """
            Data: as for `salesrl train`; a representative's turn may name its "act". Without acts, --moves words \
            recognises moves in the text. Too few of a move at moments alike: no evidence, and the reply says so.

            Example:
              salesrl moves learn --model own.srl --data moves.jsonl --out guided.srl
            """)

    @Option(help: ArgumentHelp("The model to begin with.", valueName: "file"))
    var model: String

    @Option(help: ArgumentHelp("JSONL; may be given more than once.", valueName: "file"))
    var data: [String]

    @Option(help: ArgumentHelp("The model file to write.", valueName: "file"))
    var out: String

    @Option(help: "Where moves are known from: labels or words.")
    var moves: TrainingConfiguration.MoveSource = .labels

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    @Option(help: "How V leans to the better of what was done; 0.5 is the mean.")
    var expectile: Float = TrainingConfiguration.Moves().expectile

    @Option(help: "Epochs of the values' networks.")
    var epochs: Int = TrainingConfiguration.Moves().epochs

    @Option(help: "Hidden units of each network.")
    var hidden: Int = TrainingConfiguration.Moves().hidden

    @Option(help: ArgumentHelp("Keep vectors in this file between runs.", valueName: "file"))
    var scratch: String?

    @Option(help: "Threads to train on.")
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @OptionGroup var vectors: VectorOptions

    @Flag(help: "The report as one JSON object instead of words.")
    var json = false

    func validate() throws {
        guard moves != .none else { throw ValidationError("--moves: labels or words") }
        guard (0.5..<1).contains(expectile) else {
            throw ValidationError("--expectile is \(expectile); it may be 0.5 to below 1")
        }
        guard (1...200).contains(epochs), (1...256).contains(hidden) else {
            throw ValidationError("--epochs may be 1 to 200, --hidden 1 to 256")
        }
    }

    func run() async throws {
        var settings = TrainingConfiguration(data: data, output: out)
        settings.seed = seed
        settings.threads = threads
        settings.scratch = scratch
        settings.moves.source = moves
        settings.moves.expectile = expectile
        settings.moves.epochs = epochs
        settings.moves.hidden = hidden
        let run = MoveRun(
            model: model, configuration: settings, embedder: try vectors.embedder())
        let report = try await onOwnThread { () throws(TrainingError) in
            try run.run { progress in
                guard progress.done == progress.total else { return }
                Console.error("salesrl: \(progress.stage.rawValue), \(progress.total) done")
            }
        }
        if json { return Console.print(try report.jsonLine()) }
        Console.print("\(report.modelPath): \(report.modelID)")
        Console.print(report.moves.line)
    }
}

extension TrainingConfiguration.MoveSource: ExpressibleByArgument {}

extension MoveReport {
    var line: String {
        String(
            format:
                "moves: %d moments; knowing the act saves %.2f (+-%.2f) thousandths of log-loss each",
            decisions, gain, error)
    }
}
