internal import Messages
internal import Predictions
internal import Tensors

/// Trains the members of a model on, from where they are: small steps, few epochs, and no penalty
/// but that.
///
/// What was read off the members as they were (a student, the outlook, what moves are worth) is
/// taken out of the file.
struct FineTuning {
    let file: ModelFile
    let model: Model
    let examples: Examples
    let configuration: TrainingConfiguration
    let stop: TrainingStop

    static let epochs = 6
    /// Of the rate at which members begin.
    private static let rate: Float = 0.2
    private static let dropout: Float = 0.2

    struct Tuned {
        /// One array a member, in the order of `MemberLayout.all`.
        let members: [[Float]]
        let epochs: Int
    }

    /// Members after the epoch that forecasts `watched` best; nil where none does better than the
    /// members as they are.
    func tuned(_ train: [Int], watched: [Int]) throws(TrainingError) -> Tuned? {
        let outcomes = try run(train, watched: watched, epochs: Self.epochs)
        let labels = watched.map { examples.all[$0].label }
        let counts = watched.map { examples.all[$0].count }
        let before = try asTheyAre(watched)
        var best = (loss: loss(before, counts, labels), epoch: -1)
        for epoch in 0..<Self.epochs {
            let said = mean(outcomes.map { $0.forecasts[epoch] })
            let found = loss(said, counts, labels)
            if found < best.loss { best = (found, epoch) }
        }
        guard best.epoch >= 0 else { return nil }
        return Tuned(
            members: outcomes.map { $0.byEpoch[best.epoch] }, epochs: best.epoch + 1)
    }

    /// Members after so many epochs on all of these.
    func tuned(_ train: [Int], epochs: Int) throws(TrainingError) -> [[Float]] {
        try run(train, watched: [], epochs: epochs).map(\.parameters)
    }

    private func run(
        _ train: [Int], watched: [Int], epochs: Int
    ) throws(TrainingError) -> [MemberTraining.Outcome] {
        let standard = try standard()
        let seen = train.map { prepared($0, standard) }
        let held = watched.map { prepared($0, standard) }
        let starts = try members()
        var learning = configuration.learning
        (learning.epochs, learning.lambda, learning.isPaced) = (Self.epochs, 1, false)
        (learning.rate, learning.dropout) = (learning.rate * Self.rate, Self.dropout)
        (learning.skipPenalty, learning.driftPenalty, learning.trunkPenalty) = (0, 0, 0)
        (learning.headPenalty, learning.closingPenalty) = (0, 0)
        let found = Crew.map(starts.count, threads: configuration.threads) {
            [learning] member -> MemberTraining.Outcome? in
            var training = MemberTraining(
                layout: model.layout, learning: learning, train: seen, held: held,
                random: Random(seed: configuration.seed, 0xf17e, member))
            training.start = starts[member]
            return training.run(epochs: epochs) { stop.isAsked }
        }.compactMap { $0 }
        guard found.count == starts.count else {
            throw TrainingError(.cancelled, "the adaptation was stopped; nothing was written")
        }
        return found
    }

    private func asTheyAre(_ some: [Int]) throws(TrainingError) -> [Float] {
        let standard = try standard()
        let members = try members()
        let learner = Learner(model.layout, turns: some.map { examples.all[$0].count }.max() ?? 1)
        return some.flatMap {
            Distillation.meanLogits(members, prepared($0, standard), learner).logits
        }
    }

    private func mean(_ forecasts: [[Float]]) -> [Float] {
        (forecasts.first ?? []).indices.map { place in
            forecasts.reduce(Float(0)) { $0 + $1[place] } / Float(forecasts.count)
        }
    }

    /// Mean log-loss of a conversation's turns and closing.
    /// - Parameter logits: of all conversations, one after the other, turns + 1 each.
    private func loss(_ logits: [Float], _ counts: [Int], _ labels: [Float]) -> Double {
        var (sum, first) = (0.0, 0)
        for (count, label) in zip(counts, labels) {
            let own = logits[first...first + count]
            sum +=
                Double(own.reduce(Float(0)) { $0 + Targets.logLoss($1, label) })
                / Double(count + 1)
            first += count + 1
        }
        return sum / Double(max(counts.count, 1))
    }
}

// MARK: - What the file holds

extension FineTuning {
    /// The file with other members, and without what was read off the old ones.
    func file(with members: [[Float]]) -> ModelFile {
        var changed = file
        changed.remove(
            tensors: { name in ["student.", "outlook.", "moves."].contains(where: name.hasPrefix) },
            metadata: { $0 == "moves" || $0.hasPrefix("moves.") })
        for (number, parameters) in members.enumerated() {
            model.layout.add(parameters, "member.\(number)", to: &changed)
        }
        return changed
    }

    private func members() throws(TrainingError) -> [[Float]] {
        do {
            return try (0..<(Int(try file.text("members")) ?? 0)).map { number in
                try model.layout.all.flatMap {
                    try file.floats("member.\(number).\($0.name)", shape: $0.shape)
                }
            }
        } catch {
            throw TrainingError(.badSetting, "the members cannot be read: \(error)")
        }
    }

    private func standard() throws(TrainingError) -> Standardizer {
        let (features, dimensions) = (model.layout.features, model.embeddingDimensions)
        do {
            let rows = try file.shape("projection").first ?? 0
            return Standardizer(
                mean: try file.floats("features.mean", shape: [features]),
                scale: try file.floats("features.scale", shape: [features]),
                projection: try file.floats("projection", shape: [rows, dimensions]),
                projectionBias: try file.floats("projection.bias", shape: [rows]))
        } catch {
            throw TrainingError(.badSetting, "the projection cannot be read: \(error)")
        }
    }

    /// With the answers of the act head, where the model has one, beside the projected embedding.
    private func prepared(_ one: Int, _ standard: Standardizer) -> Prepared {
        let example = examples.all[one]
        let item = standard.prepare(example, examples)
        guard let acts = model.acts else { return item }
        let dimensions = examples.dimensions
        var answers = [Float](repeating: 0, count: acts.count)
        let u = example.texts.enumerated().flatMap { turn, text -> [Float] in
            acts.read(
                Array(examples.embeddings[text * dimensions..<(text + 1) * dimensions]),
                example.speakers[turn] > 0 ? .customer : .representative, into: &answers)
            return item.u[turn * standard.rows..<(turn + 1) * standard.rows] + answers
        }
        return Prepared(
            label: item.label, count: item.count, x: item.x, closed: item.closed, u: u,
            speakers: item.speakers)
    }
}
