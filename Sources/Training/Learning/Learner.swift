private import Foundation
internal import Predictions

/// Forward and backward through one conversation, by hand.
///
/// The forward pass is `Member`'s, with every turn's activations kept; the backward pass goes
/// through time from the last turn to
/// the first. Value and closing heads read the hidden layer and the memory but do not move them:
/// their gradients stop there.
/// Shapes are those of `MemberLayout`: F features, K projected dimensions, H memory cells, Q hidden
/// units.
final class Learner {
    let layout: MemberLayout
    private let turns: Int
    /// One allocation for all that follows.
    private let arena: UnsafeMutablePointer<Float>
    /// [turns, width], [turns, H] three times, [turns, Q]
    private let v, gate, candidate, oldMemory, hidden: UnsafeMutablePointer<Float>
    /// [F + K] and [Q]: 0 for what is left out of this conversation, 1 / (1 - dropout) for what
    /// stays.
    private let inputMask, hiddenMask: UnsafeMutablePointer<Float>
    /// Closing's own vector [width] and hidden layer [Q].
    private let closedV, closedHidden: UnsafeMutablePointer<Float>
    /// What a unit [Q] and a cell [H] pass on in the backward pass.
    private let unitSlope, memorySlope, olderSlope: UnsafeMutablePointer<Float>
    /// [turns + 1]: log-odds after each turn, the last one after closing.
    private(set) var logits, values: [Float]

    init(_ layout: MemberLayout, turns: Int) {
        self.layout = layout
        self.turns = turns
        let (width, cells, units) = (layout.width, layout.memory, layout.hidden)
        let sizes = [
            turns * width, turns * cells, turns * cells, turns * cells, turns * units,
            layout.features + layout.projection, units, width, units, units, cells, cells,
        ]
        let total = sizes.reduce(0, +)
        arena = .allocate(capacity: total)
        arena.initialize(repeating: 0, count: total)
        var next = arena
        let parts = sizes.map { size in
            defer { next += size }
            return next
        }
        (v, gate, candidate, oldMemory, hidden) = (parts[0], parts[1], parts[2], parts[3], parts[4])
        (inputMask, hiddenMask) = (parts[5], parts[6])
        (closedV, closedHidden) = (parts[7], parts[8])
        (unitSlope, memorySlope, olderSlope) = (parts[9], parts[10], parts[11])
        logits = [Float](repeating: 0, count: turns + 1)
        values = logits
        keepAll()
    }

    deinit { arena.deallocate() }

    /// [Q]: the hidden layer after a turn, as the last forward pass left it.
    func thoughts(_ turn: Int) -> UnsafePointer<Float> {
        UnsafePointer(hidden + turn * layout.hidden)
    }

    /// - Parameter sure: how many of the last inputs always stay.
    func draw(dropout: Float, sure: Int = 0, _ random: inout Random) {
        let stays = 1 / (1 - dropout)
        let inputs = layout.features + layout.projection
        for index in 0..<inputs - sure {
            inputMask[index] = random.unit() < dropout ? 0 : stays
        }
        (inputMask + inputs - sure).update(repeating: 1, count: sure)
        for index in 0..<layout.hidden {
            hiddenMask[index] = random.unit() < dropout ? 0 : stays
        }
    }

    /// What the last forward pass made of a turn: v [width] and q [Q].
    func activations(
        _ turn: Int
    ) -> (v: UnsafePointer<Float>, hidden: UnsafePointer<Float>) {
        (UnsafePointer(v + turn * layout.width), UnsafePointer(hidden + turn * layout.hidden))
    }

    func keepAll() {
        inputMask.update(repeating: 1, count: layout.features + layout.projection)
        hiddenMask.update(repeating: 1, count: layout.hidden)
    }
}

// MARK: - Forward

