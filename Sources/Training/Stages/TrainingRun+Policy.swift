internal import Predictions

extension TrainingRun {
    /// Held-out forecasts of members that were trained on as policies, from the epoch that served
    /// best; the same as they were where no policy is wanted.
    func refined(
        _ heldOut: HeldOut, split: Int, _ examples: Examples, _ layout: MemberLayout,
        _ checkpoint: Checkpoint?
    ) throws(TrainingError) -> HeldOut {
        guard let policy = configuration.policy else { return heldOut }
        let epoch = heldOut.bestEpoch(Array(examples.all.indices))
        let members = configuration.shape.members
        let pieces = Crew.map(
            heldOut.models.count * members, threads: configuration.threads
        ) { piece -> [Float]? in
            let fold = heldOut.models[piece / members]
            let training = PolicyTraining(
                layout: layout, learning: configuration.learning, policy: policy,
                train: fold.train.map { fold.standard.prepare(examples.all[$0], examples) })
            return training.refined(
                fold.members[piece % members][epoch],
                random: Random(seed: configuration.seed, 2, split, piece)
            ) { stop.isAsked }?.parameters
        }
        let refined = pieces.compactMap { $0 }
        guard refined.count == pieces.count else { throw cancelled(checkpoint) }
        var models = heldOut.models
        for number in models.indices {
            models[number].members = (0..<members).map { [refined[number * members + $0]] }
        }
        return HeldOut(
            fold: heldOut.fold, labels: heldOut.labels,
            members: [logits(models, examples, layout)], others: heldOut.others,
            finalWeight: heldOut.finalWeight, models: models)
    }

    /// The final members as policies.
    func refined(
        _ members: [[Float]], _ prepared: [Prepared], _ layout: MemberLayout,
        _ checkpoint: Checkpoint?
    ) throws(TrainingError) -> [[Float]] {
        guard let policy = configuration.policy else { return members }
        let training = PolicyTraining(
            layout: layout, learning: configuration.learning, policy: policy, train: prepared)
        let found = Crew.map(members.count, threads: configuration.threads) { member in
            training.refined(
                members[member], random: Random(seed: configuration.seed, 2, -1, member)
            ) { stop.isAsked }?.parameters
        }
        let refined = found.compactMap { $0 }
        guard refined.count == members.count else { throw cancelled(checkpoint) }
        return refined
    }

    /// Log-odds of every conversation by the members of its fold, of their one epoch.
    private func logits(
        _ models: [FoldModel], _ examples: Examples, _ layout: MemberLayout
    ) -> [[Float]] {
        var all = [[Float]](repeating: [], count: examples.all.count)
        let learner = Learner(layout, turns: examples.all.map(\.count).max() ?? 1)
        for fold in models {
            for one in fold.held {
                let item = fold.standard.prepare(examples.all[one], examples)
                all[one] = Distillation.meanLogits(fold.members(epoch: 0), item, learner).logits
            }
        }
        return all
    }
}
