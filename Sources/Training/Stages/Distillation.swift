internal import Predictions

/// One student that says what the members say together: the fast form of a model.
///
/// Its targets are the members' mean log-odds, as probabilities, at every turn and after closing,
/// and their mean value (Hinton, Vinyals and Dean 2015, with the temperature at 1: a forecast is
/// soft by itself). It learns from every conversation, where a member sees a resample. The members
/// stay in the file: the student has nobody to disagree with.
struct Distillation {
    let layout: MemberLayout
    let learning: TrainingConfiguration.Learning

    /// Soft targets say more than outcomes do, so the student is held back less and goes round more
    /// often than a member.
    init(_ layout: MemberLayout, _ members: TrainingConfiguration.Learning) {
        self.layout = layout
        var learning = members
        learning.epochs = members.epochs * 5 / 2
        learning.dropout = 0.1
        learning.rate = 2 * members.rate
        learning.skipPenalty *= Self.lenience
        learning.driftPenalty *= Self.lenience
        learning.trunkPenalty *= Self.lenience
        learning.headPenalty *= Self.lenience
        learning.closingPenalty *= Self.lenience
        learning.isResampled = false
        learning.isBalanced = false
        self.learning = learning
    }

    private static let lenience: Float = 0.1

    /// - Parameter train: conversations as the members saw them.
    /// - Returns: its parameters, in the order of `MemberLayout.all`; nil when it was stopped.
    func student(
        of members: [[Float]], _ train: [Prepared], random: Random, slot: CheckpointSlot,
        isStopped: () -> Bool
    ) -> [Float]? {
        let learner = Learner(layout, turns: train.map(\.count).max() ?? 1)
        let taught = train.map { item in
            var item = item
            item.teacher = Self.teacher(members, item, learner)
            return item
        }
        var training = MemberTraining(
            layout: layout, learning: learning, train: taught, held: [], random: random)
        training.slot = slot
        return training.run(epochs: learning.epochs, isStopped: isStopped)?.parameters
    }

    static func teacher(_ members: [[Float]], _ item: Prepared, _ learner: Learner) -> Teacher {
        let mean = meanLogits(members, item, learner)
        let said = mean.logits.map(Squash.sigmoid)
        return Teacher(
            forecasts: Array(said.dropLast()), values: mean.values.map(Squash.sigmoid),
            closing: said[item.count])
    }

    /// Mean log-odds of the members: turns + 1, the last one after closing, and of the value.
    static func meanLogits(
        _ members: [[Float]], _ item: Prepared, _ learner: Learner
    ) -> (logits: [Float], values: [Float]) {
        learner.keepAll()
        var logits = [Float](repeating: 0, count: item.count + 1)
        var values = [Float](repeating: 0, count: item.count)
        for member in members {
            member.withUnsafeBufferPointer {
                guard let p = $0.baseAddress else { return }
                learner.forward(p, item)
            }
            for turn in logits.indices { logits[turn] += learner.logits[turn] }
            for turn in values.indices { values[turn] += learner.values[turn] }
        }
        let share = 1 / Float(members.count)
        return (logits.map { $0 * share }, values.map { $0 * share })
    }
}