extension Learner {
    /// Fills `logits` and `values`.
    func forward(_ p: UnsafePointer<Float>, _ item: Prepared) {
        precondition(item.count <= turns && item.count > 0)
        for turn in 0..<item.count {
            let line = v + turn * layout.width
            let thoughts = hidden + turn * layout.hidden
            fill(line, features: item.x, at: turn * layout.features, item, turn)
            remember(p, line, turn)
            think(p, line, thoughts)
            logits[turn] = HeadStep.logit(layout, .probability, p, v: line, hidden: thoughts)
            values[turn] = HeadStep.logit(layout, .value, p, v: line, hidden: thoughts)
        }
        let last = item.count - 1
        fill(closedV, features: item.closed, at: 0, item, last)
        (closedV + layout.memoryOffset).update(
            from: v + last * layout.width + layout.memoryOffset, count: layout.memory)
        think(p, closedV, closedHidden)
        logits[item.count] =
            HeadStep.logit(layout, .probability, p, v: closedV, hidden: closedHidden)
            + HeadStep.logit(layout, .closing, p, v: closedV, hidden: closedHidden)
    }

    private func fill(
        _ line: UnsafeMutablePointer<Float>, features: [Float], at first: Int, _ item: Prepared,
        _ turn: Int
    ) {
        for index in 0..<layout.features {
            line[index] = features[first + index] * inputMask[index]
        }
        for index in 0..<layout.projection {
            line[layout.features + index] =
                item.u[turn * layout.projection + index] * inputMask[layout.features + index]
        }
        line[layout.inputs - 1] = item.speakers[turn]
        line[layout.tauOffset] = MemberLayout.tau(turn: turn + 1)
    }

    private func remember(
        _ p: UnsafePointer<Float>, _ line: UnsafeMutablePointer<Float>, _ turn: Int
    ) {
        let seen = layout.gateInputs
        let first = turn * layout.memory
        let memory = line + layout.memoryOffset
        // The old memory lies in the line until all gates have seen it.
        for cell in 0..<layout.memory {
            memory[cell] = turn > 0 ? memory[cell - layout.width] : 0
        }
        for cell in 0..<layout.memory {
            let z = Squash.sigmoid(
                Dot.floats(p + layout.gateWeight.offset + cell * seen, line, seen)
                    + p[layout.gateBias.offset + cell])
            let c = tanh(
                Dot.floats(p + layout.candidateWeight.offset + cell * seen, line, seen)
                    + p[layout.candidateBias.offset + cell])
            (gate[first + cell], candidate[first + cell]) = (z, c)
            oldMemory[first + cell] = memory[cell]
        }
        for cell in 0..<layout.memory {
            let z = gate[first + cell]
            memory[cell] = (1 - z) * memory[cell] + z * candidate[first + cell]
        }
    }

    private func think(
        _ p: UnsafePointer<Float>, _ line: UnsafePointer<Float>,
        _ thoughts: UnsafeMutablePointer<Float>
    ) {
        for unit in 0..<layout.hidden {
            let sum =
                Dot.floats(
                    p + layout.hiddenWeight.offset + unit * layout.width, line, layout.width)
                + p[layout.hiddenBias.offset + unit]
            thoughts[unit] = tanh(sum) * hiddenMask[unit]
        }
    }
}

// MARK: - Backward

extension Learner {
    /// Adds the gradient of the loss to `g`, given its slope in every log-odds.
    /// - Parameters:
    ///   - slopes: [count + 1], d loss / d `logits`; the last is closing's and moves closing's head
    ///   only.
    ///   - valueSlopes: [count], d loss / d `values`.
    func backward(
        _ p: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ item: Prepared,
        slopes: [Float], valueSlopes: [Float]
    ) {
        memorySlope.update(repeating: 0, count: layout.memory)
        add(.closing, g, slope: slopes[item.count], closedV, closedHidden)
        for turn in stride(from: item.count - 1, through: 0, by: -1) {
            let line = v + turn * layout.width
            let thoughts = hidden + turn * layout.hidden
            add(.value, g, slope: valueSlopes[turn], line, thoughts)
            add(.probability, g, slope: slopes[turn], line, thoughts)
            backwardHidden(p, g, slopes[turn], line, thoughts)
            backwardMemory(p, g, slopes[turn], line, turn)
        }
    }

