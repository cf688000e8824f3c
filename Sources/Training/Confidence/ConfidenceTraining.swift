internal import Conversations
internal import Messages
internal import Predictions

/// Makes what a model knows of its own limits, from what cross-validation held out.
///
/// Every threshold stands on conversations that neither the members nor the map had seen: for each
/// fold a map of the others is made by the fold's own members, and the fold's turns are placed on
/// it. The map that goes into the model is made of all conversations by the final members; its
/// thresholds are the pooled ones of the folds.
struct ConfidenceTraining: Sendable {
    let examples: Examples
    let configuration: TrainingConfiguration
    let layout: MemberLayout

    /// A fold's members and map, and what its own conversations look like from there.
    struct Fold: Sendable {
        let model: Model
        let map: NoveltyMap
        /// Indices of conversations, and for each turns + 1.
        let held: [Int]
        let traces: [[Trace]]
        let places: [[NoveltyPlace]]

        /// Two that share map and members: each can be judged by thresholds of the other.
        var halves: [Fold] {
            [0, 1].map { half in
                let some = held.indices.filter { $0 % 2 == half }
                return Fold(
                    model: model, map: map, held: some.map { held[$0] },
                    traces: some.map { traces[$0] }, places: some.map { places[$0] })
            }
        }
    }

    /// Of the final model.
    /// - Parameter series: held-out probabilities, turns + 1 for each conversation.
    func record(
        _ folds: [Fold], _ labels: [Float], series: [[Double]], of model: ModelParts
    ) throws(TrainingError) -> ConfidenceRecord {
        let tracer = Tracer(model: try Self.model(model), examples: examples)
        let all = sample(Array(examples.all.indices))
        let map = NoveltyMap(
            fitting: tracer.traces(all, threads: configuration.threads), random: random(0))
        let held = folds.flatMap(\.held).sorted()
        return Self.record(
            labels: LabelSets(fitting: series, labels, held), folds: folds, map: map)
    }

    /// - Parameter folds: whose held-out turns the thresholds stand on.
    static func record(
        labels: LabelSets, folds: [Fold], map: NoveltyMap
    ) -> ConfidenceRecord {
        var places = [[NoveltyPlace]](repeating: [], count: TurnBuckets.count)
        var spreads = [[Float]](repeating: [], count: TurnBuckets.count)
        for fold in folds {
            for (traces, found) in zip(fold.traces, fold.places) {
                for (place, trace) in traces.enumerated() {
                    let bucket = TurnBuckets.bucket(place: place, of: traces.count)
                    places[bucket].append(found[place])
                    spreads[bucket].append(trace.spread)
                }
            }
        }
        let members = folds.first?.traces.first?.first?.logits.count ?? 0
        return ConfidenceRecord(
            labels: labels, spreads: members > 1 ? RankTable(of: spreads) : nil, novelty: map,
            scale: NoveltyScale(of: places))
    }

    /// Of a model whose members were trained on once: a map of what they had seen, thresholds of
    /// what they had not, and a map of everything by the members of another model.
    func record(
        of model: Model, seen: [Int], held: [Int], series: [[Double]], _ labels: [Float],
        for final: Model
    ) throws(TrainingError) -> ConfidenceRecord {
        let tracer = Tracer(model: model, examples: examples)
        let map = NoveltyMap(
            fitting: tracer.traces(sample(seen), threads: configuration.threads),
            random: random(1))
        let some = sample(held)
        let traces = tracer.traces(some, threads: configuration.threads)
        let fold = Fold(
            model: model, map: map, held: some, traces: traces,
            places: traces.map { $0.map { map.place($0.features) } })
        let all = sample(Array(examples.all.indices))
        let whole = Tracer(model: final, examples: examples)
        return Self.record(
            labels: LabelSets(fitting: series, labels, held), folds: [fold],
            map: NoveltyMap(
                fitting: whole.traces(all, threads: configuration.threads), random: random(0)))
    }

    /// - Parameter epoch: after which the members are taken.
    func folds(_ heldOut: HeldOut, epoch: Int) throws(TrainingError) -> [Fold] {
        let made = Crew.map(heldOut.models.count, threads: configuration.threads) { index in
            Result { () throws(TrainingError) in
                try fold(heldOut.models[index], index: index, epoch: epoch)
            }
        }
        var folds: [Fold] = []
        for result in made { folds.append(try result.get()) }
        return folds
    }

    private func fold(
        _ trained: FoldModel, index: Int, epoch: Int
    ) throws(TrainingError) -> Fold {
        let standard = trained.standard
        let schema = ConversationState.schema
        let buckets = TurnBuckets.count
        let cells = [Float](repeating: 0, count: buckets * Reliability.bins)
        let model = try Self.model(
            ModelParts(
                name: "fold", embedder: "", embeddingDimensions: examples.dimensions,
                featureNames: schema.features.map(\.name), schemaHash: schema.hash,
                layout: layout, mean: standard.mean, scale: standard.scale,
                projection: standard.projection, projectionBias: standard.projectionBias,
                members: trained.members(epoch: epoch),
                slopes: [Float](repeating: 1, count: buckets),
                reliability: Reliability(
                    edges: [Float](repeating: 0.5, count: buckets * (Reliability.bins - 1)),
                    supports: cells, conversions: cells), notes: [:]))
        return fold(
            model, train: trained.train, held: trained.held, stream: 1 + index, threads: 1)
    }

    /// A map of `train` by a model that has not seen `held`, and `held` on it.
    func fold(
        _ model: Model, train: [Int], held: [Int], stream: Int, threads: Int
    ) -> Fold {
        let tracer = Tracer(model: model, examples: examples)
        let map = NoveltyMap(
            fitting: tracer.traces(sample(train), threads: threads), random: random(stream))
        let held = sample(held)
        let traces = tracer.traces(held, threads: threads)
        return Fold(
            model: model, map: map, held: held, traces: traces,
            places: traces.map { $0.map { map.place($0.features) } })
    }

    /// Of many conversations an even part, so that their turns' traces fit into memory.
    private func sample(_ chosen: [Int]) -> [Int] {
        let turns = chosen.reduce(0) { $0 + examples.all[$1].count + 1 }
        let step = max(1, (turns + NoveltyMap.turns - 1) / NoveltyMap.turns)
        return stride(from: 0, to: chosen.count, by: step).map { chosen[$0] }
    }

    private func random(_ stream: Int) -> Random {
        Random(seed: configuration.seed, 0x3a9, stream)
    }

    private static func model(_ parts: ModelParts) throws(TrainingError) -> Model {
        do {
            return try Model(parts.file())
        } catch {
            throw TrainingError(.badSetting, "the model cannot be traced: \(error.reason)")
        }
    }
}
