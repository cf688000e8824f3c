internal import Predictions

/// One member of the ensemble, trained on conversations of a pool.
///
/// As `MemberTraining`, for many conversations: each is made ready when its turn comes, every one
/// is seen the same number of times, and where the exact forecast is known it is the target.
struct PoolMember {
    let inputs: PoolInputs
    let layout: MemberLayout
    let learning: TrainingConfiguration.Learning
    let large: TrainingConfiguration.Large
    /// How many of the last inputs are acts: they are never left out.
    let acts: Int
    private var random: Random

    init(
        _ inputs: PoolInputs, _ layout: MemberLayout, _ configuration: TrainingConfiguration,
        acts: Int, random: Random
    ) {
        self.inputs = inputs
        self.layout = layout
        learning = configuration.learning
        large = configuration.large
        self.acts = acts
        self.random = random
    }

    static func epochs(_ large: TrainingConfiguration.Large, conversations: Int) -> Int {
        large.epochs ?? min(12, max(2, large.views / max(conversations, 1)))
    }

    /// Nil when it was stopped.
    /// - Parameter progress: is told after each twentieth of an epoch.
    mutating func run(
        _ train: [Int], progress: () -> Void, isStopped: () -> Bool
    ) -> [Float]? {
        let entries = inputs.pool.entries
        var parameters = MemberTraining.start(layout, &random)
        var adam = Adam(count: layout.count)
        var gradient = [Float](repeating: 0, count: layout.count)
        let learner = Learner(layout, turns: entries.map(\.count).max() ?? 1)
        let penalties = penalties()
        let epochs = Self.epochs(large, conversations: train.count)
        let steps = epochs * ((train.count + learning.batch - 1) / learning.batch)
        let told = max(1, steps / (epochs * 20))
        var order = train
        var step = 0
        for _ in 0..<epochs {
            random.shuffle(&order)
            for first in stride(from: 0, to: order.count, by: learning.batch) {
                if isStopped() { return nil }
                let batch = order[first..<min(first + learning.batch, order.count)]
                for index in gradient.indices { gradient[index] = 0 }
                var weight: Float = 0
                for one in batch {
                    learner.draw(dropout: large.dropout, sure: acts, &random)
                    accumulate(one, learner, parameters, &gradient)
                    weight += entries[one].weight * Float(entries[one].count)
                }
                let done = Float(step) / Float(max(steps, 1))
                // A short rise keeps the first steps from throwing the memory about.
                let rise = min(1, Float(step + 1) / 100)
                adam.step(
                    &parameters, gradient, share: 1 / max(weight, 1e-6), penalties: penalties,
                    rate: large.rate * rise * (1 - 0.98 * done))
                step += 1
                if step % told == 0 { progress() }
            }
        }
        return parameters
    }

    private func accumulate(
        _ one: Int, _ learner: Learner, _ parameters: [Float], _ gradient: inout [Float]
    ) {
        let item = inputs.prepared(one)
        let weight = inputs.pool.entries[one].weight
        parameters.withUnsafeBufferPointer { p in
            gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                learner.forward(p, item)
                let (slopes, values) = slopes(learner, item, one)
                learner.backward(
                    p, g, item, slopes: slopes.map { $0 * weight },
                    valueSlopes: values.map { $0 * weight })
            }
        }
    }

    /// Forecast less target, turn by turn, then closing's; and those of the values.
    private func slopes(
        _ learner: Learner, _ item: Prepared, _ one: Int
    ) -> (logits: [Float], values: [Float]) {
        let entry = inputs.pool.entries[one]
        let truths = inputs.pool.truths[entry.first..<entry.first + entry.count]
        guard large.usesTruth, !entry.ending.isNaN, truths.allSatisfy({ !$0.isNaN }) else {
            // There are so many that the member itself may say what it expects next.
            let guesses = (
                forecasts: learner.logits[..<item.count].map(Squash.sigmoid),
                values: learner.values[..<item.count].map(Squash.sigmoid)
            )
            let targets = Targets(
                item, guesses: guesses, learning: learning, epoch: learning.supervisedEpochs)
            return MemberTraining.slopes(
                learner, item, targets, finalWeight: large.finalWeight)
        }
        let weights = MemberTraining.weights(item.count, finalWeight: large.finalWeight)
        let live = zip(zip(learner.logits, truths), weights).map {
            (Squash.sigmoid($0.0) - $0.1) * $1
        }
        let closing =
            (Squash.sigmoid(learner.logits[item.count]) - entry.ending) * Float(item.count)
        let values = learner.values[..<item.count].map(Squash.sigmoid)
        let worths = Targets.returns(
            outcome: entry.ending, guesses: values, lambda: learning.valueLambda,
            discount: learning.discount)
        return (live + [closing], zip(values, worths).map { $0 - $1 })
    }

    private func penalties() -> [Float] {
        var penalties = [Float](repeating: large.penalty, count: layout.count)
        for slots in layout.heads {
            for index in slots.skip.range { penalties[index] = large.skipPenalty }
            for index in slots.drift.range { penalties[index] = 2 * large.skipPenalty }
        }
        return penalties
    }

    /// Mean log-odds of the members for each of `chosen`: turns + 1, the last one after closing.
    static func logits(
        _ members: [[Float]], _ inputs: PoolInputs, _ layout: MemberLayout, _ chosen: [Int],
        threads: Int
    ) -> [[Float]] {
        let piece = 256
        let pieces = (chosen.count + piece - 1) / piece
        return Crew.map(pieces, threads: threads) { part -> [[Float]] in
            let some = chosen[part * piece..<min((part + 1) * piece, chosen.count)]
            let longest = some.map { inputs.pool.entries[$0].count }.max() ?? 1
            let learner = Learner(layout, turns: longest)
            return some.map { one in
                let item = inputs.prepared(one)
                var sums = [Float](repeating: 0, count: item.count + 1)
                for member in members {
                    member.withUnsafeBufferPointer {
                        if let p = $0.baseAddress { learner.forward(p, item) }
                    }
                    for turn in sums.indices {
                        sums[turn] += learner.logits[turn] / Float(members.count)
                    }
                }
                return sums
            }
        }.flatMap { $0 }
    }
}
