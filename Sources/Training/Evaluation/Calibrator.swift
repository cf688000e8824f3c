internal import Predictions

/// A slope (the inverse of a temperature) and an intercept a turn bucket (Platt 1999).
///
/// They are fitted by log-loss. Those of a live bucket are drawn towards those of all live turns,
/// the more the fewer conversations they stand on: buckets that move apart change the order of
/// conversations that ended at different turns. Closing stands on its own.
struct Calibrator: Sendable {
    let slopes, intercepts: [Float]

    /// Conversations that the common slope and intercept weigh, and a slope of 1 after closing.
    private static let (prior, closingPrior) = (300.0, 5.0)

    /// - Parameters:
    ///   - logits: for each conversation turns + 1 log-odds, the last one after closing.
    ///   - chosen: the conversations to fit on.
    ///   - finalWeight: how many times a last turn weighs what another turn does.
    init(
        fitting logits: [[Float]], _ labels: [Float], _ chosen: [Int], finalWeight: Int = 1
    ) {
        var buckets = [[Pair]](repeating: [], count: TurnBuckets.count)
        var conversations = [Double](repeating: 0, count: TurnBuckets.count)
        for one in chosen {
            var seen = Set<Int>()
            for (turn, logit) in logits[one].enumerated() {
                let isClosing = turn == logits[one].count - 1
                let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
                let isLast = turn == logits[one].count - 2
                buckets[bucket].append(
                    Pair(
                        logit: logit, label: labels[one], weight: isLast ? Float(finalWeight) : 1))
                if seen.insert(bucket).inserted { conversations[bucket] += 1 }
            }
        }
        let common = Line.fitted(
            buckets.dropLast().flatMap { $0 }, conversations: Double(chosen.count),
            around: Line(slope: 1, intercept: 0), prior: 1)
        let lines = zip(buckets, conversations).enumerated().map { bucket, found in
            let isClosing = bucket == TurnBuckets.closing
            guard !found.0.isEmpty else { return common }
            return Line.fitted(
                found.0, conversations: found.1,
                around: isClosing ? Line(slope: 1, intercept: 0) : common,
                prior: isClosing ? Self.closingPrior : Self.prior)
        }
        slopes = lines.map { Float($0.slope) }
        intercepts = lines.map { Float($0.intercept) }
    }

    func calibrated(_ logit: Float, _ bucket: Int) -> Float {
        logit * slopes[bucket] + intercepts[bucket]
    }

    func probabilities(_ logits: [Float]) -> [Double] {
        logits.enumerated().map { turn, logit in
            let isClosing = turn == logits.count - 1
            let bucket = isClosing ? TurnBuckets.closing : TurnBuckets.bucket(turn: turn + 1)
            return Double(Squash.sigmoid(calibrated(logit, bucket)))
        }
    }

    struct Pair {
        let logit, label: Float
        /// What it counts beside the others.
        var weight: Float = 1
    }

    struct Line {
        var slope, intercept: Double

        /// Newton's steps on a loss that is convex in both; pairs weigh so that all of them
        /// together count what the conversations do.
        /// - Parameter keepsSlope: only the intercept moves.
        static func fitted(
            _ pairs: [Pair], conversations: Double, around centre: Line, prior: Double,
            keepsSlope: Bool = false
        ) -> Line {
            let total = pairs.reduce(Float(0)) { $0 + $1.weight }
            let share = conversations / Double(max(total, 1))
            var line = centre
            // What the prior's conversations would say: the curvature of as many typical log-odds.
            let spread = pairs.reduce(0.0) { $0 + Double($1.weight * $1.logit * $1.logit) }
            let stiffness = prior * 0.25 * spread / Double(max(total, 1)) + 1e-6
            let level = prior * 0.25
            for _ in 0..<30 {
                var slope = stiffness * (line.slope - centre.slope)
                var intercept = level * (line.intercept - centre.intercept)
                var (curve, cross, flat) = (stiffness, 0.0, level)
                for pair in pairs {
                    let logit = Double(pair.logit)
                    let weight = share * Double(pair.weight)
                    let said = Double(
                        Squash.sigmoid(Float(line.slope * logit + line.intercept)))
                    let off = weight * (said - Double(pair.label))
                    let bend = weight * said * (1 - said)
                    slope += off * logit
                    intercept += off
                    curve += bend * logit * logit
                    cross += bend * logit
                    flat += bend
                }
                if keepsSlope { (slope, cross) = (0, 0) }
                let determinant = max(curve * flat - cross * cross, 1e-12)
                let turn = (flat * slope - cross * intercept) / determinant
                let lift = (curve * intercept - cross * slope) / determinant
                line.slope = max(0.05, min(5, line.slope - max(-0.5, min(0.5, turn))))
                line.intercept -= max(-0.5, min(0.5, lift))
                if abs(turn) + abs(lift) < 1e-6 { break }
            }
            return line
        }
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
