internal import Conversations
internal import Messages
internal import Predictions

// What a run does beside its members: where it keeps what is done, what it makes of the trained
// model, and what it checks of its settings.

extension TrainingRun {
    /// The folder that the run goes on from; nil where none is wanted.
    func checkpoint(_ corpus: Corpus) throws(TrainingError) -> Checkpoint? {
        guard let folder = configuration.checkpoint else { return nil }
        return try Checkpoint(
            folder,
            run: [
                "data \(corpus.sha256)", "embedder \(embedder.id)", "seed \(configuration.seed)",
                "folds \(configuration.folds)", "splits \(configuration.splits)",
                "shape \(configuration.shape)", "learning \(configuration.learning)",
                "counter-examples \(configuration.hasCounterExamples)",
                "policy \(configuration.policy.map { "\($0)" } ?? "none")",
            ], stop: stop)
    }

    /// Counter-examples of the families that may be trained on; nil where none are wanted.
    func counterExamples(
        _ corpus: Corpus, _ checkpoint: Checkpoint?,
        _ progress: @escaping @Sendable (TrainingProgress) -> Void
    ) throws(TrainingError) -> MeasuredCounterExamples? {
        guard configuration.hasCounterExamples else { return nil }
        let made = CounterExamples(
            corpus, Family.all.filter { $0.use == .training }, use: .training,
            seed: configuration.seed)
        let examples = try Examples(
            made.corpus, embedder: embedder,
            scratch: configuration.scratch ?? checkpoint?.vectors,
            threads: configuration.threads, stop: stop,
            progress: { done, total in
                progress(TrainingProgress(stage: .embedding, done: done, total: total))
            })
        guard let examples else { throw cancelled(checkpoint) }
        return MeasuredCounterExamples(
            examples: examples, origins: made.origins, levels: made.families.map(\.level))
    }

    func cancelled(_ checkpoint: Checkpoint?) -> TrainingError {
        if let failure = checkpoint?.failure { return failure }
        let kept =
            configuration.checkpoint.map {
                "no model was written; \($0) holds what was done, and the same command goes on "
                    + "from there"
            } ?? "nothing was written; with a checkpoint a run can go on"
        return TrainingError(.cancelled, "the training run was stopped; \(kept)")
    }

    func checkStages() throws(TrainingError) {
        let learning = configuration.learning
        func bound(
            _ name: String, _ value: Float, _ range: ClosedRange<Float>
        ) throws(TrainingError) {
            guard range.contains(value) else {
                throw TrainingError(
                    .badSetting,
                    "\(name) is \(value); it may be \(range.lowerBound) to \(range.upperBound)")
            }
        }
        try bound("lambda", learning.lambda, 0...1)
        try bound("value lambda", learning.valueLambda, 0...1)
        try bound("discount", learning.discount, 0...1)
        try bound("slowness", learning.slowness, 0...0.999_9)
        try bound("share of counter-examples", learning.counterShare, 0...1)
    }

    /// A model of trained parts, with an empty record: the caller fills in reliability and notes.
    func parts(
        _ standard: Standardizer, _ members: [[Float]], _ beside: Beside, _ blend: Blend,
        _ calibrator: Calibrator
    ) -> ModelParts {
        let schema = ConversationState.schema
        let cells = TurnBuckets.count * Reliability.bins
        let edges = TurnBuckets.count * (Reliability.bins - 1)
        var parts = ModelParts(
            name: configuration.name, embedder: embedder.id,
            embeddingDimensions: embedder.dimensions, featureNames: schema.features.map(\.name),
            schemaHash: schema.hash,
            layout: MemberLayout(
                features: schema.count, projection: configuration.shape.projection,
                memory: configuration.shape.memory, hidden: configuration.shape.hidden),
            mean: standard.mean, scale: standard.scale, projection: standard.projection,
            projectionBias: standard.projectionBias, members: members,
            slopes: calibrator.slopes,
            reliability: Reliability(
                edges: [Float](repeating: 0.5, count: edges),
                supports: [Float](repeating: 0, count: cells),
                conversions: [Float](repeating: 0, count: cells)), notes: [:])
        parts.intercepts = calibrator.intercepts
        parts.forests = beside.forests
        parts.boosted = beside.boosted
        parts.meaning = beside.meaning
        parts.wording = beside.wording
        parts.blend = blend
        return parts
    }

    /// The student of the model's members.
    func student(
        of model: ModelParts, _ examples: Examples, _ checkpoint: Checkpoint?
    ) throws(TrainingError) -> [Float] {
        let standard = Standardizer(
            examples, train: Array(examples.all.indices),
            projection: configuration.shape.projection)
        let distillation = Distillation(model.layout, configuration.learning)
        let student = distillation.student(
            of: model.members, examples.all.map { standard.prepare($0, examples) },
            random: Random(seed: configuration.seed, 0, 1),
            slot: CheckpointSlot(checkpoint, "student-final")
        ) { stop.isAsked }
        guard let student else { throw cancelled(checkpoint) }
        return student
    }

    /// The smaller forms of a model: whether it may run in 8 bits, and its student. Both are judged
    /// on models of the folds, by what those have not seen, at the epoch of the model itself.
    func forms(
        of model: inout ModelParts, _ examples: Examples, _ heldOut: HeldOut,
        _ checkpoint: Checkpoint?
    ) throws(TrainingError) -> TrainingReport.Forms {
        let epoch = heldOut.bestEpoch(Array(examples.all.indices))
        var folds = heldOut.models.enumerated().map { number, fold in
            let others = examples.all.indices.filter { heldOut.fold[$0] != number }
            let (blend, logits) = heldOut.blended(epoch: epoch, others)
            return parts(
                fold.standard, fold.members(epoch: epoch), fold.beside, blend,
                Calibrator(fitting: logits, heldOut.labels, others))
        }
        let judge = FormJudge(
            examples: examples, models: heldOut.models, threads: configuration.threads)
        let whole = try judge.series(folds, .float, .members)
        let rounded = try judge.series(folds, .int8, .members)
        let rounding = RoundingGate(
            comparison: FormComparison(whole: whole, other: rounded, labels: examples.labels))
        model.notes["precision"] = rounding.precision.rawValue
        guard configuration.hasStudent else {
            return TrainingReport.Forms(rounding: rounding, student: nil)
        }
        let distillation = Distillation(model.layout, configuration.learning)
        let students = Crew.map(folds.count, threads: configuration.threads) {
            number -> [Float]? in
            let fold = heldOut.models[number]
            return distillation.student(
                of: fold.members(epoch: epoch),
                fold.train.map { fold.standard.prepare(examples.all[$0], examples) },
                random: Random(seed: configuration.seed, 1, 1, number),
                slot: CheckpointSlot(checkpoint, "student-\(number)")
            ) { stop.isAsked }
        }
        for (number, student) in students.enumerated() {
            guard let student else { throw cancelled(checkpoint) }
            folds[number].student = student
        }
        let taught = try judge.series(folds, .float, .student)
        return TrainingReport.Forms(
            rounding: rounding,
            student: FormComparison(whole: whole, other: taught, labels: examples.labels))
    }
}
