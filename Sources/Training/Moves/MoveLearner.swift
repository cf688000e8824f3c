private import Foundation
internal import Predictions

/// Forward and backward through one network of a move head, one decision at a time.
final class MoveLearner {
    let layout: MoveNet.Layout
    /// [W]: the summary, standardised, with some of it left out; [H]; [O] twice.
    private let arena: UnsafeMutablePointer<Float>
    let summary, hidden, outputs, slopes: UnsafeMutablePointer<Float>

    init(_ layout: MoveNet.Layout) {
        self.layout = layout
        let count = layout.inputs + layout.hidden + 2 * layout.outputs
        arena = .allocate(capacity: count)
        arena.initialize(repeating: 0, count: count)
        summary = arena
        hidden = summary + layout.inputs
        outputs = hidden + layout.hidden
        slopes = outputs + layout.outputs
    }

    deinit { arena.deallocate() }

    /// Fills ``outputs`` from ``summary``.
    func forward(_ p: UnsafePointer<Float>) {
        MoveNet.run(layout, p, summary, hidden: hidden, outputs: outputs)
    }

    /// Adds the gradient to `g`, given the loss's slope in every output in ``slopes``.
    func backward(_ p: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: layout.hidden) { buffer in
            guard let pushes = buffer.baseAddress else { return }
            pushes.update(repeating: 0, count: layout.hidden)
            for output in 0..<layout.outputs where slopes[output] != 0 {
                let row = layout.output + output * layout.hidden
                Dot.add(slopes[output], hidden, to: g + row, layout.hidden)
                Dot.add(slopes[output], p + row, to: pushes, layout.hidden)
                g[layout.outputBias + output] += slopes[output]
            }
            for unit in 0..<layout.hidden {
                let push = pushes[unit] * (1 - hidden[unit] * hidden[unit])
                Dot.add(push, summary, to: g + unit * layout.inputs, layout.inputs)
                g[layout.inputBias + unit] += push
            }
        }
    }

    /// Leaves out `dropout` of ``summary``.
    func leaveOut(_ dropout: Float, _ random: inout Random) {
        guard dropout > 0 else { return }
        let stays = 1 / (1 - dropout)
        // Sixteen bits an input are as good as a float's.
        let limit = UInt64(dropout * 65_536)
        var bits: UInt64 = 0
        for index in 0..<layout.inputs {
            if index % 4 == 0 { bits = random.next() }
            summary[index] *= bits & 0xffff < limit ? 0 : stays
            bits >>= 16
        }
    }
}

/// The inputs of a network of the head, decision by decision.
protocol MoveInputs: Sendable {
    /// Decisions, and inputs of each.
    var count: Int { get }
    var inputs: Int { get }
    /// Fills `out` [inputs], standardised.
    func fill(_ decision: Int, _ out: UnsafeMutablePointer<Float>)
}

/// Summaries, put together from their parts when they are asked for.
struct MoveSummaries: MoveInputs {
    let data: MoveDecisions
    let mean, scale: [Float]

    var count: Int { data.all.count }
    var inputs: Int { data.inputs }

    func fill(_ decision: Int, _ out: UnsafeMutablePointer<Float>) {
        data.copy(decision, to: out)
        for index in 0..<data.inputs {
            out[index] = MemberLayout.standard(out[index], mean[index], scale[index])
        }
    }
}

/// What the values' networks read: [ z | c ], see ``MoveHead``.
struct MoveViews: MoveInputs {
    let count, inputs: Int
    /// [count, inputs]
    private let rows: [Float]
    /// [count, actions]: how often representatives do each act.
    let shares: [Float]

