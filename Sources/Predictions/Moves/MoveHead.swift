package import Messages

/// What each move is worth after a turn, learned from what representatives did at past moments.
///
/// With s the summary of a turn (``Model/summary(of:embedding:features:probability:)``), l its
/// log-odds, and c its part between features and embedding:
///
///     share(a | s)  = softmax of the behaviour network: how often they do a
///     z             = that network's hidden layer: what representatives react to
///     Q_m(s, a)     = sigmoid(l + output a of member m on [ z | c ]): to convert after a
///     points_m(a)   = 100 (Q_m(s, a) - sum over b of share(b | s) Q_m(s, b))
///
/// The members' mean is what is shown; the band joins their spread with what the number of past
/// moments leaves open. It is learned by implicit Q-learning over discrete acts (Kostrikov, Nair,
/// Levine 2022).
package struct MoveHead: Sendable, Equatable {
    /// What a representative can do as the head knows it: every move, and anything else.
    package static let actions = Move.allCases.count + 1
    /// Greeting, leaving, and what nobody recognised.
    package static let other = Move.allCases.count
    /// Outputs of a member: a value for each act, one for an end here, and the moment's own.
    package static let outputs = actions + 2
    package static let end = actions
    package static let moment = actions + 1

    /// What keeps a move from being named.
    package struct Floors: Sendable, Equatable {
        /// Least share of representatives who do it at such a moment.
        package var share: Float = 0.02
        /// Least number of past moments alike at which it was done.
        package var support: Float = 30

        package init() {}
    }

    /// [W]: s = clip((summary - mean) * scale).
    package let mean, scale: [Float]
    /// Which part of the summary is c.
    package let context: Range<Int>
    package let behaviour: MoveNet
    package let members: [MoveNet]
    package let cells: MoveCells
    /// [actions]: variance of what followed an act, about what the head expected.
    package let noise: [Float]
    package let floors: Floors

    package init(
        mean: [Float], scale: [Float], context: Range<Int>, behaviour: MoveNet,
        members: [MoveNet], cells: MoveCells, noise: [Float], floors: Floors = Floors()
    ) {
        precondition(mean.count == behaviour.layout.inputs && scale.count == mean.count)
        precondition(noise.count == Self.actions && !members.isEmpty)
        precondition(
            members.allSatisfy {
                $0.layout.inputs == behaviour.layout.hidden + context.count
                    && $0.layout.outputs == Self.outputs
            })
        self.context = context
        self.mean = mean
        self.scale = scale
        self.behaviour = behaviour
        self.members = members
        self.cells = cells
        self.noise = noise
        self.floors = floors
    }
}

/// What a move head says of one move.
package struct MoveValue: Sendable, Equatable {
    package let move: Move
    /// Percentage points against what is usually done, and the 90 % band.
    package let points, low, high: Float
    /// Past moments alike at which it was done.
    package let support: Int
    /// How often representatives do it at such a moment.
    package let share: Float
}

/// What a move head says of a moment.
package struct MoveReading: Sendable, Equatable {
    /// Every move, by ``Move/rawValue``, those without evidence included: for those who judge.
    package let all: [MoveValue]
    /// Those with evidence, the best first; empty with the reason in ``without``.
    package let ranked: [MoveValue]
    /// Why no move has evidence.
    package let without: String?
}

// MARK: - Reading a moment

extension MoveHead {
    /// - Parameters:
    ///   - summary: [W] of the model that the head was trained with.
    ///   - probability: the forecast at this moment.
    package func read(_ summary: [Float], probability: Float) -> MoveReading {
        let layout = behaviour.layout
        precondition(summary.count == layout.inputs, "a summary of another model")
        let (hidden, inputs) = (layout.hidden, members[0].layout.inputs)
        return withUnsafeTemporaryAllocation(
            of: Float.self,
            capacity: layout.inputs + inputs + members[0].layout.hidden + hidden + 1
                + Self.outputs + (members.count + 1) * Self.actions
        ) { workspace in
            guard let s = workspace.baseAddress else {
                return MoveReading(all: [], ranked: [], without: "nothing was read")
            }
            let view = s + layout.inputs
            let thoughts = view + inputs
            let point = thoughts + members[0].layout.hidden
            let outputs = point + hidden + 1
            let shares = outputs + Self.outputs
            let points = shares + Self.actions
            standardise(summary, into: s)
            behaviour.run(s, hidden: point, outputs: shares)
            Squash.softmax(shares, Self.actions)
            view.update(from: point, count: hidden)
            (view + hidden).update(from: s + context.lowerBound, count: context.count)
            point[hidden] = Self.place(of: probability)
            let (cell, isStrange) = cells.nearest(point)
            for (index, member) in members.enumerated() {
                member.run(view, hidden: thoughts, outputs: outputs)
                Self.advantages(
                    outputs, logit: Squash.logit(probability), shares,
                    into: points + index * Self.actions)
            }
            let all = Move.allCases.map { value(of: $0, cell, shares, points) }
            return reading(all, isStrange: isStrange)
        }
    }

    /// Where a forecast lies among the cells' dimensions.
    package static func place(of probability: Float) -> Float { Squash.logit(probability) / 2 }

    package func standardise(_ summary: [Float], into s: UnsafeMutablePointer<Float>) {
        for index in summary.indices {
            s[index] = MemberLayout.standard(summary[index], mean[index], scale[index])
        }
    }

    /// Q of each act less the mean of what is usually done.
    private static func advantages(
        _ outputs: UnsafePointer<Float>, logit: Float, _ shares: UnsafePointer<Float>,
        into points: UnsafeMutablePointer<Float>
    ) {
        var usual: Float = 0
        for act in 0..<actions {
            points[act] = 100 * Squash.sigmoid(logit + outputs[act])
            usual += shares[act] * points[act]
        }
        for act in 0..<actions { points[act] -= usual }
    }

    private func value(
        of move: Move, _ cell: Int, _ shares: UnsafePointer<Float>, _ points: UnsafePointer<Float>
    ) -> MoveValue {
        let act = move.rawValue
        let count = Float(members.count)
        var mean: Float = 0
        for index in members.indices { mean += points[index * Self.actions + act] / count }
        var spread: Float = 0
        for index in members.indices {
            let difference = points[index * Self.actions + act] - mean
            spread += difference * difference / max(1, count - 1)
        }
        let support = cells.supports[cell * Self.actions + act]
        let half =
            1.645 * (spread + 10_000 * noise[act] / max(1, support)).squareRoot()
        return MoveValue(
            move: move, points: mean, low: mean - half, high: mean + half, support: Int(support),
            share: shares[act])
    }

    private func reading(_ all: [MoveValue], isStrange: Bool) -> MoveReading {
        guard !isStrange else {
            return MoveReading(
                all: all, ranked: [], without: "no past moment was like this one")
        }
        let known = all.filter {
            $0.share >= floors.share && Float($0.support) >= floors.support
        }
        guard !known.isEmpty else {
            return MoveReading(
                all: all, ranked: [],
                without: "no move was made \(Int(floors.support)) times at moments like this one")
        }
        // Of equals the one that more representatives choose.
        let ranked = known.sorted { ($0.points, $0.share) > ($1.points, $1.share) }
        return MoveReading(all: all, ranked: ranked, without: nil)
    }
}
