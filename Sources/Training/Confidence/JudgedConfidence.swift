internal import Messages
internal import Predictions

/// One forecast with its confidence, of a conversation that nothing behind it had seen.
struct JudgedConfidence: Sendable {
    let probability: Double
    let confidence: Confidence
    /// As the map placed it; nil without a map, or where only the rank is known.
    var place: NoveltyPlace?
    /// In units of held-out turns, or else the rank.
    var novelty: Double?
}

/// A whole set of them: [conversations][turns + 1], the last one after closing; none for a
/// conversation that was left out.
struct JudgedConfidences: Sendable {
    let all: [[JudgedConfidence]]
    /// Conversations of another kind, under the same maps and thresholds.
    var foreign: [(name: String, all: [[JudgedConfidence]])] = []
}

extension ConfidenceTraining {
    /// Every fold's conversations with label sets, map, thresholds and probabilities that were made
    /// without them.
    /// - Parameter foreign: other data, measured with the same embedder.
    func judged(
        _ given: [Fold], _ allLabels: [Float], series: [[Double]],
        foreign: [(name: String, examples: Examples)] = []
    ) -> JudgedConfidences {
        let folds = given.count > 1 ? given : given.flatMap(\.halves)
        var all = [[JudgedConfidence]](repeating: [], count: series.count)
        var strange = foreign.map { (name: $0.name, all: [[JudgedConfidence]]()) }
        for (index, fold) in folds.enumerated() {
            let held = Set(fold.held)
            let others = folds.flatMap(\.held).filter { !held.contains($0) }.sorted()
            let record = Self.record(
                labels: LabelSets(fitting: series, allLabels, others),
                folds: folds.indices.filter { $0 != index }.map { folds[$0] }, map: fold.map)
            for (one, traces) in zip(fold.held, fold.traces) {
                all[one] = Self.judge(traces, record, series[one])
            }
            for (kind, other) in foreign.enumerated() {
                let tracer = Tracer(model: fold.model, examples: other.examples)
                let step = max(1, other.examples.all.count / Self.foreignConversations)
                let some = Array(stride(from: 0, to: other.examples.all.count, by: step))
                strange[kind].all += tracer.traces(some, threads: configuration.threads).map {
                    Self.judge($0, record, [Double](repeating: 0.5, count: $0.count))
                }
            }
        }
        return JudgedConfidences(all: all, foreign: strange)
    }

    /// Of other data, at most about twice as many.
    private static let foreignConversations = 150

    private static func judge(
        _ traces: [Trace], _ record: ConfidenceRecord, _ series: [Double]
    ) -> [JudgedConfidence] {
        traces.enumerated().map { place, trace in
            let bucket = TurnBuckets.bucket(place: place, of: traces.count)
            let turns = min(place + 1, traces.count - 1)
            let found = record.novelty?.place(trace.features)
            return JudgedConfidence(
                probability: series[place],
                confidence: record.completing(
                    Confidence(level: 0), probability: Float(series[place]), bucket: bucket,
                    turns: turns, trace),
                place: found,
                novelty: found.flatMap { found in
                    record.scale.map { Double($0.score(found, bucket: bucket)) }
                })
        }
    }
}

extension JudgedConfidences {
    /// Of a given model's forecasts.
    init(_ scored: [Scorer.Scored], foreign: [(name: String, scored: [Scorer.Scored])]) {
        func judge(_ scored: [Scorer.Scored]) -> [[JudgedConfidence]] {
            scored.map { scored in
                (scored.turns + [scored.closing]).map {
                    JudgedConfidence(
                        probability: Double($0.probability), confidence: $0.confidence,
                        novelty: $0.confidence.novelty.map { Double($0.rank) })
                }
            }
        }
        all = judge(scored)
        self.foreign = foreign.map { ($0.name, judge($0.scored)) }
    }
}
