private import Foundation
package import Messages

/// What became of past conversations that scored alike: one row a turn bucket, one column a bin of
/// probability.
///
/// Filled from forecasts that the model made of conversations it was not trained on. A conversation
/// counts once in a bin,
/// however many of its turns fell there, so `support` is a number of conversations.
package struct Reliability: Sendable, Equatable {
    package static let bins = 6

    /// [buckets, bins - 1]: upper edges of the bins, rising; equally filled bins, so the edges
    /// differ by bucket.
    package let edges: [Float]
    /// [buckets, bins]: conversations that were scored there, and how many of them converted.
    package let supports: [Float]
    package let conversions: [Float]
    /// [buckets, bins]: the level that is shown, computed once by `levels`.
    private let levels: [Float]

    package init(edges: [Float], supports: [Float], conversions: [Float]) {
        precondition(edges.count == TurnBuckets.count * (Self.bins - 1))
        precondition(supports.count == TurnBuckets.count * Self.bins)
        precondition(conversions.count == supports.count)
        self.edges = edges
        self.supports = supports
        self.conversions = conversions
        levels = Self.levels(supports: supports, conversions: conversions)
    }

    package func confidence(probability: Float, bucket: Int) -> Confidence {
        var bin = 0
        let first = bucket * (Self.bins - 1)
        while bin < Self.bins - 1, probability > edges[first + bin] { bin += 1 }
        let cell = bucket * Self.bins + bin
        let support = supports[cell]
        guard support > 0 else { return Confidence(level: 0) }
        let (low, high) = Self.wilson(conversions[cell], of: support)
        return Confidence(
            level: levels[cell], band: .init(low: low, high: high, support: Int(support)))
    }

    /// Wilson's score interval at 90 %: Wilson 1927, J. Am. Stat. Assoc. 22, with z = 1.6449.
    package static func wilson(_ hits: Float, of count: Float) -> (low: Float, high: Float) {
        let z: Float = 1.644_853_6
        let rate = hits / count
        let scale = 1 / (1 + z * z / count)
        let centre = (rate + z * z / (2 * count)) * scale
        let half =
            z * scale * (rate * (1 - rate) / count + z * z / (4 * count * count)).squareRoot()
        return (max(0, centre - half), min(1, centre + half))
    }

    /// How far the record of a cell is from knowing nothing: the square root of the divergence of
    /// its rate from
    /// the overall rate, both shrunk by 20 conversations, as a share of the largest in the table.
    private static func levels(supports: [Float], conversions: [Float]) -> [Float] {
        let total = supports.reduce(0, +)
        let overall = total > 0 ? conversions.reduce(0, +) / total : 0.5
        let base = min(max(overall, 0.01), 0.99)
        let divergences = zip(supports, conversions).map { support, hits -> Float in
            guard support > 0 else { return 0 }
            let rate = (hits + 20 * base) / (support + 20)
            let information =
                rate * log(max(rate, 1e-6) / base)
                + (1 - rate) * log(max(1 - rate, 1e-6) / (1 - base))
            return max(0, information).squareRoot()
        }
        let largest = divergences.max() ?? 0
        return divergences.map { largest > 0 ? $0 / largest : 0 }
    }
}
