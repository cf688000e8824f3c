internal import Predictions

extension EvaluationRun {
    /// Each variant on the folds of the whole recipe, with as many seeds. What a change does not
    /// touch is trained once.
    func ablate(
        _ examples: Examples, _ corpus: Corpus, _ judged: Judged,
        _ say: @Sendable (String) -> Void
    ) throws(TrainingError) -> [EvaluationReport.Effect] {
        say("ablations: the whole recipe")
        var whole: [HeldOut] = []
        for seed in 0..<ablationSeeds {
            whole.append(
                try heldOut(examples, seeded(configuration, seed), split: 0).all)
        }
        let folds = configuration.folds
        func table(_ held: HeldOut) -> [[Double?]] {
            judged.table(held.probabilities(folds: folds))
        }
        let tables = whole.map(table)
        let accuracy = lastAccuracy(judged, tables)
        var effects: [EvaluationReport.Effect] = []
        for ablation in Ablation.all {
            var variant: [[[Double?]]] = []
            switch ablation.change {
            case .part(let part):
                variant = whole.map { table($0.without(part)) }
            case .configuration(let keeps, let change):
                say("ablations: \(ablation.name)")
                var changed = configuration
                change(&changed)
                let counter = try counterExamples(corpus, changed)
                for (seed, one) in whole.enumerated() {
                    let held = try heldOut(
                        examples, seeded(changed, seed), split: 0, counterExamples: counter,
                        known: (one, keeps))
                    variant.append(table(held.all))
                }
            case .examples(let keeps, let change):
                say("ablations: \(ablation.name)")
                let changed = change(examples, corpus)
                for (seed, one) in whole.enumerated() {
                    let held = try heldOut(
                        changed, seeded(configuration, seed), split: 0, known: (one, keeps))
                    variant.append(table(held.all))
                }
            case .none(let why):
                effects.append(.init(name: ablation.name, turn: "last", note: why))
                continue
            }
            effects.append(
                .init(
                    name: ablation.name, turn: "last", gap: judged.gap(variant, tables, "last"),
                    accuracy: lastAccuracy(judged, variant).flatMap { one in
                        accuracy.map { one - $0 }
                    }, note: ablation.note))
        }
        return effects
    }

    private func seeded(
        _ configuration: TrainingConfiguration, _ seed: Int
    ) -> TrainingConfiguration {
        var changed = configuration
        changed.seed = configuration.seed &+ UInt64(seed)
        return changed
    }

    private func lastAccuracy(_ judged: Judged, _ tables: [[[Double?]]]) -> Double? {
        judged.rows("", tables).first { $0.turn == "last" }?.metrics.accuracy
    }

    private func counterExamples(
        _ corpus: Corpus, _ changed: TrainingConfiguration
    ) throws(TrainingError) -> MeasuredCounterExamples? {
        try TrainingRun(configuration: changed, embedder: embedder).counterExamples(
            corpus, nil, { _ in })
    }
}
