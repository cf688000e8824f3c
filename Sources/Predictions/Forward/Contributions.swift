/// Which feature pushed how far: the feature times the slope of the log-odds in it, at this turn.
///
/// For the linear part of a head this is exact; for the memory and the hidden layer it is the
/// first-order term. Features are
/// centred on their average over the training turns, so a push is against an average conversation.
/// What the words themselves
/// (the embedding) and earlier turns (the memory) push is in no contribution, nor
/// what the forests say.
extension Member {
    /// Adds `weight * d logit / d x` of a head to `slopes` [F].
    /// - Parameter remembers: this turn went into the memory; false when the conversation was only
    ///   closed.
    func addSlopes(
        of head: MemberLayout.Head, _ a: Activations, weight: Float, remembers: Bool,
        to slopes: UnsafeMutablePointer<Float>
    ) {
        let count = layout.features
        parameters.withUnsafeBufferPointer { buffer in
            guard let p = buffer.baseAddress else { return }
            let slots = layout.heads[head.rawValue]
            Dot.add(weight, p + slots.skip.offset, to: slopes, count)
            Dot.add(
                weight * a.v[layout.tauOffset], p + slots.drift.offset, to: slopes, count)
            let hidden = p + layout.hiddenWeight.offset
            for unit in 0..<layout.hidden {
                let push =
                    weight * p[slots.hidden.offset + unit] * (1 - a.hidden[unit] * a.hidden[unit])
                Dot.add(push, hidden + unit * layout.width, to: slopes, count)
            }
            guard remembers else { return }
            for cell in 0..<layout.memory {
                var push = weight * p[slots.state.offset + cell]
                for unit in 0..<layout.hidden {
                    let through = hidden[unit * layout.width + layout.memoryOffset + cell]
                    push +=
                        weight * p[slots.hidden.offset + unit]
                        * (1 - a.hidden[unit] * a.hidden[unit]) * through
                }
                let gate = a.gate[cell]
                let candidate = a.candidate[cell]
                Dot.add(
                    push * gate * (1 - candidate * candidate),
                    p + layout.candidateWeight.offset + cell * layout.gateInputs, to: slopes, count)
                Dot.add(
                    push * (candidate - a.oldMemory[cell]) * gate * (1 - gate),
                    p + layout.gateWeight.offset + cell * layout.gateInputs, to: slopes, count)
            }
        }
    }

    /// The strongest, strongest first; those that push nothing are left out.
    static func strongest(
        x: UnsafePointer<Float>, slopes: UnsafePointer<Float>, count: Int, scale: Float
    ) -> [Contribution] {
        var found: [Contribution] = []
        found.reserveCapacity(PredictionLimits.contributions + 1)
        for feature in 0..<count {
            let push = x[feature] * slopes[feature] * scale
            guard push != 0, push.isFinite else { continue }
            if found.count == PredictionLimits.contributions {
                guard let last = found.last, abs(push) > abs(last.push) else { continue }
                found.removeLast()
            }
            let place = found.firstIndex { abs(push) > abs($0.push) } ?? found.count
            found.insert(Contribution(feature: feature, push: push), at: place)
        }
        return found
    }
}
