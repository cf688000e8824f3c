internal import Predictions

/// Which fold each conversation belongs to: drawn at random, each outcome spread evenly.
enum Folds {
    static func split(_ labels: [Float], folds: Int, seed: UInt64, split: Int) -> [Int] {
        var assigned = [Int](repeating: 0, count: labels.count)
        for (stratum, label) in [Float(0), 1].enumerated() {
            var members = labels.indices.filter { labels[$0] == label }
            var random = Random(seed: seed, 0xf01d, split, stratum)
            random.shuffle(&members)
            for (place, member) in members.enumerated() { assigned[member] = place % folds }
        }
        return assigned
    }
}

/// Forecasts of conversations by parts of the model that were not trained on them.
struct HeldOut: Sendable {
    typealias Logits = (part: Blend.Part, logits: [[Float]])

    let fold: [Int]
    let labels: [Float]
    /// [epochs][conversations], each turns + 1 log-odds, averaged over the members, the last one
    /// after closing.
    let members: [[[Float]]]
    /// The same of the parts that know no epochs.
    let others: [Logits]
    let finalWeight: Int
    /// The same in the calibration.
    let finalCalibrationWeight: Int
    /// [epochs][conversations]: all parts by even shares, to choose the epoch by.
    let logits: [[[Float]]]
    /// One a fold, in their order.
    let models: [FoldModel]

    /// The same without a part.
    func without(_ part: Blend.Part) -> HeldOut {
        HeldOut(
            fold: fold, labels: labels, members: members, others: others.filter { $0.part != part },
            finalWeight: finalWeight, models: models)
    }

    init(
        fold: [Int], labels: [Float], members: [[[Float]]], others: [Logits] = [],
        finalWeight: Int = 1, finalCalibrationWeight: Int = 1, models: [FoldModel] = []
    ) {
        self.fold = fold
        self.labels = labels
        self.members = members
        self.others = others
        self.finalWeight = finalWeight
        self.finalCalibrationWeight = finalCalibrationWeight
        self.models = models
        let even = Blend(even: [.members] + others.map(\.part))
        logits = members.map { even.mixed([(.members, $0)] + others) }
    }

    /// Log-odds of all conversations, and the shares that give them, which were fitted on `chosen`.
    func blended(epoch: Int, _ chosen: [Int]) -> (blend: Blend, logits: [[Float]]) {
        let parts = [(.members, members[epoch])] + others
        let blend = Blend(fitting: parts, labels, chosen, finalWeight: finalWeight)
        return (blend, blend.mixed(parts))
    }

    /// Mean calibrated log-loss of a turn in `chosen` conversations, with temperatures fitted on
    /// the same.
    func loss(epoch: Int, _ chosen: [Int]) -> Double {
        let calibrator = Calibrator(fitting: logits[epoch], labels, chosen)
        var sum = 0.0
        var count = 0.0
        for one in chosen {
            for (turn, logit) in logits[epoch][one].dropLast().enumerated() {
                let bucket = TurnBuckets.bucket(turn: turn + 1)
                sum += Double(
                    Targets.logLoss(calibrator.calibrated(logit, bucket), labels[one]))
                count += 1
            }
        }
        return sum / max(count, 1)
    }

    /// The epoch with the least loss on `chosen`.
    func bestEpoch(_ chosen: [Int]) -> Int {
        let losses = logits.indices.map { loss(epoch: $0, chosen) }
        return losses.indices.min { losses[$0] < losses[$1] } ?? 0
    }

    /// Calibrated probabilities where neither the epoch nor the shares of the parts nor the
    /// calibration know the conversation: all are chosen on the other folds.
    func probabilities(folds: Int) -> [[Double]] {
        var result = [[Double]](repeating: [], count: labels.count)
        for held in 0..<folds {
            let others = labels.indices.filter { fold[$0] != held }
            let epoch = bestEpoch(others)
            let logits = blended(epoch: epoch, others).logits
            let calibrator = Calibrator(
                fitting: logits, labels, others, finalWeight: finalCalibrationWeight)
            for one in labels.indices where fold[one] == held {
                result[one] = calibrator.probabilities(logits[one])
            }
        }
        return result
    }
}

