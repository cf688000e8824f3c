internal import Messages
internal import Predictions

extension ConfidenceReport {
    /// Counts over held-out conversations.
    struct Tally {
        let all: [[JudgedConfidence]]
        let outcomes: [Bool]

        init(_ all: [[JudgedConfidence]], _ outcomes: [Bool]) {
            self.all = all
            self.outcomes = outcomes
        }

        private static func holds(_ one: JudgedConfidence, _ outcome: Bool) -> Bool {
            guard let set = one.confidence.labels else { return false }
            return set.outcome == nil || set.outcome == outcome
        }

        func coverage(_ bucket: Int) -> Coverage? {
            let turns = all.map { series in
                series.enumerated().filter {
                    TurnBuckets.bucket(place: $0.offset, of: series.count) == bucket
                }.map(\.element)
            }
            let counts = turns.map { Double($0.count) }
            guard counts.count(where: { $0 > 0 }) >= 20 else { return nil }
            let held = zip(turns, outcomes).map { turns, outcome in
                Double(turns.count { Self.holds($0, outcome) })
            }
            func share(_ weights: [Float]) -> Double {
                var (some, whole) = (0.0, 0.0)
                for (one, weight) in weights.enumerated() {
                    some += Double(weight) * held[one]
                    whole += Double(weight) * counts[one]
                }
                return whole > 0 ? some / whole : .nan
            }
            func part(_ isSo: (JudgedConfidence) -> Bool) -> Double {
                Double(turns.joined().count(where: isSo)) / counts.reduce(0, +)
            }
            let (low, high) = Bootstrap.interval(outcomes.count, seed: 17, share)
            return Coverage(
                turns: TurnBuckets.label(bucket),
                conversations: counts.count { $0 > 0 },
                share: share(outcomes.map { _ in 1 }), low: low, high: high,
                converted: share(outcomes.map { $0 ? 1 : 0 }),
                lost: share(outcomes.map { $0 ? 0 : 1 }),
                undecided: part { $0.confidence.labels == .undecided },
                right: right(turns),
                novel: part { $0.confidence.doubts?.contains(.novel) == true })
        }

        private func right(_ turns: [[JudgedConfidence]]) -> Double {
            let decided = zip(turns, outcomes).flatMap { turns, outcome in
                turns.compactMap { $0.confidence.labels?.outcome }.map { $0 == outcome }
            }
            return Double(decided.count { $0 }) / Double(decided.count)
        }

        var wholeCall: Double {
            let whole = zip(all, outcomes).count { series, outcome in
                series.dropLast().allSatisfy { Self.holds($0, outcome) }
            }
            return Double(whole) / Double(max(all.count, 1))
        }

        /// Live turns with their outcomes.
        private var live: [(one: JudgedConfidence, outcome: Bool)] {
            zip(all, outcomes).flatMap { series, outcome in
                series.dropLast().map { ($0, outcome) }
            }
        }

        var reasons: [Reason] {
            let live = live
            return Doubt.allCases.compactMap { doubt in
                let count = live.count { $0.one.confidence.doubts?.contains(doubt) == true }
                guard count > 0 else { return nil }
                return Reason(name: doubt.text, share: Double(count) / Double(live.count))
            }
        }

        var parts: [Part] {
            let (abstained, answered) = (
                live.filter(\.one.confidence.abstains), live.filter { !$0.one.confidence.abstains }
            )
            return [("answered", answered), ("abstained", abstained)].compactMap { name, turns in
                guard !turns.isEmpty else { return nil }
                let metrics = Metrics(
                    outcomes: turns.map(\.outcome), forecasts: turns.map(\.one.probability),
                    rounds: 0)
                return Part(
                    name: name, turns: turns.count, wrong: 1 - metrics.accuracy,
                    brier: metrics.brier, ece: metrics.ece)
            }
        }

        /// At the last live turn of each conversation, one forecast a conversation.
        var risks: [RiskCoverage] {
            let last = zip(all, outcomes).compactMap { series, outcome in
                series.dropLast().last.map { (one: $0, outcome: outcome) }
            }
            let errors = last.map { ($0.one.probability >= 0.5) == $0.outcome ? 0.0 : 1.0 }
            func curve(_ signal: String, _ sureness: (JudgedConfidence) -> Double?) -> RiskCoverage?
            {
                let values = last.compactMap { sureness($0.one) }
                guard values.count == last.count else { return nil }
                return RiskCoverage(signal: signal, sureness: values, errors: errors)
            }
            return [
                curve("distance of the probability from one half") { abs($0.probability - 0.5) },
                curve("novelty, least first") { $0.novelty.map { -$0 } },
                curve("members' spread, least first") {
                    $0.confidence.agreement.map { -Double($0.spread) }
                },
                RiskCoverage(
                    signal: "chance", sureness: errors.map { _ in 0 }, errors: errors),
                RiskCoverage(
                    signal: "knowing the errors", sureness: errors.map { -$0 }, errors: errors),
            ].compactMap { $0 }
        }
    }
}
