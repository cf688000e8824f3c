internal import Messages
internal import Predictions

/// How far what is said of confidence holds, on conversations that nothing behind it had seen.
package struct ConfidenceReport: Sendable, Codable {
    /// Label sets of one turn bucket. A turn counts as often as any other, whatever the length of
    /// its conversation; intervals are 95 % bootstraps by conversation.
    package struct Coverage: Sendable, Codable {
        package var turns: String
        package var conversations: Int
        /// Share of turns whose set held the outcome.
        package var share: Double
        package var low: Double
        package var high: Double
        /// The same among conversations that converted, and among those that did not.
        package var converted: Double
        package var lost: Double
        /// Share of sets that leave both outcomes open.
        package var undecided: Double
        /// Of sets with one outcome, the share that had the right one. NaN where there are none.
        package var right: Double
        /// Share of held-out turns past the novelty threshold; 5 % were meant to be.
        package var novel: Double
    }
    /// One reason to abstain.
    package struct Reason: Sendable, Codable {
        package var name: String
        /// Of all live turns.
        package var share: Double
    }
    /// Live turns on which it abstains, or does not.
    package struct Part: Sendable, Codable {
        package var name: String
        package var turns: Int
        /// Share of forecasts on the wrong side of one half.
        package var wrong: Double
        package var brier: Double
        package var ece: Double
    }
    /// Turns of conversations of another kind against held-out ones of the model's own.
    package struct Foreign: Sendable, Codable {
        package var name: String
        package var turns: String
        package var count: Int
        /// Area under the ROC curve by neighbours, by relative Mahalanobis distance, and by the
        /// larger of the two; the first two are NaN where only ranks are known.
        package var neighbours: Double
        package var relative: Double
        package var both: Double
        /// Share past the novelty threshold.
        package var found: Double
        /// Share of its turns on which the model abstains.
        package var abstained: Double
    }

    package var coverage: [Coverage]
    /// Share of conversations in which every live turn's set held the outcome.
    package var wholeCall: Double
    package var reasons: [Reason]
    package var parts: [Part]
    package var risks: [RiskCoverage]
    package var foreign: [Foreign]
}

// MARK: - Making

extension ConfidenceReport {
    /// Nil where the model knows nothing of its limits.
    init?(_ judged: JudgedConfidences, _ outcomes: [Bool]) {
        guard judged.all.contains(where: { $0.contains { $0.confidence.labels != nil } }) else {
            return nil
        }
        let known = zip(judged.all, outcomes).filter { !$0.0.isEmpty }
        let tally = Tally(known.map(\.0), known.map(\.1))
        coverage = (0..<TurnBuckets.count).compactMap(tally.coverage)
        wholeCall = tally.wholeCall
        reasons = tally.reasons
        parts = tally.parts
        risks = tally.risks
        foreign = judged.foreign.flatMap { other in
            (0..<TurnBuckets.count).compactMap { bucket in
                Self.foreign(other.name, other.all, judged.all, bucket)
            }
        }
    }

    private static func foreign(
        _ name: String, _ other: [[JudgedConfidence]], _ own: [[JudgedConfidence]], _ bucket: Int
    ) -> Foreign? {
        func turns(_ all: [[JudgedConfidence]]) -> [JudgedConfidence] {
            all.flatMap { series in
                series.enumerated().filter {
                    TurnBuckets.bucket(place: $0.offset, of: series.count) == bucket
                }.map(\.element)
            }
        }
        let (strange, usual) = (turns(other), turns(own))
        guard strange.count >= 20, usual.count >= 20 else { return nil }
        let kinds = usual.map { _ in false } + strange.map { _ in true }
        func area(_ value: (JudgedConfidence) -> Double?) -> Double {
            let values = (usual + strange).compactMap(value)
            return values.count == kinds.count ? Metrics.auc(kinds, values) : .nan
        }
        func share(_ isSo: (JudgedConfidence) -> Bool) -> Double {
            Double(strange.count(where: isSo)) / Double(strange.count)
        }
        return Foreign(
            name: name, turns: TurnBuckets.label(bucket), count: strange.count,
            neighbours: area { $0.place.map { Double($0.distance) } },
            relative: area { $0.place.map { Double($0.relative) } }, both: area(\.novelty),
            found: share { $0.confidence.doubts?.contains(.novel) == true },
            abstained: share(\.confidence.abstains))
    }
}
