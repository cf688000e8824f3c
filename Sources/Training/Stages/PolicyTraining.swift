private import Foundation
internal import Predictions

/// A member's forecast trained on as a policy: proximal policy optimisation (Schulman et al. 2017)
/// of a Beta, with Brier's reward and no look ahead (gamma 0).
///
/// In each round every turn draws one action; a few passes then move the policy towards draws that
/// earned more than expected, by the clipped ratio, while a penalty in closed form holds it near
/// the supervised start. A round ends early once the policy has moved far from where the round
/// began. What is kept is mu, the member's own probability; no draw is ever reported.
struct PolicyTraining {
    let layout: MemberLayout
    let learning: TrainingConfiguration.Learning
    let policy: TrainingConfiguration.Policy
    let train: [Prepared]

    struct Outcome: Sendable {
        var parameters: [Float]
        /// Mean divergence from the start at the end, in nats a turn.
        var divergence: Double
        /// Rounds that ended early.
        var stopped: Int
    }

    /// One turn of one conversation in one round.
    struct Draw {
        let action: Double
        let logDensity: Double
        var advantage: Double
        let start: BetaPolicy
        let old: BetaPolicy
    }

    /// - Parameter start: a trained member's parameters, in the order of `MemberLayout.all`.
    func refined(_ start: [Float], random: Random, isStopped: () -> Bool) -> Outcome? {
        var random = random
        let learner = Learner(layout, turns: train.map(\.count).max() ?? 1)
        // Behind the member's parameters lie the spread's: a weight for each hidden unit and a
        // bias. They are gone once the policy is trained.
        var parameters = start + [Float](repeating: 0, count: layout.hidden)
        parameters.append(policy.spread)
        let beginning = parameters
        var adam = Adam(count: parameters.count)
        let free = [Float](repeating: 0, count: parameters.count)
        var order = Array(train.indices)
        var stopped = 0
        let turns = Float(train.reduce(0) { $0 + $1.count }) / Float(max(train.count, 1))
        for round in 0..<policy.rounds {
            let draws = draws(learner, parameters, beginning, &random)
            let share = 1 - Double(round) / Double(policy.rounds)
            let anchor = max(policy.anchorLeast, policy.anchor * share)
            for pass in 0..<policy.passes {
                if isStopped() { return nil }
                random.shuffle(&order)
                for first in stride(from: 0, to: order.count, by: learning.batch) {
                    let batch = order[first..<min(first + learning.batch, order.count)]
                    var gradient = free
                    for one in batch {
                        add(train[one], draws[one], anchor, learner, parameters, &gradient)
                    }
                    adam.step(
                        &parameters, gradient, share: 1 / (Float(batch.count) * turns),
                        penalties: free, rate: policy.rate)
                }
                let moved = divergence(learner, parameters) { one, turn in draws[one][turn].old }
                if moved > policy.divergenceLimit {
                    if pass + 1 < policy.passes { stopped += 1 }
                    break
                }
            }
        }
        let first = policies(learner, beginning)
        let away = divergence(learner, parameters) { one, turn in first[one][turn] }
        return Outcome(
            parameters: Array(parameters.prefix(layout.count)), divergence: away,
            stopped: stopped)
    }
}

// MARK: - One round

extension PolicyTraining {
    private func draws(
        _ learner: Learner, _ parameters: [Float], _ beginning: [Float], _ random: inout Random
    ) -> [[Draw]] {
        let (old, start) = (policies(learner, parameters), policies(learner, beginning))
        var squares = 0.0
        var count = 0.0
        var all = train.indices.map { one in
            old[one].indices.map { turn in
                let now = old[one][turn]
                let action = now.draw(&random)
                let reward = BetaPolicy.reward(action, outcome: Double(train[one].label))
                let advantage = reward - now.expectedReward
                squares += advantage * advantage
                count += 1
                return Draw(
                    action: action, logDensity: now.logDensity(action), advantage: advantage,
                    start: start[one][turn], old: now)
            }
        }
        // Advantages of unit size, so that the rate means the same at any base rate.
        let scale = 1 / max((squares / max(count, 1)).squareRoot(), 1e-6)
        for one in all.indices {
            for turn in all[one].indices { all[one][turn].advantage *= scale }
        }
        return all
    }