/// Trains every member on every fold but one, and asks it about that one.
struct CrossValidation {
    let examples: Examples
    let configuration: TrainingConfiguration
    let layout: MemberLayout
    let stop: TrainingStop
    var checkpoint: Checkpoint?
    var counterExamples: MeasuredCounterExamples?
    /// A run on the same split and seed, and which of its parts are taken instead of made anew.
    var known: (heldOut: HeldOut, parts: Set<Blend.Part>)?

    /// - Parameters:
    ///   - given: which fold each conversation is in; nil draws them by chance.
    ///   - progress: is told after each member, from any thread.
    func run(
        split: Int, fold given: [Int]? = nil, progress: @escaping @Sendable () -> Void
    ) -> HeldOut? {
        let folds = configuration.folds
        let labels = examples.labels
        let fold =
            given ?? Folds.split(labels, folds: folds, seed: configuration.seed, split: split)
        let indices = labels.indices
        let prepared = Crew.map(folds, threads: configuration.threads) { held in
            let train = indices.filter { fold[$0] != held }
            let standard = Standardizer(
                examples, train: train, projection: configuration.shape.projection)
            return (
                standard: standard,
                variants: counterExamples?.variants(train, standard) ?? [],
                train: train.map { standard.prepare(examples.all[$0], examples) },
                held: indices.filter { fold[$0] == held }.map {
                    standard.prepare(examples.all[$0], examples)
                }
            )
        }
        let members = configuration.shape.members
        let outcomes = Crew.map(folds * members, threads: configuration.threads) {
            piece -> MemberTraining.Outcome? in
            defer { progress() }
            let (held, member) = (piece / members, piece % members)
            var training = MemberTraining(
                layout: layout, learning: configuration.learning, train: prepared[held].train,
                held: prepared[held].held,
                random: Random(seed: configuration.seed, 1 + split, held, member))
            training.variants = prepared[held].variants
            training.slot = CheckpointSlot(checkpoint, "member-\(split)-\(held)-\(member)")
            return training.run(epochs: configuration.learning.epochs) { stop.isAsked }
        }
        guard !stop.isAsked else { return nil }
        let trained = outcomes.compactMap { $0 }
        let growing = BesideTraining(examples, configuration)
        var models: [FoldModel] = []
        for held in 0..<folds {
            if stop.isAsked { return nil }
            let train = indices.filter { fold[$0] != held }
            models.append(
                FoldModel(
                    train: train, held: indices.filter { fold[$0] == held },
                    standard: prepared[held].standard,
                    members: (0..<members).map { trained[held * members + $0].byEpoch },
                    beside: growing.beside(
                        train, stream: 1 + split * folds + held,
                        slot: CheckpointSlot(checkpoint, "forests-\(split)-\(held)"),
                        known: known.map { ($0.heldOut.models[held].beside, $0.parts) })))
        }
        return HeldOut(
            fold: fold, labels: labels,
            members: averaged(trained.map(\.forecasts), fold: fold, members: members),
            others: growing.heldOut(models), finalWeight: configuration.learning.finalWeight,
            models: models)
    }

    private func averaged(_ forecasts: [[[Float]]], fold: [Int], members: Int) -> [[[Float]]] {
        (0..<configuration.learning.epochs).map { epoch in
            var next = [Int](repeating: 0, count: configuration.folds)
            return fold.indices.map { one in
                let held = fold[one]
                let range = next[held]...next[held] + examples.all[one].count
                next[held] = range.upperBound + 1
                return range.map { place in
                    (0..<members).reduce(Float(0)) {
                        $0 + forecasts[held * members + $1][epoch][place]
                    } / Float(members)
                }
            }
        }
    }
}
