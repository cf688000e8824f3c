internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions
internal import Tensors

/// Gives a model that stands a move head, learned from conversations in which it is known what
/// representatives did. The model's forecasts stay what they are.
package struct MoveRun: Sendable {
    package let model: String
    package let configuration: TrainingConfiguration
    package let embedder: TrainingEmbedder
    package let stop = TrainingStop()

    /// - Parameters:
    ///   - model: the file to begin with; `configuration.output` is the one to write.
    package init(
        model: String, configuration: TrainingConfiguration, embedder: TrainingEmbedder
    ) {
        self.model = model
        self.configuration = configuration
        self.embedder = embedder
    }

    package struct Report: Sendable, Codable {
        package var modelPath: String
        package var modelID: String
        package var moves: MoveReport
    }

    /// Runs on the calling thread and `threads - 1` more; never call it from Swift's cooperative
    /// pool.
    package func run(
        progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> Report {
        var (file, model) = try read()
        progress(TrainingProgress(stage: .reading, done: 0, total: configuration.data.count))
        let corpus = try Corpus(configuration.data)
        guard
            let examples = try Examples(
                corpus, embedder: embedder, scratch: configuration.scratch,
                threads: configuration.threads, stop: stop,
                progress: { done, total in
                    progress(TrainingProgress(stage: .embedding, done: done, total: total))
                })
        else { throw Self.cancelled }
        let acts = corpus.moves(from: configuration.moves.source)
        guard
            let outcome = try Self.learn(
                model, examples, acts: acts, configuration, stop, progress)
        else {
            throw TrainingError(
                .tooFew,
                "fewer than \(configuration.moves.least) turns with a known move, or knowing them "
                    + "does not help to foresee what follows; name the acts of turns in the data, "
                    + "recognise them with --moves words, or bring more conversations")
        }
        outcome.head.add(to: &file)
        for (key, text) in Self.notes(
            corpus.sha256, conversations: acts.count, configuration, outcome.report)
        {
            file.describe(key, .text(text))
        }
        do {
            try file.write(to: configuration.output)
            model = try Model(contentsOf: configuration.output)
        } catch {
            throw TrainingError(.unwritable, "\(configuration.output): \(error)")
        }
        return Report(
            modelPath: configuration.output, modelID: model.id, moves: outcome.report)
    }

    private func read() throws(TrainingError) -> (ModelFile, Model) {
        do {
            let file = try ModelFile(contentsOf: model)
            let model = try Model(file)
            try model.check(embedder: embedder.id, schema: ConversationState.schema)
            return (file, model)
        } catch {
            throw TrainingError(.unreadable, "\(model): \(error)")
        }
    }

    private static let cancelled = TrainingError(
        .cancelled, "the training run was stopped; nothing was written")
}

extension MoveRun {
    /// What `salesrl train` and this run share. Nil where the data shows too few moves, or where
    /// knowing what was done does not help to foresee what followed.
    /// - Parameter acts: for each of `examples` and turn what a representative did, as far as
    ///   known.
    static func learn(
        _ model: Model, _ examples: Examples, acts: [[Move?]],
        _ configuration: TrainingConfiguration, _ stop: TrainingStop,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> MoveTraining.Outcome? {
        let settings = configuration.moves
        let known = acts.reduce(0) { $0 + $1.count { $0 != nil } }
        guard known >= settings.least else { return nil }
        let decisions = MoveDecisions(
            model, examples, acts: acts, threads: configuration.threads)
        let training = MoveTraining(
            data: decisions, settings: settings, seed: configuration.seed,
            threads: configuration.threads, stop: stop)
        let outcome = training.run { done, total in
            progress(TrainingProgress(stage: .moves, done: done, total: total))
        }
        guard let outcome else { throw cancelled }
        // Values that foresee nothing would be advice without a ground.
        return outcome.report.gain > settings.leastGain * outcome.report.error ? outcome : nil
    }

    /// What the file says of its moves.
    static func notes(
        _ sha256: String, conversations: Int, _ configuration: TrainingConfiguration,
        _ report: MoveReport
    ) -> [String: String] {
        [
            "moves.sha256": sha256,
            "moves.conversations": String(conversations),
            "moves.decisions": String(report.decisions),
            "moves.source": configuration.moves.source.rawValue,
            "moves.seed": String(configuration.seed),
            "moves.expectile": String(configuration.moves.expectile),
            "moves.gain": String(format: "%.3f", report.gain),
        ]
    }
}
