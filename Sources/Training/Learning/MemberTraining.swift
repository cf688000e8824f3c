internal import Predictions

/// The epochs of one member of the ensemble, on a resample of its conversations.
struct MemberTraining {
    let layout: MemberLayout
    let learning: TrainingConfiguration.Learning
    /// What it learns from, and what it is asked about after each epoch.
    let train, held: [Prepared]
    private(set) var random: Random

    init(
        layout: MemberLayout, learning: TrainingConfiguration.Learning, train: [Prepared],
        held: [Prepared], random: Random
    ) {
        self.layout = layout
        self.learning = learning
        self.train = train
        self.held = held
        self.random = random
    }

    struct Outcome: Sendable {
        var parameters: [Float]
        /// [epochs][held turns + held closings]: log-odds, conversation after conversation.
        var forecasts: [[Float]] = []
    }

    /// - Parameter epochs: how many to run; the rate falls towards `learning.epochs`, so stopping
    ///   early changes nothing before.
    mutating func run(epochs: Int, isStopped: () -> Bool) -> Outcome? {
        // A bootstrap resample of conversations: members differ in what they saw (Breiman 1996).
        var order = (0..<train.count).map { _ in random.below(train.count) }
        var outcome = Outcome(parameters: Self.start(layout, &random))
        var adam = Adam(count: layout.count)
        let longest = (train + held).map(\.count).max() ?? 1
        let learner = Learner(layout, turns: longest)
        var gradient = [Float](repeating: 0, count: layout.count)
        let penalties = penalties()
        let turns = Float(order.reduce(0) { $0 + train[$1].count }) / Float(order.count)
        for epoch in 0..<epochs {
            if isStopped() { return nil }
            random.shuffle(&order)
            let progress = Float(epoch) / Float(learning.epochs)
            for first in stride(from: 0, to: order.count, by: learning.batch) {
                let batch = order[first..<min(first + learning.batch, order.count)]
                for index in gradient.indices { gradient[index] = 0 }
                for one in batch {
                    learner.draw(dropout: learning.dropout, &random)
                    accumulate(train[one], learner, outcome.parameters, &gradient)
                }
                // Every turn weighs the same: the sum over the batch's turns, by the turns of an
                // average batch.
                adam.step(
                    &outcome.parameters, gradient, share: 1 / (Float(batch.count) * turns),
                    penalties: penalties, rate: learning.rate * (1 - 0.9 * progress))
            }
            outcome.forecasts.append(forecasts(learner, outcome.parameters))
        }
        return outcome
    }

    /// Log-odds for everything held out, in order.
    private func forecasts(_ learner: Learner, _ parameters: [Float]) -> [Float] {
        learner.keepAll()
        var all: [Float] = []
        for item in held {
            parameters.withUnsafeBufferPointer {
                guard let p = $0.baseAddress else { return }
                learner.forward(p, item)
            }
            all += learner.logits[...item.count]
        }
        return all
    }

    private func accumulate(
        _ item: Prepared, _ learner: Learner, _ parameters: [Float],
        _ gradient: inout [Float]
    ) {
        parameters.withUnsafeBufferPointer { p in
            gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                learner.forward(p, item)
                let (slopes, valueSlopes) = Self.slopes(learner, item, learning)
                learner.backward(p, g, item, slopes: slopes, valueSlopes: valueSlopes)
            }
        }
    }

    /// d log-loss / d log-odds = forecast - target, for each turn, for closing, and for each turn's
    /// value.
    static func slopes(
        _ learner: Learner, _ item: Prepared, _ learning: TrainingConfiguration.Learning
    ) -> (logits: [Float], values: [Float]) {
        let forecasts = learner.logits[..<item.count].map(Squash.sigmoid)
        let values = learner.values[..<item.count].map(Squash.sigmoid)
        let targets = Targets.returns(
            outcome: item.label, guesses: forecasts, lambda: learning.lambda, discount: 1)
        let worths = Targets.returns(
            outcome: item.label, guesses: values, lambda: learning.valueLambda,
            discount: learning.discount)
        // The one forecast after closing weighs as much as the turns before it: it has a head of
        // its own.
        let closing =
            (Squash.sigmoid(learner.logits[item.count]) - item.label) * Float(item.count)
        return (
            weighed(zip(forecasts, targets).map { $0 - $1 }, learning) + [closing],
            zip(values, worths).map { $0 - $1 }
        )
    }

    /// The last turn's slope times `finalWeight`, the sum of the weights as it was.
    private static func weighed(
        _ slopes: [Float], _ learning: TrainingConfiguration.Learning
    ) -> [Float] {
        let count = Float(slopes.count)
        let share = count / (count - 1 + Float(learning.finalWeight))
        return slopes.enumerated().map { turn, slope in
            slope * share * (turn == slopes.count - 1 ? Float(learning.finalWeight) : 1)
        }
    }

    // MARK: - Start and penalties

    static func start(_ layout: MemberLayout, _ random: inout Random) -> [Float] {
        var parameters = [Float](repeating: 0, count: layout.count)
        func fill(_ slot: MemberLayout.Slot, spread: Float) {
            for index in slot.range { parameters[index] = spread * random.normal() }
        }
        let inputs = Float(layout.gateInputs).squareRoot()
        fill(layout.gateWeight, spread: 0.5 / inputs)
        fill(layout.candidateWeight, spread: 1 / inputs)
        fill(layout.hiddenWeight, spread: 1 / Float(layout.width).squareRoot())
        // A memory that starts slow: about a quarter of the new at each turn.
        for index in layout.gateBias.range { parameters[index] = -1 }
        return parameters
    }

    private func penalties() -> [Float] {
        var penalties = [Float](repeating: 0, count: layout.count)
        func set(_ slot: MemberLayout.Slot, _ penalty: Float) {
            for index in slot.range { penalties[index] = penalty }
        }
        for slot in [layout.gateWeight, layout.candidateWeight, layout.hiddenWeight] {
            set(slot, learning.trunkPenalty)
        }
        for head in MemberLayout.Head.allCases {
            let slots = layout.heads[head.rawValue]
            let isClosing = head == .closing
            set(slots.skip, isClosing ? learning.closingPenalty : learning.skipPenalty)
            set(slots.drift, isClosing ? 2 * learning.closingPenalty : learning.driftPenalty)
            set(slots.state, isClosing ? learning.closingPenalty : learning.headPenalty)
            set(slots.hidden, isClosing ? learning.closingPenalty : learning.headPenalty)
        }
        return penalties
    }
}