    /// The loss of one turn: minus the clipped surrogate, plus the pull towards the start.
    static func loss(_ now: BetaPolicy, _ draw: Draw, clip: Double, anchor: Double) -> Double {
        let ratio = exp(now.logDensity(draw.action) - draw.logDensity)
        let held = min(max(ratio, 1 - clip), 1 + clip)
        return -min(ratio * draw.advantage, held * draw.advantage)
            + anchor * now.divergence(from: draw.start)
    }

    static func slope(
        _ now: BetaPolicy, _ draw: Draw, clip: Double, anchor: Double
    ) -> BetaPolicy.Slope {
        let ratio = exp(now.logDensity(draw.action) - draw.logDensity)
        // Beyond the clip, on the side where the draw has been rewarded already, nothing pulls.
        let isClipped = draw.advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip
        let pull = anchor * now.divergenceSlope(from: draw.start)
        return isClipped
            ? pull : (-ratio * draw.advantage) * now.logDensitySlope(draw.action) + pull
    }

    /// Adds the gradient of one conversation's losses, each turn with its weight: member's
    /// parameters first, then the spread's.
    func add(
        _ item: Prepared, _ draws: [Draw], _ anchor: Double, _ learner: Learner,
        _ parameters: [Float], _ gradient: inout [Float]
    ) {
        let now = policies(item, learner, parameters)
        let slopes = zip(now, draws).map {
            Self.slope($0, $1, clip: policy.clip, anchor: anchor)
        }
        let weights = MemberTraining.weights(item.count, finalWeight: learning.finalWeight)
        var logits = zip(slopes, weights).map { Float($0.logit) * $1 }
        // Closing's head goes on as it was: it corrects a probability that moves under it.
        logits.append(
            (Squash.sigmoid(learner.logits[item.count]) - item.label) * Float(item.count))
        let none = [Float](repeating: 0, count: item.count)
        parameters.withUnsafeBufferPointer { p in
            gradient.withUnsafeMutableBufferPointer { g in
                guard let p = p.baseAddress, let g = g.baseAddress else { return }
                for (turn, slope) in slopes.enumerated() {
                    let push = Float(slope.spread) * weights[turn]
                    Dot.add(push, learner.thoughts(turn), to: g + layout.count, layout.hidden)
                    g[layout.count + layout.hidden] += push
                }
                learner.backward(p, g, item, slopes: logits, valueSlopes: none)
            }
        }
    }

    private func policies(_ learner: Learner, _ parameters: [Float]) -> [[BetaPolicy]] {
        train.map { policies($0, learner, parameters) }
    }

    /// After each turn. The spread reads the hidden layer and does not move it.
    func policies(_ item: Prepared, _ learner: Learner, _ parameters: [Float]) -> [BetaPolicy] {
        learner.keepAll()
        return parameters.withUnsafeBufferPointer { p in
            guard let p = p.baseAddress else { return [] }
            learner.forward(p, item)
            return (0..<item.count).map { turn in
                let spread =
                    Dot.floats(p + layout.count, learner.thoughts(turn), layout.hidden)
                    + p[layout.count + layout.hidden]
                return BetaPolicy(logit: Double(learner.logits[turn]), spread: Double(spread))
            }
        }
    }

    private func divergence(
        _ learner: Learner, _ parameters: [Float], from other: (Int, Int) -> BetaPolicy
    ) -> Double {
        var sum = 0.0
        var count = 0.0
        for (one, now) in policies(learner, parameters).enumerated() {
            for turn in now.indices {
                sum += now[turn].divergence(from: other(one, turn))
                count += 1
            }
        }
        return sum / max(count, 1)
    }
}
