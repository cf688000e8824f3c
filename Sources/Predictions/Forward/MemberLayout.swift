/// The sizes of a model, and where each tensor of a member lies in its flat array of parameters.
///
/// With F features, K projected embedding dimensions, H memory cells, Q hidden units and D = F + K
/// + 1:
///
///     input v = [ x (F) | u (K) | speaker (1) | h (H) | tau (1) ] one vector, built once a turn
///     gate    z = sigmoid(gate.weight [H, G] v[..<G] + gate.bias)
///     memory  c = tanh(candidate.weight [H, G] v[..<G] + candidate.bias);    h = (1 - z) h + z c
///     hidden  q = tanh(hidden.weight [Q, D+H+1] v + hidden.bias)             sees the new h
///     head    logit = (skip + tau drift) . x + state . h + hidden . q + bias[0] + tau bias[1]
///
/// G is D, or D + H where gate and candidate see the old memory too (`isRecurrent`; Zhou et al.
/// 2016, the minimal gated unit without its reset): then what a turn means may depend on the turns
/// before it, which wants more data.
///
/// tau says how many turns are in, never how many are to come: min(turn, 24) / 10 - 1.
package struct MemberLayout: Sendable, Equatable {
    package let features: Int
    package let projection: Int
    package let memory: Int
    package let hidden: Int
    /// Gate and candidate see the old memory.
    package let isRecurrent: Bool

    /// What a member answers: a log-odds each.
    package enum Head: Int, Sendable, CaseIterable {
        /// Converts, as seen from this turn.
        case probability
        /// Discounted return, as log-odds.
        case value
        /// What to add to `probability` once the conversation is known to be over.
        case closing

        package var name: String {
            switch self {
            case .probability: "probability"
            case .value: "value"
            case .closing: "closing"
            }
        }
    }

    package struct Slot: Sendable, Equatable {
        package let name: String
        package let shape: [Int]
        package let offset: Int
        package var count: Int { shape.reduce(1, *) }
        package var range: Range<Int> { offset..<offset + count }
    }

    package struct HeadSlots: Sendable, Equatable {
        package let skip, drift, state, hidden, bias: Slot
        package var all: [Slot] { [skip, drift, state, hidden, bias] }
    }

    package let gateWeight, gateBias, candidateWeight, candidateBias, hiddenWeight, hiddenBias: Slot
    package let heads: [HeadSlots]
    /// Floats in one member.
    package let count: Int

    /// D: what comes in with a turn.
    package var inputs: Int { features + projection + 1 }
    /// G: what gate and candidate see.
    package var gateInputs: Int { isRecurrent ? inputs + memory : inputs }
    /// The whole vector v.
    package var width: Int { inputs + memory + 1 }
    /// Where h begins in v.
    package var memoryOffset: Int { inputs }
    package var tauOffset: Int { inputs + memory }

    package var trunk: [Slot] {
        [gateWeight, gateBias, candidateWeight, candidateBias, hiddenWeight, hiddenBias]
    }
    package var all: [Slot] { trunk + heads.flatMap(\.all) }

    package init(
        features: Int, projection: Int, memory: Int, hidden: Int, isRecurrent: Bool = false
    ) {
        self.isRecurrent = isRecurrent
        self.features = features
        self.projection = projection
        self.memory = memory
        self.hidden = hidden
        var next = 0
        func slot(_ name: String, _ shape: Int...) -> Slot {
            let slot = Slot(name: name, shape: shape, offset: next)
            next += slot.count
            return slot
        }
        let inputs = features + projection + 1
        let seen = isRecurrent ? inputs + memory : inputs
        gateWeight = slot("gate.weight", memory, seen)
        gateBias = slot("gate.bias", memory)
        candidateWeight = slot("candidate.weight", memory, seen)
        candidateBias = slot("candidate.bias", memory)
        hiddenWeight = slot("hidden.weight", hidden, inputs + memory + 1)
        hiddenBias = slot("hidden.bias", hidden)
        heads = Head.allCases.map { head in
            HeadSlots(
                skip: slot("\(head.name).skip", features),
                drift: slot("\(head.name).drift", features),
                state: slot("\(head.name).state", memory),
                hidden: slot("\(head.name).hidden", hidden),
                bias: slot("\(head.name).bias", 2))
        }
        count = next
    }

    /// The clock that a member sees after `turn` turns.
    package static func tau(turn: Int) -> Float { Float(min(turn, 24)) / 10 - 1 }

    /// Features are clipped to this many standard deviations.
    package static let clip: Float = 4

    /// What a member sees of a feature; what is no number counts as average.
    /// - Parameter scale: the inverse of the standard deviation.
    package static func standard(_ raw: Float, _ mean: Float, _ scale: Float) -> Float {
        let value = (raw - mean) * scale
        return value.isNaN ? 0 : max(-clip, min(clip, value))
    }
}
