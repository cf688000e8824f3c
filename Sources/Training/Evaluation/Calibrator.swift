internal import Predictions

/// One slope a turn bucket, the inverse of a temperature (Platt 1999 without his intercept; Guo et
/// al. 2017).
///
/// A slope is fitted by log-loss and drawn towards the slope of all turns, the more the fewer
/// conversations it stands on.
struct Calibrator: Sendable {
    let slopes: [Float]

    /// Conversations that the common slope weighs.
    private static let prior = 50.0

    /// - Parameters:
    ///   - logits: for each conversation turns + 1 log-odds, the last one after closing.
    ///   - chosen: the conversations to fit on.
    init(fitting logits: [[Float]], _ labels: [Float], _ chosen: [Int]) {
        var buckets = [[(logit: Float, label: Float)]](repeating: [], count: TurnBuckets.count)
        var conversations = [Double](repeating: 0, count: TurnBuckets.count)
        for one in chosen {
            var seen = Set<Int>()
            for (turn, logit) in logits[one].enumerated() {
                let isClosing = turn == logits[one].count - 1
                let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
                buckets[bucket].append((logit, labels[one]))
                if seen.insert(bucket).inserted { conversations[bucket] += 1 }
            }
        }
        let common = Self.slope(
            buckets.dropLast().flatMap { $0 }, conversations: 1, around: 1, prior: 0)
        slopes = zip(buckets, conversations).map { pairs, count in
            pairs.isEmpty
                ? common
                : Self.slope(pairs, conversations: count, around: common, prior: Self.prior)
        }
    }

    func probabilities(_ logits: [Float]) -> [Double] {
        logits.enumerated().map { turn, logit in
            let isClosing = turn == logits.count - 1
            let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
            return Double(Squash.sigmoid(logit * slopes[bucket]))
        }
    }

    /// Newton's steps on a loss that is convex in the slope; each pair weighs so that a
    /// conversation counts once.
    private static func slope(
        _ pairs: [(logit: Float, label: Float)], conversations: Double, around centre: Float,
        prior: Double
    ) -> Float {
        let weight = prior > 0 ? conversations / Double(max(pairs.count, 1)) : 1
        var slope = Double(centre)
        // What the prior's conversations would say about a slope: the curvature of as many typical
        // log-odds.
        let spread = pairs.reduce(0.0) { $0 + Double($1.logit * $1.logit) }
        let stiffness = prior * 0.25 * spread / Double(max(pairs.count, 1))
        for _ in 0..<30 {
            var gradient = stiffness * (slope - Double(centre))
            var curvature = stiffness + 1e-9
            for pair in pairs {
                let logit = Double(pair.logit)
                let p = Double(Squash.sigmoid(Float(slope * logit)))
                gradient += weight * (p - Double(pair.label)) * logit
                curvature += weight * p * (1 - p) * logit * logit
            }
            let step = max(-0.5, min(0.5, gradient / curvature))
            slope = max(0.05, min(5, slope - step))
            if abs(step) < 1e-6 { break }
        }
        return Float(slope)
    }
}

extension Reliability {
    /// The record of held-out forecasts: bins are filled equally in each bucket, a conversation
    /// counts once in a bin.
    init(probabilities: [[Double]], labels: [Float]) {
        var forecasts = [[(probability: Float, conversation: Int)]](
            repeating: [], count: TurnBuckets.count)
        for (one, series) in probabilities.enumerated() {
            for (turn, probability) in series.enumerated() {
                let bucket =
                    turn == series.count - 1
                    ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
                forecasts[bucket].append((Float(probability), one))
            }
        }
        var edges: [Float] = []
        var supports = [Float](repeating: 0, count: TurnBuckets.count * Reliability.bins)
        var conversions = supports
        for (bucket, unsorted) in forecasts.enumerated() {
            let sorted = unsorted.map(\.probability).sorted()
            let bounds = (1..<Reliability.bins).map { bin in
                sorted.isEmpty
                    ? Float(bin) / Float(Reliability.bins)
                    : sorted[min(sorted.count - 1, sorted.count * bin / Reliability.bins)]
            }
            edges += bounds
            var seen = Set<Int>()
            for (probability, conversation) in unsorted {
                let bin = bounds.firstIndex { probability <= $0 } ?? bounds.count
                guard seen.insert(conversation * Reliability.bins + bin).inserted else { continue }
                supports[bucket * Reliability.bins + bin] += 1
                conversions[bucket * Reliability.bins + bin] += labels[conversation]
            }
        }
        self.init(edges: edges, supports: supports, conversions: conversions)
    }
}
