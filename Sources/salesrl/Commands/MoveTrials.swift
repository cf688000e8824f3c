internal import ArgumentParser
internal import Foundation
internal import Predictions
internal import Simulation
internal import Training

/// Judges a model's values of moves by the true ones.
struct MovesJudge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Compare a model's values of moves with the true ones of the simulated world.",
        discussion: """
            Example:
              salesrl moves judge --model guided.srl --count 2000 --seed 9
            """)

    @OptionGroup var engine: LocalEngine

    @Option(help: "How many conversations.")
    var count: Int = 2_000

    @Option(help: "Seed of the conversations.")
    var seed: UInt64 = 9

    @Option(
        help: ArgumentHelp("Which wordings: train or test; they share none.", valueName: "part"))
    var phrases: PhraseBank.Part = .test

    @Flag(help: "One JSON object instead of tables.")
    var json = false

    func run() async throws {
        let scorer = try engine.guided()
        let embedder = try engine.vectors.embedder().remembering()
        let judge = MoveJudge(
            model: scorer.model, embedder: embedder,
            simulator: Simulator(seed: seed, phrases: phrases))
        let (count, threads) = (count, engine.threads)
        let found = try await onOwnThread { () throws(TrainingError) in
            judge.run(count: count, threads: threads)
        }
        guard let found else { throw CancellationError() }
        if json { return Console.print(try found.jsonLine()) }
        for line in found.lines { Console.print(line) }
    }
}

/// A simulated field trial of guided against unguided representatives.
struct MovesTry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial",
        abstract: "Guided against unguided representatives, in the simulated world.",
        discussion: """
            Half of the representatives, drawn at random, are shown the move that the model values most, and do it as \
            often as --adoption says. The interval counts representatives, not conversations.

            Examples:
              salesrl moves trial --model guided.srl --adoption 0.5
              salesrl moves trial --model guided.srl --adoption 1 --representatives 100 --conversations 5000
            """)

    @OptionGroup var engine: LocalEngine

    @Option(help: "How many representatives.")
    var representatives: Int = MoveTrial.Settings().representatives

    @Option(help: "How many conversations, of all together.")
    var conversations: Int = MoveTrial.Settings().conversations

    @Option(
        help: ArgumentHelp(
            "How often a guided representative does what is shown, 0 to 1; may be given more than once, for one trial each.",
            valueName: "share"))
    var adoption: [Double] = [MoveTrial.Settings().adoption]

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("Which wordings: train or test; they share none.", valueName: "part"))
    var phrases: PhraseBank.Part = .test

    @Flag(help: "One JSON object instead of words.")
    var json = false

    func validate() throws {
        guard (8...10_000).contains(representatives) else {
            throw ValidationError("--representatives may be 8 to 10,000")
        }
        guard (representatives...1_000_000).contains(conversations) else {
            throw ValidationError("--conversations: at least one a representative")
        }
        for share in adoption where !(0...1).contains(share) {
            throw ValidationError("--adoption is \(share); it may be 0 to 1")
        }
    }

    func run() async throws {
        let model = try engine.guided().model
        let embedder = try engine.vectors.embedder().remembering()
        for share in adoption { try await hold(share, model, embedder) }
    }

    private func hold(
        _ adoption: Double, _ model: Model, _ embedder: TrainingEmbedder
    ) async throws {
        var settings = MoveTrial.Settings()
        settings.representatives = representatives
        settings.conversations = conversations
        settings.adoption = adoption
        settings.seed = seed
        settings.phrases = phrases
        let trial = MoveTrial(model: model, embedder: embedder, settings: settings)
        let bar = ProgressBar("representatives", total: representatives)
        let threads = engine.threads
        let report = try await onOwnThread { () throws(TrainingError) in
            trial.run(threads: threads) { bar.advance() }
        }
        bar.finish()
        guard let report else { throw CancellationError() }
        if json { return Console.print(try report.jsonLine()) }
        for line in report.lines { Console.print(line) }
        Console.print("")
    }
}

extension LocalEngine {
    /// A scorer whose model values moves.
    fileprivate func guided() throws -> Scorer {
        guard let model else { throw ValidationError("--model is missing") }
        let scorer = try scorer(
            model: model, voice: .members, embedder: try vectors.embedder())
        guard scorer.model.moves != nil else {
            throw Failure(
                .configuration,
                "\(model) values no moves; give it some with \"salesrl moves learn\"")
        }
        return scorer
    }
}
