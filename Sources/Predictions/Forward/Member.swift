private import Foundation
internal import Tensors

/// One member of the ensemble: its parameters, and the same weights in 8 bits where that path is
/// chosen.
struct Member: Sendable {
    let layout: MemberLayout
    /// In the order of `MemberLayout.all`.
    let parameters: [Float]
    let rounded: Rounded?

    /// The three matrices; heads and biases stay floats.
    struct Rounded: Sendable {
        let gate, candidate, hidden: QuantizedMatrix
    }
}

/// The workspace of one step of one member. All of it lies in one allocation on the stack.
struct Activations {
    /// [width]: x, u, speaker, h, tau. `h` is the old memory before a step and the new one after
    /// it.
    let v: UnsafeMutablePointer<Float>
    /// [H] each.
    let gate, candidate, oldMemory: UnsafeMutablePointer<Float>
    /// [Q]
    let hidden: UnsafeMutablePointer<Float>

    static func size(_ layout: MemberLayout) -> Int {
        layout.width + 3 * layout.memory + layout.hidden
    }

    init(at base: UnsafeMutablePointer<Float>, _ layout: MemberLayout) {
        v = base
        gate = base + layout.width
        candidate = gate + layout.memory
        oldMemory = candidate + layout.memory
        hidden = oldMemory + layout.memory
    }
}

extension Member {
    /// Takes one turn into the memory: `a.v` must hold x, u, speaker and the old h.
    func remember(_ a: Activations) {
        let size = layout.memory
        parameters.withUnsafeBufferPointer { buffer in
            guard let p = buffer.baseAddress else { return }
            if let rounded {
                Matrix.multiply(rounded.gate, a.v, bias: p + layout.gateBias.offset, into: a.gate)
                Matrix.multiply(
                    rounded.candidate, a.v, bias: p + layout.candidateBias.offset,
                    into: a.candidate)
            } else {
                Matrix.multiply(
                    p + layout.gateWeight.offset, rows: size, columns: layout.gateInputs, a.v,
                    bias: p + layout.gateBias.offset, into: a.gate)
                Matrix.multiply(
                    p + layout.candidateWeight.offset, rows: size, columns: layout.gateInputs, a.v,
                    bias: p + layout.candidateBias.offset, into: a.candidate)
            }
        }
        let memory = a.v + layout.memoryOffset
        for cell in 0..<size {
            let gate = Squash.sigmoid(a.gate[cell])
            let candidate = tanh(a.candidate[cell])
            a.gate[cell] = gate
            a.candidate[cell] = candidate
            a.oldMemory[cell] = memory[cell]
            memory[cell] = (1 - gate) * memory[cell] + gate * candidate
        }
    }

    /// Fills the hidden layer from the whole of `a.v`.
    func think(_ a: Activations) {
        parameters.withUnsafeBufferPointer { buffer in
            guard let p = buffer.baseAddress else { return }
            if let rounded {
                Matrix.multiply(
                    rounded.hidden, a.v, bias: p + layout.hiddenBias.offset, into: a.hidden)
            } else {
                Matrix.multiply(
                    p + layout.hiddenWeight.offset, rows: layout.hidden, columns: layout.width,
                    a.v, bias: p + layout.hiddenBias.offset, into: a.hidden)
            }
        }
        for unit in 0..<layout.hidden { a.hidden[unit] = tanh(a.hidden[unit]) }
    }

    /// The log-odds that a head reads off.
    func logit(_ head: MemberLayout.Head, _ a: Activations) -> Float {
        parameters.withUnsafeBufferPointer { buffer in
            guard let p = buffer.baseAddress else { return 0 }
            return HeadStep.logit(layout, head, p, v: a.v, hidden: a.hidden)
        }
    }
}

/// What training and running share of a head.
package enum HeadStep {
    package static func logit(
        _ layout: MemberLayout, _ head: MemberLayout.Head, _ p: UnsafePointer<Float>,
        v: UnsafePointer<Float>, hidden: UnsafePointer<Float>
    ) -> Float {
        let slots = layout.heads[head.rawValue]
        let tau = v[layout.tauOffset]
        let bias = p + slots.bias.offset
        return Dot.floats(p + slots.skip.offset, v, layout.features)
            + tau * Dot.floats(p + slots.drift.offset, v, layout.features)
            + Dot.floats(p + slots.state.offset, v + layout.memoryOffset, layout.memory)
            + Dot.floats(p + slots.hidden.offset, hidden, layout.hidden)
            + bias[0] + tau * bias[1]
    }
}
