package import Messages

/// Split-conformal label sets (Vovk, Gammerman, Shafer 2005; per turn bucket: Mondrian).
///
/// The score of an outcome is 1 - p(outcome). An outcome stays open while its score is at most the
/// threshold of the turn's bucket, so that a set held the outcome in `share` of held-out
/// conversations.
package struct LabelSets: Sendable, Equatable {
    package static let share: Float = 0.9

    /// [buckets]: 0...1; 1, which leaves both open, where too few conversations were held out.
    package let thresholds: [Float]

    package init(thresholds: [Float]) {
        precondition(thresholds.count == TurnBuckets.count)
        self.thresholds = thresholds
    }

    /// Never empty: where neither outcome would stay open, the likelier one does. That can only
    /// cover more.
    package func set(probability: Float, bucket: Int) -> LabelSet {
        let threshold = thresholds[bucket]
        let canConvert = 1 - probability <= threshold
        let canFail = probability <= threshold
        if canConvert && canFail { return .undecided }
        if canConvert != canFail { return canConvert ? .converts : .doesNotConvert }
        return probability >= 0.5 ? .converts : .doesNotConvert
    }
}
