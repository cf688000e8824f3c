internal import Conversations
internal import Messages
internal import Predictions
internal import Synchronization

/// The run where there are many conversations: one part is held out instead of five folds, an act
/// head reads the turns where acts are known, and members are larger.
struct LargeRun {
    let configuration: TrainingConfiguration
    let embedder: TrainingEmbedder
    let stop: TrainingStop
    let progress: @Sendable (TrainingProgress) -> Void

    private var large: TrainingConfiguration.Large { configuration.large }
    static let cancelled = TrainingError(
        .cancelled, "the training run was stopped; nothing was written")

    func run() throws(TrainingError) -> TrainingReport {
        let trained = try trained()
        progress(TrainingProgress(stage: .writing, done: 0, total: 1))
        let files = ModelAndCard(configuration)
        var report = trained.report
        let model = try files.writeModel(trained.parts.file(), &report)
        report.judged = (report.judged ?? []) + (try judged(model))
        try files.writeCard(
            ModelCard(report: report, parts: trained.parts, configuration: configuration).text)
        progress(TrainingProgress(stage: .writing, done: 1, total: 1))
        return report
    }

    /// Trains; writes nothing and asks no judge.
    func trained() throws(TrainingError) -> Trained {
        let pool = try read(
            configuration.data, weights: large.weights, textsOfWording: large.textsOfWording)
        let least = TrainingLimits.conversationsOfEachOutcome
        let converted = pool.entries.count { $0.label > 0.5 }
        guard converted >= least, pool.entries.count - converted >= least else {
            throw TrainingError(
                .tooFew,
                "\(converted) converted and \(pool.entries.count - converted) not; "
                    + "at least \(least) of each are needed")
        }
        let apart = large.calibration.isEmpty ? nil : try read(large.calibration)
        let (train, held) = apart == nil ? split(pool) : (Array(pool.entries.indices), [])
        let acts = ActTraining(
            pool: pool, settings: large.acts, seed: configuration.seed,
            threads: configuration.threads, stop: stop
        ).run(train)
        if stop.isAsked { throw Self.cancelled }
        let inputs = PoolInputs(
            pool, train: train, projection: large.shape.projection, answers: acts?.answers,
            threads: configuration.threads)
        let layout = MemberLayout(
            features: pool.features.width,
            projection: large.shape.projection + (acts?.head.count ?? 0),
            memory: large.shape.memory, hidden: large.shape.hidden, isRecurrent: true)
        let members = try learn(inputs, layout, train, acts: acts?.head.count ?? 0)
        // Wordings of another file are read by the finished head, which has seen none of them.
        let asked = apart.map { apart in
            PoolInputs(
                apart, like: inputs,
                answers: acts.map { acts in
                    ActTraining.read(apart, threads: configuration.threads) { _ in acts.head }
                }, threads: configuration.threads)
        }
        let judges = Judges(
            inputs: asked ?? inputs, chosen: asked?.pool.entries.indices.map { $0 } ?? held)
        let heldOut = HeldOut(
            fold: judges.chosen.indices.map { $0 % 2 }, labels: judges.labels,
            members: [
                PoolMember.logits(
                    members, judges.inputs, layout, judges.chosen, threads: configuration.threads)
            ], finalCalibrationWeight: large.finalWeight)
        let series = heldOut.probabilities(folds: 2)
        var parts = parts(pool, inputs, layout, members, heldOut, series)
        parts.acts = acts?.head
        parts.outlook = OutlookTraining(inputs: inputs, layout: layout, member: members[0]).run(
            train, random: Random(seed: configuration.seed, 0x00f1))
        return try finished(&parts, pool, train, judges, heldOut, series, acts)
    }

    /// The conversations that calibration, record and thresholds stand on.
    struct Judges: Sendable {
        let inputs: PoolInputs
        let chosen: [Int]
        var pool: Pool { inputs.pool }
        var labels: [Float] { chosen.map { pool.entries[$0].label } }
    }

