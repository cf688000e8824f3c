internal import Conversations
private import Foundation
internal import Messages
internal import Predictions

/// A finished model on conversations that nothing was learned from.
struct Judgement: Sendable {
    /// Turns + 1 a conversation, the last one after closing: by the model's own steps.
    let probabilities: [[Double]]
    let rows: [TrainingReport.Judged]

    init(_ model: Model, _ pool: Pool, file: String, threads: Int) {
        let schema = ConversationState.schema.hash
        probabilities = Crew.map(pool.entries.count, threads: threads) { one -> [Double] in
            let entry = pool.entries[one]
            var state = model.start()
            var series = (entry.first..<entry.first + entry.count).map { turn -> Double in
                let text = Int(pool.texts[turn])
                let prediction = model.step(
                    &state, embedding: pool.embeddings[text],
                    features: Features(values: pool.features[turn], schema: schema),
                    speaker: pool.isCustomer[text] ? .customer : .representative)
                return Double(prediction.probability)
            }
            let closed = Features(values: pool.closings[one], schema: schema)
            series.append(Double(model.close(state, features: closed).probability))
            return series
        }
        rows = Self.rows(probabilities, pool, pool.entries, file)
    }

    /// - Parameters:
    ///   - probabilities: one series for each of `entries`, conversations of `pool`.
    static func rows(
        _ probabilities: [[Double]], _ pool: Pool, _ entries: [Pool.Entry], _ file: String
    ) -> [TrainingReport.Judged] {
        let picks: [(String, (Int) -> Int?)] =
            Evaluation.turns.map { turn in (String(turn), { $0 >= turn ? turn - 1 : nil }) }
            + [("last", { $0 - 1 }), ("end", { $0 })]
        return picks.compactMap { name, place in
            var outcomes: [Bool] = []
            var ours: [Double] = []
            var exact: [Double] = []
            for (one, entry) in entries.enumerated() {
                guard let turn = place(entry.count) else { continue }
                outcomes.append(entry.label > 0.5)
                ours.append(probabilities[one][turn])
                let truth =
                    turn < entry.count ? pool.truths[entry.first + turn] : entry.ending
                if !truth.isNaN { exact.append(Double(truth)) }
            }
            guard outcomes.count >= Evaluation.least, outcomes.contains(true),
                outcomes.contains(false)
            else { return nil }
            let metrics = Metrics(outcomes: outcomes, forecasts: ours, rounds: 0)
            let isKnown = exact.count == outcomes.count
            return TrainingReport.Judged(
                file: file, turn: name, metrics: metrics,
                share: isKnown ? Self.share(outcomes, ours, exact) : nil,
                exactAUC: isKnown ? Metrics.auc(outcomes, exact) : nil,
                exactECE: isKnown ? Metrics.ece(outcomes, exact) : nil)
        }
    }

    /// (prior - ours) / (prior - exact), in log-loss; the prior is the share that converted.
    static func share(_ outcomes: [Bool], _ ours: [Double], _ exact: [Double]) -> Double? {
        let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
        func loss(_ forecasts: [Double]) -> Double {
            zip(forecasts, outcomes).reduce(0) { sum, pair in
                sum - log(min(max(pair.1 ? pair.0 : 1 - pair.0, 1e-9), 1))
            } / Double(outcomes.count)
        }
        let prior = loss(outcomes.map { _ in base })
        let reachable = prior - loss(exact)
        return reachable > 0 ? (prior - loss(ours)) / reachable : nil
    }
}

extension TrainingReport {
    /// How the model did on a file that was kept apart, at one moment of its conversations.
    package struct Judged: Sendable, Codable {
        package var file: String
        package var turn: String
        package var metrics: Metrics
        /// Of the log-loss that the exact forecast saves against the base rate, the share that the
        /// model saves; nil where the data holds no exact forecast.
        package var share: Double?
        package var exactAUC: Double?
        /// "last" is chosen by what comes after it, and few conversations make any forecast look a
        /// little off: the exact one's error says how much of ours is that.
        package var exactECE: Double?
    }
}
