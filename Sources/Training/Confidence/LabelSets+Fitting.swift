internal import Predictions

extension LabelSets {
    /// Thresholds from held-out forecasts, each of a conversation that its model had not seen.
    ///
    /// The exchangeable unit is the conversation. The turn is drawn independently of it, evenly
    /// from its bucket, and dropped where the call was over by then: so every turn of a bucket
    /// counts alike, whatever the length of its conversation. (One turn drawn from each
    /// conversation's own would over-weigh short calls, which fail more often.) The threshold is
    /// the `ceil((n + 1) share) / n` quantile of the scores, n conversations; with all draws taken
    /// together rather than one, it moves less and has the same mean.
    ///
    /// - Parameters:
    ///   - series: for each conversation turns + 1 probabilities, the last one after closing.
    ///   - chosen: the conversations to fit on.
    init(
        fitting series: [[Double]], _ labels: [Float], _ chosen: [Int],
        share: Float = LabelSets.share
    ) {
        var scores = [[Float]](repeating: [], count: TurnBuckets.count)
        var conversations = [Int](repeating: 0, count: TurnBuckets.count)
        for one in chosen {
            var seen = Set<Int>()
            for (turn, probability) in series[one].enumerated() {
                let bucket = TurnBuckets.bucket(place: turn, of: series[one].count)
                scores[bucket].append(
                    Float(labels[one] > 0.5 ? 1 - probability : probability))
                if seen.insert(bucket).inserted { conversations[bucket] += 1 }
            }
        }
        self.init(
            thresholds: zip(scores, conversations).map { scores, count in
                Self.threshold(scores, conversations: count, share: share)
            })
    }

    private static func threshold(
        _ scores: [Float], conversations: Int, share: Float
    ) -> Float {
        let rank = (Float(conversations + 1) * share).rounded(.up)
        guard conversations > 0, rank <= Float(conversations) else { return 1 }
        let place = (rank / Float(conversations) * Float(scores.count)).rounded(.up)
        return scores.sorted()[max(0, min(scores.count, Int(place)) - 1)]
    }
}

extension TurnBuckets {
    /// Of the forecast at `place` in a series of turns + 1, whose last is the one after closing.
    static func bucket(place: Int, of count: Int) -> Int {
        place == count - 1 ? closing : bucket(turn: place + 1)
    }
}