    init(_ summaries: MoveSummaries, _ behaviour: MoveNet) {
        let (hidden, context) = (behaviour.layout.hidden, summaries.data.context)
        let inputs = hidden + context.count
        var rows = [Float](repeating: 0, count: summaries.count * inputs)
        var shares = [Float](repeating: 0, count: summaries.count * MoveHead.actions)
        MoveNetTraining.run(behaviour, on: summaries) { decision, learner in
            let first = decision * inputs
            for unit in 0..<hidden { rows[first + unit] = learner.hidden[unit] }
            for (place, index) in context.enumerated() {
                rows[first + hidden + place] = learner.summary[index]
            }
            Squash.softmax(learner.outputs, MoveHead.actions)
            for act in 0..<MoveHead.actions {
                shares[decision * MoveHead.actions + act] = learner.outputs[act]
            }
        }
        self.rows = rows
        self.shares = shares
        self.inputs = inputs
        count = summaries.count
    }

    func fill(_ decision: Int, _ out: UnsafeMutablePointer<Float>) {
        rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            out.update(from: base + decision * inputs, count: inputs)
        }
    }
}

/// What training a network of the head needs to know.
struct MoveNetTraining<Inputs: MoveInputs> {
    let data: Inputs
    let settings: TrainingConfiguration.Moves
    var random: Random

    /// Runs epochs of Adam over `order`; `slope` fills `learner.slopes` for a decision, whose
    /// outputs are there.
    mutating func fit(
        _ net: inout MoveNet, _ order: [Int], epochs: Int, dropout: Float,
        isStopped: () -> Bool,
        before: (MoveNet) -> Void, slope: (Int, MoveLearner) -> Void
    ) -> Bool {
        let layout = net.layout
        let learner = MoveLearner(layout)
        var adam = Adam(count: layout.count)
        var gradient = [Float](repeating: 0, count: layout.count)
        var penalties = [Float](repeating: 0, count: layout.count)
        for index in 0..<layout.inputBias { penalties[index] = settings.inputPenalty }
        for index in layout.output..<layout.outputBias {
            penalties[index] = settings.outputPenalty
        }
        var order = order
        for epoch in 0..<epochs {
            if isStopped() { return false }
            before(net)
            random.shuffle(&order)
            let rate = settings.rate * (1 - 0.9 * Float(epoch) / Float(epochs))
            for first in stride(from: 0, to: order.count, by: settings.batch) {
                let batch = order[first..<min(first + settings.batch, order.count)]
                for index in gradient.indices { gradient[index] = 0 }
                net.parameters.withUnsafeBufferPointer { p in
                    gradient.withUnsafeMutableBufferPointer { g in
                        guard let p = p.baseAddress, let g = g.baseAddress else { return }
                        for decision in batch {
                            data.fill(decision, learner.summary)
                            learner.leaveOut(dropout, &random)
                            learner.forward(p)
                            learner.slopes.update(repeating: 0, count: layout.outputs)
                            slope(decision, learner)
                            learner.backward(p, g)
                        }
                    }
                }
                adam.step(
                    &net.parameters, gradient, share: 1 / Float(batch.count),
                    penalties: penalties, rate: rate)
            }
        }
        return true
    }

    /// Weights from chance in the first layer, none behind it: every act starts at the forecast.
    mutating func start(hidden: Int, outputs: Int) -> MoveNet {
        let layout = MoveNet.Layout(
            inputs: data.inputs, hidden: hidden, outputs: outputs)
        var parameters = [Float](repeating: 0, count: layout.count)
        let spread = 1 / Float(layout.inputs).squareRoot()
        for index in 0..<layout.inputBias { parameters[index] = spread * random.normal() }
        return MoveNet(layout: layout, parameters: parameters)
    }
}

extension MoveNetTraining {
    /// Runs a network over every decision; `read` is told of the decision, its inputs, hidden layer
    /// and outputs.
    static func run(_ net: MoveNet, on data: Inputs, _ read: (Int, MoveLearner) -> Void) {
        let learner = MoveLearner(net.layout)
        net.parameters.withUnsafeBufferPointer { p in
            guard let p = p.baseAddress else { return }
            for decision in 0..<data.count {
                data.fill(decision, learner.summary)
                learner.forward(p)
                read(decision, learner)
            }
        }
    }
}
