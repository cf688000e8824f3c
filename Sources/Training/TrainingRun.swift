internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions
internal import Synchronization
internal import Tensors

/// One training run, from files to a model file and its card.
package struct TrainingRun: Sendable {
    package let configuration: TrainingConfiguration
    package let embedder: TrainingEmbedder
    /// Ask it from another thread; the run ends with `TrainingError.Code.cancelled`.
    package let stop = TrainingStop()

    package init(configuration: TrainingConfiguration, embedder: TrainingEmbedder) {
        self.configuration = configuration
        self.embedder = embedder
    }

    /// Runs on the calling thread and `threads - 1` more; never call it from Swift's cooperative
    /// pool.
    /// - Parameter progress: is called from any thread, one call at a time.
    package func run(
        progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> TrainingReport {
        try check()
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
        let layout = MemberLayout(
            features: examples.features, projection: configuration.shape.projection,
            memory: configuration.shape.memory, hidden: configuration.shape.hidden)
        let splits = try validate(examples, layout, progress)
        var model = try build(examples, layout, splits[0], corpus, progress)
        model.forests = ForestTraining(examples, configuration).forests(
            Array(examples.all.indices), stream: 0)
        let limits = try limits(examples, layout, splits[0], of: model)
        model.record = limits.record
        progress(TrainingProgress(stage: .writing, done: 0, total: 1))
        let report = try write(model, examples, splits, corpus, limits.report)
        progress(TrainingProgress(stage: .writing, done: 1, total: 1))
        return report
    }

    private static let cancelled = TrainingError(
        .cancelled, "the training run was stopped; nothing was written")

    private func check() throws(TrainingError) {
        func bound(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(TrainingError) {
            guard range.contains(value) else {
                throw TrainingError(
                    .badSetting,
                    "\(name) is \(value); it may be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        let shape = configuration.shape
        try bound("folds", configuration.folds, TrainingLimits.folds)
        try bound("threads", configuration.threads, TrainingLimits.threads)
        try bound("splits", configuration.splits, 1...50)
        try bound("epochs", configuration.learning.epochs, 1...1_000)
        try bound("batch", configuration.learning.batch, 1...4_096)
        try bound("projection", shape.projection, 1...PredictionLimits.projection)
        try bound("memory", shape.memory, 1...PredictionLimits.memory)
        try bound("hidden", shape.hidden, 1...PredictionLimits.hidden)
        try bound("members", shape.members, 1...PredictionLimits.members)
        try bound("trees", shape.trees, 0...PredictionLimits.trees)
        try bound("final weight", configuration.learning.finalWeight, 1...1_000)
        let state = 13 + 4 * (shape.projection + 1 + shape.members * shape.memory)
        try bound("bytes of state between turns", state, 1...PredictionLimits.stateBytes)
        guard (0..<1).contains(configuration.learning.dropout) else {
            throw TrainingError(
                .badSetting, "dropout is \(configuration.learning.dropout); it may be 0 to below 1")
        }
    }
}

// MARK: - The steps

extension TrainingRun {
    private func validate(
        _ examples: Examples, _ layout: MemberLayout,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> [HeldOut] {
        let jobs = configuration.splits * configuration.folds * configuration.shape.members
        let done = Mutex(0)
        let validation = CrossValidation(
            examples: examples, configuration: configuration, layout: layout, stop: stop)
        var splits: [HeldOut] = []
        for split in 0..<configuration.splits {
            let heldOut = validation.run(split: split) {
                done.withLock {
                    $0 += 1
                    progress(TrainingProgress(stage: .validating, done: $0, total: jobs))
                }
            }
            guard let heldOut else { throw Self.cancelled }
            splits.append(heldOut)
        }
        return splits
    }

    /// Trains the members on everything, for as many epochs as served best on what was held out.
    private func build(
        _ examples: Examples, _ layout: MemberLayout, _ heldOut: HeldOut, _ corpus: Corpus,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> ModelParts {
        let everything = Array(examples.all.indices)
        let epochs = heldOut.bestEpoch(everything) + 1
        let standard = Standardizer(
            examples, train: everything, projection: configuration.shape.projection)
        let prepared = examples.all.map { standard.prepare($0, examples) }
        let count = configuration.shape.members
        let done = Mutex(0)
        let members = Crew.map(count, threads: configuration.threads) { member -> [Float]? in
            var training = MemberTraining(
                layout: layout, learning: configuration.learning, train: prepared, held: [],
                random: Random(seed: configuration.seed, 0, 0, member))
            let outcome = training.run(epochs: epochs) { stop.isAsked }
            done.withLock {
                $0 += 1
                progress(TrainingProgress(stage: .training, done: $0, total: count))
            }
            return outcome?.parameters
        }.compactMap { $0 }
        guard members.count == count else { throw Self.cancelled }
        let calibrator = Calibrator(
            fitting: heldOut.logits[epochs - 1], heldOut.labels, everything)
        let schema = ConversationState.schema
        return ModelParts(
            name: configuration.name, embedder: embedder.id,
            embeddingDimensions: embedder.dimensions, featureNames: schema.features.map(\.name),
            schemaHash: schema.hash, layout: layout, mean: standard.mean, scale: standard.scale,
            projection: standard.projection, projectionBias: standard.projectionBias,
            members: members, slopes: calibrator.slopes,
            reliability: Reliability(
                probabilities: heldOut.probabilities(folds: configuration.folds),
                labels: heldOut.labels),
            notes: notes(corpus, epochs: epochs))
    }

    private func notes(_ corpus: Corpus, epochs: Int) -> [String: String] {
        let learning = configuration.learning
        return [
            "created_by": "salesrl train 1",
            "training.sha256": corpus.sha256,
            "training.conversations": String(corpus.conversations.count),
            "training.seed": String(configuration.seed),
            "training.epochs": String(epochs),
            "training.folds": String(configuration.folds),
            "value.discount": String(learning.discount),
            "value.lambda": String(learning.valueLambda),
        ]
    }

    private func write(
        _ parts: ModelParts, _ examples: Examples, _ splits: [HeldOut], _ corpus: Corpus,
        _ confidence: ConfidenceReport?
    ) throws(TrainingError) -> TrainingReport {
        do {
            let file = parts.file()
            let bytes = try file.bytes()
            let model = try Model(file)
            let path = configuration.output
            let base = path.hasSuffix(".srl") ? String(path.dropLast(4)) : path
            let probabilities = splits.map { $0.probabilities(folds: configuration.folds) }
            var report = TrainingReport(
                modelPath: path, cardPath: base + ".md", modelID: model.id,
                conversations: examples.all.count,
                converted: corpus.conversations.count(where: \.converted),
                turns: examples.all.reduce(0) { $0 + $1.count }, dataSHA256: corpus.sha256,
                seed: configuration.seed, epochs: Int(parts.notes["training.epochs"] ?? "") ?? 0,
                parameters: parts.members.count * parts.layout.count + parts.projection.count,
                bytes: bytes.count, rows: Evaluation.rows(probabilities[0], examples.labels),
                lastAUC: [], endAUC: [], movement: StreamMovement(probabilities[0]),
                confidence: confidence)
            for split in probabilities {
                report.lastAUC.append(Evaluation.auc(split, examples.labels) { $0.dropLast().last })
                report.endAUC.append(Evaluation.auc(split, examples.labels) { $0.last })
            }
            try file.write(to: path)
            let card = ModelCard(report: report, parts: parts, configuration: configuration)
            try Data(card.text.utf8).write(to: URL(filePath: report.cardPath), options: .atomic)
            return report
        } catch {
            throw TrainingError(.unwritable, "\(configuration.output): \(error)")
        }
    }
}
