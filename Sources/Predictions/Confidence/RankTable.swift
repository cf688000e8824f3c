/// Where a number stands among those of held-out turns at the same stage.
package struct RankTable: Sendable, Equatable {
    /// At which shares of the held-out turns the table has a knot.
    package static let shares: [Float] = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 1]

    /// [buckets, shares], rising within a bucket.
    package let knots: [Float]

    package init(knots: [Float]) {
        precondition(knots.count == TurnBuckets.count * Self.shares.count)
        self.knots = knots
    }

    /// The share of held-out turns with a smaller number, 0...1, interpolated between knots. What
    /// is no number stands above all.
    package func rank(_ value: Float, bucket: Int) -> Float {
        let first = bucket * Self.shares.count
        guard value > knots[first] else { return value.isNaN ? 1 : 0 }
        for place in 1..<Self.shares.count where value <= knots[first + place] {
            let (low, high) = (knots[first + place - 1], knots[first + place])
            let part = high > low ? (value - low) / (high - low) : 1
            return Self.shares[place - 1] + part * (Self.shares[place] - Self.shares[place - 1])
        }
        return 1
    }

    /// The knot of one of `shares`.
    package func value(rank: Float, bucket: Int) -> Float {
        let place = Self.shares.lastIndex { $0 <= rank } ?? 0
        return knots[bucket * Self.shares.count + place]
    }
}

extension RankTable {
    /// From held-out numbers by bucket; an empty bucket takes all others' numbers.
    package init(of values: [[Float]]) {
        precondition(values.count == TurnBuckets.count)
        let all = values.flatMap { $0 }.sorted()
        knots = values.flatMap { some -> [Float] in
            let sorted = some.isEmpty ? all : some.sorted()
            return Self.shares.map { share in
                sorted.isEmpty ? 0 : Self.quantile(sorted, share)
            }
        }
    }

    /// Linear between the order statistics.
    private static func quantile(_ sorted: [Float], _ share: Float) -> Float {
        let place = share * Float(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Float(below))
    }
}
