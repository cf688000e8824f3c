internal import Predictions

/// The epochs of one member of the ensemble, on a resample of its conversations.
struct MemberTraining {
    let layout: MemberLayout
    let learning: TrainingConfiguration.Learning
    /// What it learns from, and what it is asked about after each epoch.
    let train, held: [Prepared]
    let random: Random
    private let batches: BatchOrder
    /// Counter-examples of each conversation of `train`; empty where there are none.
    var variants: [[Variant]] = []
    /// Parameters to go on from; nil begins anew.
    var start: [Float]?
    /// Where it is kept between two steps.
    var slot = CheckpointSlot.none

    init(
        layout: MemberLayout, learning: TrainingConfiguration.Learning, train: [Prepared],
        held: [Prepared], random: Random
    ) {
        self.layout = layout
        self.learning = learning
        self.train = train
        self.held = held
        self.random = random
        batches = BatchOrder(train, isBalanced: learning.isBalanced)
    }

    struct Outcome: Sendable {
        /// After the last epoch.
        var parameters: [Float]
        /// [epochs][held turns + held closings]: log-odds, conversation after conversation.
        var forecasts: [[Float]] = []
        /// [epochs]: parameters after each.
        var byEpoch: [[Float]] = []
    }

    /// - Parameter epochs: how many to run; the rate falls towards `learning.epochs`, so stopping
    ///   early changes nothing before.
    /// - Returns: nil when it was stopped; it stops after a step, and what it has is in `slot`.
    func run(epochs: Int, isStopped: () -> Bool) -> Outcome? {
        var state = resumed() ?? begin()
        let longest = (train + held + variants.joined().map(\.item)).map(\.count).max() ?? 1
        let workspace = Workspace(
            learner: Learner(layout, turns: longest), slow: Learner(layout, turns: longest),
            gradient: [Float](repeating: 0, count: layout.count), penalties: penalties())
        let turns = Float(state.order.reduce(0) { $0 + train[$1].count })
        let turnsEach = turns / Float(state.order.count)
        while state.epoch < epochs {
            if isStopped() {
                slot.keep(state.bytes)
                return nil
            }
            if state.next == 0 { batches.shuffle(&state.order, &state.random) }
            while state.next < state.order.count {
                step(&state, workspace, turnsEach: turnsEach)
                if isStopped(), state.next < state.order.count {
                    slot.keep(state.bytes)
                    return nil
                }
            }
            finishEpoch(&state, workspace.learner)
            slot.keep(state.bytes)
        }
        return Outcome(
            parameters: state.byEpoch.last ?? served(state.parameters),
            forecasts: state.forecasts, byEpoch: state.byEpoch)
    }

    /// What a step needs beside the state.
    private final class Workspace {
        let learner, slow: Learner
        var gradient: [Float]
        let penalties: [Float]

        init(learner: Learner, slow: Learner, gradient: [Float], penalties: [Float]) {
            self.learner = learner
            self.slow = slow
            self.gradient = gradient
            self.penalties = penalties
        }
    }

    private func step(_ state: inout MemberState, _ workspace: Workspace, turnsEach: Float) {
        let last = min(state.next + learning.batch, state.order.count)
        let batch = state.order[state.next..<last]
        workspace.gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        for one in batch {
            let item = pick(one, &state)
            let guesses = usesGuesses(item) ? state.slow.guesses(item, workspace.slow) : nil
            workspace.learner.draw(dropout: learning.dropout, &state.random)
            accumulate(item, state, workspace, guesses)
        }
        // Every turn weighs the same: the sum over the batch's turns, by the turns of an average
        // batch.
        let progress = Float(state.epoch) / Float(learning.epochs)
        state.adam.step(
            &state.parameters, workspace.gradient, share: 1 / (Float(batch.count) * turnsEach),
            penalties: workspace.penalties, rate: learning.rate * (1 - 0.9 * progress))
        state.slow.follow(state.parameters, slowness: learning.slowness)
        state.next = last
    }

    private func finishEpoch(_ state: inout MemberState, _ learner: Learner) {
        let ready = served(state.parameters)
        state.forecasts.append(forecasts(learner, ready))
        state.byEpoch.append(ready)
        if learning.isPaced { pace(&state, learner) }
        state.next = 0
        state.epoch += 1
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
        _ item: Prepared, _ state: MemberState, _ workspace: Workspace,
        _ guesses: (forecasts: [Float], values: [Float])?
    ) {
        let learner = workspace.learner
        state.parameters.withUnsafeBufferPointer { p in
            workspace.gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                learner.forward(p, item)
                let targets = Targets(
                    item, guesses: guesses, learning: learning, epoch: state.epoch)
                let weight = batches.weight(item.label)
                let (slopes, valueSlopes) = Self.slopes(
                    learner, item, targets, finalWeight: learning.finalWeight)
                learner.backward(
                    p, g, item, slopes: slopes, valueSlopes: valueSlopes.map { $0 * weight })
            }
        }
    }

    /// d log-loss / d log-odds = forecast - target, for each turn, for closing, and for each turn's
    /// value.
    static func slopes(
        _ learner: Learner, _ item: Prepared, _ targets: Targets, finalWeight: Int
    ) -> (logits: [Float], values: [Float]) {
        let forecasts = learner.logits[..<item.count].map(Squash.sigmoid)
        let values = learner.values[..<item.count].map(Squash.sigmoid)
        // The one forecast after closing weighs as much as the turns before it: it has a head of
        // its own.
        let closing =
            (Squash.sigmoid(learner.logits[item.count]) - targets.closing) * Float(item.count)
        let weights = weights(item.count, finalWeight: finalWeight)
        return (
            (0..<item.count).map { (forecasts[$0] - targets.forecasts[$0]) * weights[$0] }
                + [closing],
            zip(values, targets.values).map { $0 - $1 }
        )
    }

    /// Of each turn: the last one's `finalWeight` times another's, all of them as much as turns.
    static func weights(_ count: Int, finalWeight: Int) -> [Float] {
        let share = Float(count) / Float(count - 1 + finalWeight)
        return (0..<count).map { share * ($0 == count - 1 ? Float(finalWeight) : 1) }
    }

    private func usesGuesses(_ item: Prepared) -> Bool {
        item.teacher == nil && (learning.lambda < 1 || learning.valueLambda < 1)
    }

    /// Parameters as a model uses them: balanced batches' share of conversions taken out again.
    private func served(_ parameters: [Float]) -> [Float] {
        var ready = parameters
        let bias = layout.heads[MemberLayout.Head.probability.rawValue].bias
        ready[bias.offset] += batches.correction
        return ready
    }
}

// MARK: - Start and penalties

extension MemberTraining {
    private func resumed() -> MemberState? {
        slot.found.flatMap {
            MemberState(bytes: $0, parameters: layout.count, conversations: train.count)
        }
    }

    private func begin() -> MemberState {
        var random = random
        // A bootstrap resample of conversations: members differ in what they saw. A student sees
        // all there is.
        let order =
            learning.isResampled ? batches.draw(&random) : Array(train.indices)
        let parameters = start ?? Self.start(layout, &random)
        return MemberState(
            parameters: parameters, adam: Adam(count: layout.count),
            slow: SlowTarget(parameters: parameters), random: random, order: order,
            level: learning.isPaced ? 0 : Variant.levels)
    }

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
