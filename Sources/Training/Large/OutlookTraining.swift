private import Foundation
internal import Predictions

/// Fits the outlook heads on what the finished first member makes of each turn.
///
/// `ending`: logistic, 1 for a conversation's last turn: the discrete-time hazard of Singer and
/// Willett (1993). `turnsLeft`: least squares on log(1 + turns still to come). `dealValue`: least
/// squares on the log of the value, over conversations that converted and name one.
struct OutlookTraining {
    let inputs: PoolInputs
    let layout: MemberLayout
    let member: [Float]

    /// Conversations that are looked at, at most, and how often.
    private static let most = 20_000
    private static let epochs = 3
    private static let batch = 16
    private static let rate: Float = 2e-3
    /// Conversations with a value that a value head needs.
    private static let valuesLeast = 200

    func run(_ train: [Int], random: Random) -> OutlookHeads {
        var random = random
        var order = Array(train.prefix(Self.most))
        let entries = inputs.pool.entries
        let values = order.compactMap { logValue(entries[$0]) }
        let heads = values.count >= Self.valuesLeast ? 3 : 2
        let row = layout.width + layout.hidden
        var parameters = [Float](repeating: 0, count: heads * (row + 1))
        if heads == 3 {
            parameters[heads * row + 2] = values.reduce(0, +) / Float(values.count)
        }
        var gradient = parameters
        var adam = Adam(count: parameters.count)
        let penalties = [Float](repeating: 1e-4, count: parameters.count)
        let learner = Learner(layout, turns: entries.map(\.count).max() ?? 1)
        let steps = Self.epochs * order.count
        var step = 0
        for _ in 0..<Self.epochs {
            random.shuffle(&order)
            for first in stride(from: 0, to: order.count, by: Self.batch) {
                let batch = order[first..<min(first + Self.batch, order.count)]
                for index in gradient.indices { gradient[index] = 0 }
                var turns = 0
                for one in batch {
                    turns += entries[one].count
                    add(one, learner, heads, parameters, &gradient)
                }
                let done = Float(step) / Float(max(steps, 1))
                adam.step(
                    &parameters, gradient, share: 1 / Float(turns), penalties: penalties,
                    rate: Self.rate * (1 - 0.95 * done))
                step += batch.count
            }
        }
        return OutlookHeads(
            weight: Array(parameters[..<(heads * row)]), bias: Array(parameters[(heads * row)...]))
    }

    private func logValue(_ entry: Pool.Entry) -> Float? {
        entry.label > 0.5 && entry.dealValue > 0 ? log(entry.dealValue) : nil
    }

    private func add(
        _ one: Int, _ learner: Learner, _ heads: Int, _ parameters: [Float],
        _ gradient: inout [Float]
    ) {
        let item = inputs.prepared(one)
        member.withUnsafeBufferPointer { if let p = $0.baseAddress { learner.forward(p, item) } }
        let value = logValue(inputs.pool.entries[one])
        let row = layout.width + layout.hidden
        for turn in 0..<item.count {
            let (v, hidden) = learner.activations(turn)
            let left = Float(item.count - 1 - turn)
            for head in 0..<heads {
                let bias = heads * row + head
                let at = head * row
                let sum = parameters.withUnsafeBufferPointer { p -> Float in
                    guard let p = p.baseAddress else { return 0 }
                    return Dot.floats(p + at, v, layout.width)
                        + Dot.floats(p + at + layout.width, hidden, layout.hidden)
                }
                let answer = sum + parameters[bias]
                let slope: Float
                switch head {
                case 0: slope = Squash.sigmoid(answer) - (left == 0 ? 1 : 0)
                case 1: slope = answer - log(1 + left)
                default:
                    guard let value else { continue }
                    slope = answer - value
                }
                gradient[bias] += slope
                gradient.withUnsafeMutableBufferPointer { g in
                    guard let g = g.baseAddress else { return }
                    Dot.add(slope, v, to: g + at, layout.width)
                    Dot.add(slope, hidden, to: g + at + layout.width, layout.hidden)
                }
            }
        }
    }
}
