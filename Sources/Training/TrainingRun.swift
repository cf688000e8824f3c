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
    package let stop: TrainingStop

    package init(configuration: TrainingConfiguration, embedder: TrainingEmbedder) {
        self.init(configuration: configuration, embedder: embedder, stop: TrainingStop())
    }

    init(
        configuration: TrainingConfiguration, embedder: TrainingEmbedder, stop: TrainingStop
    ) {
        self.configuration = configuration
        self.embedder = embedder
        self.stop = stop
    }

    /// Runs on the calling thread and `threads - 1` more; never call it from Swift's cooperative
    /// pool.
    /// - Parameter progress: is called from any thread, one call at a time.
    package func run(
        progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> TrainingReport {
        try check()
        let kinds = try DataKinds(configuration)
        if kinds.areTwo {
            return try TwoReaderRun(
                kinds: kinds, configuration: configuration, embedder: embedder, stop: stop,
                progress: progress
            ).run()
        }
        if try isLarge() {
            return try LargeRun(
                configuration: configuration, embedder: embedder, stop: stop, progress: progress
            ).run()
        }
        let trained = try trained(progress: progress)
        progress(TrainingProgress(stage: .writing, done: 0, total: 1))
        let report = try trained.written(configuration)
        progress(TrainingProgress(stage: .writing, done: 1, total: 1))
        return report
    }

    /// Trains by cross-validation; writes nothing.
    func trained(
        progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> Trained {
        progress(TrainingProgress(stage: .reading, done: 0, total: configuration.data.count))
        let corpus = try Corpus(configuration.data)
        let checkpoint = try checkpoint(corpus)
        guard
            let examples = try Examples(
                corpus, embedder: embedder,
                scratch: configuration.scratch ?? checkpoint?.vectors,
                threads: configuration.threads, stop: stop,
                progress: { done, total in
                    progress(TrainingProgress(stage: .embedding, done: done, total: total))
                })
        else { throw cancelled(checkpoint) }
        let layout = MemberLayout(
            features: examples.features, projection: configuration.shape.projection,
            memory: configuration.shape.memory, hidden: configuration.shape.hidden)
        let changed = try counterExamples(corpus, checkpoint, progress)
        let supervised = try validate(examples, layout, changed, checkpoint, progress)
        var splits: [HeldOut] = []
        for (number, split) in supervised.enumerated() {
            splits.append(try refined(split, split: number, examples, layout, checkpoint))
        }
        let series = splits.map { $0.probabilities(folds: configuration.folds) }
        let epochs = supervised[0].bestEpoch(Array(examples.all.indices)) + 1
        var model = try build(
            examples, layout, splits[0], epochs, changed, corpus, checkpoint, progress)
        model.reliability = Reliability(probabilities: series[0], labels: examples.labels)
        if configuration.hasStudent {
            model.student = try student(of: model, examples, checkpoint)
        }
        let limits = try limits(examples, layout, splits[0], series[0], of: model)
        model.record = limits.record
        var forms = try forms(of: &model, examples, splits[0], checkpoint)
        if configuration.policy != nil {
            forms.policy = FormComparison(
                whole: supervised[0].probabilities(folds: configuration.folds),
                other: series[0], labels: examples.labels)
        }
        let moves = try learnMoves(&model, examples, corpus, progress)
        return Trained(
            parts: model,
            report: report(model, examples, series, corpus, forms, moves, limits.report),
            examples: examples, fold: splits[0].fold, series: series[0])
    }

    func isLarge() throws(TrainingError) -> Bool {
        var lines = 0
        for path in configuration.data { lines += try LineFile.count(path) }
        return lines >= configuration.large.from
    }

    private func check() throws(TrainingError) {
        func bound(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(TrainingError) {
            guard range.contains(value) else {
                throw TrainingError(
                    .badSetting,
                    "\(name) is \(value); it may be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        let shape = configuration.shape
        try configuration.large.check(files: configuration.data.count)
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
        try bound("boosts", shape.boosts, 0...(PredictionLimits.trees / BoostGrowth.runs - 1))
        try bound("directions", shape.directions, 0...PredictionLimits.projection)
        try bound("word turns", shape.wordTurns, 0...1_000)
        try bound("final weight", configuration.learning.finalWeight, 1...1_000)
        try checkStages()
        let meaning = shape.directions > 0 ? Meaning.kept : 0
        let wording = shape.wordTurns > 0 ? Wording.kept : 0
        let state =
            13 + 4
            * (shape.projection + 1 + shape.members * shape.memory + meaning + wording)
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
        _ examples: Examples, _ layout: MemberLayout, _ changed: MeasuredCounterExamples?,
        _ checkpoint: Checkpoint?, _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> [HeldOut] {
        let jobs = configuration.splits * configuration.folds * configuration.shape.members
        let done = Mutex(0)
        let validation = CrossValidation(
            examples: examples, configuration: configuration, layout: layout, stop: stop,
            checkpoint: checkpoint, counterExamples: changed)
        var splits: [HeldOut] = []
        for split in 0..<configuration.splits {
            let heldOut = validation.run(split: split) {
                done.withLock {
                    $0 += 1
                    progress(TrainingProgress(stage: .validating, done: $0, total: jobs))
                }
            }
            guard let heldOut else { throw cancelled(checkpoint) }
            splits.append(heldOut)
        }
        return splits
    }

    /// Trains the members on everything, for as many epochs as served best on what was held out.
    private func build(
        _ examples: Examples, _ layout: MemberLayout, _ heldOut: HeldOut, _ epochs: Int,
        _ changed: MeasuredCounterExamples?, _ corpus: Corpus, _ checkpoint: Checkpoint?,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> ModelParts {
        let everything = Array(examples.all.indices)
        let standard = Standardizer(
            examples, train: everything, projection: configuration.shape.projection)
        let prepared = examples.all.map { standard.prepare($0, examples) }
        let variants = changed?.variants(everything, standard) ?? []
        let count = configuration.shape.members
        let done = Mutex(0)
        let members = Crew.map(count, threads: configuration.threads) { member -> [Float]? in
            var training = MemberTraining(
                layout: layout, learning: configuration.learning, train: prepared, held: [],
                random: Random(seed: configuration.seed, 0, 0, member))
            training.variants = variants
            training.slot = CheckpointSlot(checkpoint, "final-\(member)")
            let outcome = training.run(epochs: epochs) { stop.isAsked }
            done.withLock {
                $0 += 1
                progress(TrainingProgress(stage: .training, done: $0, total: count))
            }
            return outcome?.parameters
        }.compactMap { $0 }
        guard members.count == count else { throw cancelled(checkpoint) }
        let kept = try refined(members, prepared, layout, checkpoint)
        let beside = BesideTraining(examples, configuration).beside(
            everything, stream: 0, slot: CheckpointSlot(checkpoint, "forests-final"))
        let (blend, logits) = heldOut.blended(
            epoch: heldOut.bestEpoch(everything), everything)
        var parts = parts(
            standard, kept, beside, blend,
            Calibrator(fitting: logits, heldOut.labels, everything))
        parts.notes = notes(corpus, epochs: epochs)
        return parts
    }

    /// Where the data shows what representatives did. Forecasts stay what they are.
    private func learnMoves(
        _ parts: inout ModelParts, _ examples: Examples, _ corpus: Corpus,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> MoveReport? {
        guard configuration.moves.source != .none else { return nil }
        let model: Model
        do {
            model = try Model(parts.file())
        } catch {
            throw TrainingError(.unwritable, "\(configuration.output): \(error)")
        }
        guard
            let outcome = try MoveRun.learn(
                model, examples, acts: corpus.moves(from: configuration.moves.source),
                configuration, stop, progress)
        else { return nil }
        parts.moves = outcome.head
        parts.notes.merge(
            MoveRun.notes(
                corpus.sha256, conversations: corpus.conversations.count, configuration,
                outcome.report)
        ) { $1 }
        return outcome.report
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
            "training.lambda": String(learning.lambda),
        ]
    }

    private func report(
        _ parts: ModelParts, _ examples: Examples, _ series: [[[Double]]], _ corpus: Corpus,
        _ forms: TrainingReport.Forms, _ moves: MoveReport?, _ confidence: ConfidenceReport?
    ) -> TrainingReport {
        var report = TrainingReport(
            modelPath: "", cardPath: "", modelID: "", conversations: examples.all.count,
            converted: corpus.conversations.count(where: \.converted),
            turns: examples.all.reduce(0) { $0 + $1.count }, dataSHA256: corpus.sha256,
            seed: configuration.seed, epochs: Int(parts.notes["training.epochs"] ?? "") ?? 0,
            parameters: parts.members.count * parts.layout.count + parts.projection.count,
            bytes: 0, rows: Evaluation.rows(series[0], examples.labels),
            lastAUC: [], endAUC: [], forms: forms, moves: moves,
            movement: StreamMovement(series[0]), confidence: confidence)
        for split in series {
            report.lastAUC.append(Evaluation.auc(split, examples.labels) { $0.dropLast().last })
            report.endAUC.append(Evaluation.auc(split, examples.labels) { $0.last })
        }
        return report
    }
}