    /// The finished model on files that nothing was learned from.
    func judged(_ model: Model) throws(TrainingError) -> [TrainingReport.Judged] {
        var judged: [TrainingReport.Judged] = []
        for judge in large.judges {
            judged +=
                Judgement(
                    model, try read([judge]), file: judge, threads: configuration.threads
                ).rows
        }
        return judged
    }

    private func read(
        _ paths: [String], weights: [Float] = [], textsOfWording: Int = .max
    ) throws(TrainingError) -> Pool {
        let reading = PoolReading(
            embedder: embedder, threads: configuration.threads, scratch: configuration.scratch,
            textsOfWording: textsOfWording, moves: configuration.moves.source, stop: stop)
        let pool = try reading.read(paths, weights: weights) { done, total in
            progress(TrainingProgress(stage: .embedding, done: done, total: total))
        }
        guard let pool else { throw Self.cancelled }
        return pool
    }

    /// Held out: a share of each file and outcome, drawn at random.
    private func split(_ pool: Pool) -> (train: [Int], held: [Int]) {
        let strata = Dictionary(grouping: pool.entries.indices) {
            pool.entries[$0].file * 2 + (pool.entries[$0].label > 0.5 ? 1 : 0)
        }
        let share = min(
            large.heldOut, Float(large.heldOutMost) / Float(pool.entries.count))
        var held: [Int] = []
        for (stratum, members) in strata.sorted(by: { $0.key < $1.key }) {
            var random = Random(seed: configuration.seed, 0x4e1d, stratum)
            var members = members
            random.shuffle(&members)
            held += members.prefix(Int((Float(members.count) * share).rounded()))
        }
        held.sort()
        let isHeld = Set(held)
        return (pool.entries.indices.filter { !isHeld.contains($0) }, held)
    }

    private func learn(
        _ inputs: PoolInputs, _ layout: MemberLayout, _ train: [Int], acts: Int
    ) throws(TrainingError) -> [[Float]] {
        let epochs = PoolMember.epochs(large, conversations: train.count)
        let total = large.shape.members * epochs * 20
        let done = Mutex(0)
        let members = Crew.map(large.shape.members, threads: configuration.threads) {
            member -> [Float]? in
            var training = PoolMember(
                inputs, layout, configuration, acts: acts,
                random: Random(seed: configuration.seed, 0, 0, member))
            return training.run(
                train,
                progress: {
                    done.withLock {
                        $0 = min($0 + 1, total)
                        progress(TrainingProgress(stage: .training, done: $0, total: total))
                    }
                }, isStopped: { stop.isAsked })
        }.compactMap { $0 }
        guard members.count == large.shape.members else { throw Self.cancelled }
        return members
    }

    private func parts(
        _ pool: Pool, _ inputs: PoolInputs, _ layout: MemberLayout, _ members: [[Float]],
        _ heldOut: HeldOut, _ series: [[Double]]
    ) -> ModelParts {
        let schema = ConversationState.schema
        let calibrator = Calibrator(
            fitting: heldOut.logits[0], heldOut.labels, Array(heldOut.labels.indices),
            finalWeight: large.finalWeight)
        let epochs = PoolMember.epochs(
            large,
            conversations: pool.entries.count
                - (large.calibration.isEmpty ? heldOut.labels.count : 0))
        var parts = ModelParts(
            name: configuration.name, embedder: embedder.id,
            embeddingDimensions: embedder.dimensions, featureNames: schema.features.map(\.name),
            schemaHash: schema.hash, layout: layout, mean: inputs.mean, scale: inputs.scale,
            projection: inputs.principal.rows, projectionBias: inputs.principal.bias,
            members: members, slopes: calibrator.slopes,
            reliability: Reliability(
                probabilities: series, labels: heldOut.labels),
            notes: [
                "created_by": "salesrl train 1",
                "training.sha256": pool.sha256,
                "training.conversations": String(pool.entries.count),
                "training.seed": String(configuration.seed),
                "training.epochs": String(epochs),
                "training.held_out": String(heldOut.labels.count),
                "value.discount": String(configuration.learning.discount),
                "value.lambda": String(configuration.learning.valueLambda),
            ])
        parts.intercepts = calibrator.intercepts
        return parts
    }
}
