private import Foundation

/// The resample of conversations that a member learns from, and its order in every epoch.
///
/// Balanced, every second conversation converted, whatever share of the data did: a rare outcome
/// then moves every batch. A member trained so forecasts for a world in which half converts;
/// ``correction(_:)`` takes its log-odds back.
struct BatchOrder: Sendable {
    private let isBalanced: Bool
    /// Of conversions in the data.
    private let share: Float
    private let train: [Prepared]

    /// Nothing can be balanced where every outcome is the same.
    init(_ train: [Prepared], isBalanced: Bool) {
        self.train = train
        share = Float(train.count { $0.label > 0.5 }) / Float(max(train.count, 1))
        self.isBalanced = isBalanced && share > 0 && share < 1
    }

    /// As many as there are, drawn with replacement (a bootstrap, Breiman 1996).
    func draw(_ random: inout Random) -> [Int] {
        guard isBalanced else { return train.indices.map { _ in random.below(train.count) } }
        let sides = [1, 0].map { side in
            train.indices.filter { (train[$0].label > 0.5) == (side == 1) }
        }
        return train.indices.map { place in
            let side = sides[place % 2]
            return side[random.below(side.count)]
        }
    }

    /// Another order; balanced, each side is shuffled among its own places, so that every batch of
    /// even size holds as many of one as of the other.
    func shuffle(_ order: inout [Int], _ random: inout Random) {
        guard isBalanced else { return random.shuffle(&order) }
        for side in 0..<2 {
            let places = Array(stride(from: side, to: order.count, by: 2))
            var some = places.map { order[$0] }
            random.shuffle(&some)
            for (place, one) in zip(places, some) { order[place] = one }
        }
    }

    /// What to add to the log-odds of a member trained on balanced batches:
    /// log(pi / (1 - pi)) - log(pi' / (1 - pi')), with pi the data's share of conversions and pi'
    /// that of the batches, one half (Elkan 2001, theorem 2). 0 where nothing was balanced.
    var correction: Float { isBalanced ? log(share / (1 - share)) : 0 }

    /// How much a conversation of this outcome must weigh for balanced batches to mean what the
    /// data mean.
    func weight(_ label: Float) -> Float {
        isBalanced ? 2 * (label > 0.5 ? share : 1 - share) : 1
    }
}
