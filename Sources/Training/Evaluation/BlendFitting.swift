private import Foundation
internal import Predictions

extension Blend {
    /// Conversations that the even shares weigh, and in a bucket of turns the shares of all turns.
    private static let (prior, bucketPrior) = (Float(150), Float(100))
    private static let sweeps = 30

    /// Shares by log-loss on forecasts of conversations that the parts had not seen, none below 0:
    /// stacking (Wolpert 1992; Breiman 1996). Those of all live turns are drawn towards even ones,
    /// those of a bucket of turns towards those of all.
    /// - Parameters:
    ///   - parts: for each part [conversations][turns + 1] log-odds, the last one after closing.
    ///   - chosen: the conversations to fit on.
    ///   - finalWeight: how many times a last turn weighs what another turn does.
    init(
        fitting parts: [(part: Part, logits: [[Float]])], _ labels: [Float], _ chosen: [Int],
        finalWeight: Int
    ) {
        guard parts.count > 1, !chosen.isEmpty else {
            self.init(even: parts.map(\.part))
            return
        }
        var buckets = [Rows](repeating: Rows(parts: parts.count), count: TurnBuckets.count)
        var live = Rows(parts: parts.count)
        for one in chosen {
            let count = parts[0].logits[one].count - 1
            var seen = Set<Int>()
            for turn in 0...count {
                let isClosing = turn == count
                let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
                let row = parts.map { $0.logits[one][turn] }
                let weight = turn == count - 1 ? Float(finalWeight) : 1
                buckets[bucket].add(row, labels[one], weight: weight)
                if seen.insert(bucket).inserted { buckets[bucket].conversations += 1 }
                if !isClosing { live.add(row, labels[one], weight: weight) }
            }
        }
        live.conversations = Float(chosen.count)
        let even = [Float](repeating: 1 / Float(parts.count), count: parts.count)
        let common = live.shares(around: even, prior: Self.prior)
        let found = buckets.enumerated().map { bucket, rows -> [Float] in
            let shares =
                bucket == TurnBuckets.closing
                ? rows.shares(around: even, prior: Self.prior)
                : rows.shares(around: common, prior: Self.bucketPrior)
            return Part.allCases.map { part in
                parts.firstIndex { $0.part == part }.map { shares[$0] } ?? 0
            }
        }
        self.init(shares: found)
    }

    private struct Rows {
        let parts: Int
        var conversations: Float = 0
        /// [rows, parts]
        var logits: [Float] = []
        var labels: [Float] = []
        var weights: [Float] = []

        init(parts: Int) { self.parts = parts }

        mutating func add(_ row: [Float], _ label: Float, weight: Float) {
            logits += row
            labels.append(label)
            weights.append(weight)
        }

        /// One coordinate's Newton step after another; the loss is convex.
        /// - Parameters:
        ///   - centre: what is returned where there are no rows.
        ///   - prior: conversations that it weighs.
        func shares(around centre: [Float], prior: Float) -> [Float] {
            guard conversations > 0 else { return centre }
            let scale = conversations / max(weights.reduce(0, +), 1e-6)
            var factors = centre
            var bias: Float = 0
            var sums = labels.indices.map { sum($0, factors) }
            for _ in 0..<Blend.sweeps {
                for part in 0...parts {
                    var (slope, curve): (Float, Float) = (0, 1e-6)
                    var square: Float = 0
                    for row in labels.indices {
                        let z = part == parts ? 1 : logits[row * parts + part]
                        let said = Squash.sigmoid(sums[row])
                        let weight = weights[row] * scale
                        slope += weight * (said - labels[row]) * z
                        curve += weight * said * (1 - said) * z * z
                        square += weights[row] * z * z
                    }
                    if part < parts {
                        // The curvature of as many typical log-odds.
                        let stiffness = prior * 0.25 * square * scale / conversations
                        slope += stiffness * (factors[part] - centre[part])
                        curve += stiffness
                    }
                    let old = part == parts ? bias : factors[part]
                    var new = old - max(-0.3, min(0.3, slope / curve))
                    if part < parts { new = max(0, new) }
                    for row in labels.indices {
                        sums[row] += (new - old) * (part == parts ? 1 : logits[row * parts + part])
                    }
                    if part == parts { bias = new } else { factors[part] = new }
                }
            }
            let total = factors.reduce(0, +)
            return total > 0.05 ? factors.map { $0 / total } : centre
        }

        private func sum(_ row: Int, _ factors: [Float]) -> Float {
            (0..<parts).reduce(Float(0)) { $0 + factors[$1] * logits[row * parts + $1] }
        }
    }

    /// Log-odds of every conversation by these shares.
    func mixed(_ parts: [(part: Part, logits: [[Float]])]) -> [[Float]] {
        let count = parts.first?.logits.count ?? 0
        return (0..<count).map { one in
            let last = parts[0].logits[one].count - 1
            return (0...last).map { turn in
                parts.reduce(Float(0)) {
                    $0 + share(
                        $1.part,
                        bucket: turn == last
                            ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1))
                        * $1.logits[one][turn]
                }
            }
        }
    }
}