    /// The gradient of one head's own parameters.
    private func add(
        _ head: MemberLayout.Head, _ g: UnsafeMutablePointer<Float>, slope: Float,
        _ line: UnsafePointer<Float>, _ hidden: UnsafePointer<Float>
    ) {
        let slots = layout.heads[head.rawValue]
        let tau = line[layout.tauOffset]
        Dot.add(slope, line, to: g + slots.skip.offset, layout.features)
        Dot.add(slope * tau, line, to: g + slots.drift.offset, layout.features)
        Dot.add(slope, line + layout.memoryOffset, to: g + slots.state.offset, layout.memory)
        Dot.add(slope, hidden, to: g + slots.hidden.offset, layout.hidden)
        g[slots.bias.offset] += slope
        g[slots.bias.offset + 1] += slope * tau
    }

    /// Through the hidden layer; leaves in `unitSlope` what each unit passes on.
    private func backwardHidden(
        _ p: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ slope: Float,
        _ line: UnsafePointer<Float>, _ hidden: UnsafePointer<Float>
    ) {
        let head = layout.heads[MemberLayout.Head.probability.rawValue]
        for unit in 0..<layout.hidden {
            let mask = hiddenMask[unit]
            guard mask > 0 else {
                unitSlope[unit] = 0
                continue
            }
            let squashed = hidden[unit] / mask
            let push = slope * p[head.hidden.offset + unit] * mask * (1 - squashed * squashed)
            unitSlope[unit] = push
            Dot.add(
                push, line, to: g + layout.hiddenWeight.offset + unit * layout.width, layout.width)
            g[layout.hiddenBias.offset + unit] += push
        }
    }

    /// Through the memory; leaves in `memorySlope` what the turn before gets.
    private func backwardMemory(
        _ p: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ slope: Float,
        _ line: UnsafePointer<Float>, _ turn: Int
    ) {
        let head = layout.heads[MemberLayout.Head.probability.rawValue]
        let old = oldMemory + turn * layout.memory
        let hidden = p + layout.hiddenWeight.offset + layout.memoryOffset
        Dot.add(slope, p + head.state.offset, to: memorySlope, layout.memory)
        for unit in 0..<layout.hidden where unitSlope[unit] != 0 {
            Dot.add(unitSlope[unit], hidden + unit * layout.width, to: memorySlope, layout.memory)
        }
        olderSlope.update(repeating: 0, count: layout.memory)
        for cell in 0..<layout.memory {
            let push = memorySlope[cell]
            let at = turn * layout.memory + cell
            let (z, c) = (gate[at], candidate[at])
            let candidatePush = push * z * (1 - c * c)
            let gatePush = push * (c - oldMemory[at]) * z * (1 - z)
            let candidateRow = layout.candidateWeight.offset + cell * layout.gateInputs
            let gateRow = layout.gateWeight.offset + cell * layout.gateInputs
            Dot.add(candidatePush, line, to: g + candidateRow, layout.inputs)
            g[layout.candidateBias.offset + cell] += candidatePush
            Dot.add(gatePush, line, to: g + gateRow, layout.inputs)
            g[layout.gateBias.offset + cell] += gatePush
            olderSlope[cell] += push * (1 - z)
            guard layout.isRecurrent else { continue }
            let (own, gated) = (candidateRow + layout.inputs, gateRow + layout.inputs)
            Dot.add(candidatePush, old, to: g + own, layout.memory)
            Dot.add(gatePush, old, to: g + gated, layout.memory)
            Dot.add(candidatePush, p + own, to: olderSlope, layout.memory)
            Dot.add(gatePush, p + gated, to: olderSlope, layout.memory)
        }
        memorySlope.update(from: olderSlope, count: layout.memory)
    }
}
