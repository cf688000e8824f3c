internal import Conversations
package import Messages
package import Predictions
internal import Synchronization

/// Forecasts of whole conversations in this process, by the same calls that the daemon's walk makes
/// for a live one: measure, embed, step; and close at the end.
package struct Scorer: Sendable {
    package let model: Model
    private let embedder: TrainingEmbedder

    /// Refuses a model that was trained with another embedder or on other features.
    package init(model: Model, embedder: TrainingEmbedder) throws(PredictionError) {
        try model.check(embedder: embedder.id, schema: ConversationState.schema)
        self.model = model
        self.embedder = embedder
    }

    /// One prediction a turn, and the one after closing.
    package struct Scored: Sendable, Equatable {
        package var turns: [Prediction]
        package var closing: Prediction

        /// Turns + 1, the last one after closing: the form that `Evaluation` reads.
        package var probabilities: [Double] {
            (turns + [closing]).map { Double($0.probability) }
        }
    }

    package func score(_ turns: [Turn]) throws(TrainingError) -> Scored {
        var conversation = ConversationState()
        var state = model.start()
        var forecasts: [Prediction] = []
        forecasts.reserveCapacity(turns.count)
        for turn in turns {
            let measured = conversation.measure(turn)
            let vector = embedder.embed(measured.text)
            guard vector.count == model.embeddingDimensions else {
                throw TrainingError(
                    .badData,
                    "no vector of \(embedder.id) for the text \"\(measured.text.prefix(60))\"; "
                        + "`salesrl data texts` lists what needs one")
            }
            forecasts.append(
                model.step(
                    &state, embedding: vector, features: measured.features, speaker: turn.speaker))
        }
        let closing = model.close(state, features: conversation.close().features)
        return Scored(turns: forecasts, closing: closing)
    }

    /// Many side by side, answers in the order of the conversations. Blocks; never call it from
    /// Swift's cooperative pool.
    package func score(
        _ conversations: [[Turn]], threads: Int
    ) throws(TrainingError) -> [Scored] {
        let results = Crew.map(conversations.count, threads: threads) { one in
            Result { () throws(TrainingError) in try score(conversations[one]) }
        }
        var scored: [Scored] = []
        scored.reserveCapacity(results.count)
        for result in results { scored.append(try result.get()) }
        return scored
    }
}

extension TrainingEmbedder {
    /// The same embedder, which makes the vector of a text once. It keeps at most `limit` of them;
    /// what comes later is made anew each time.
    package func remembering(limit: Int = 200_000) -> TrainingEmbedder {
        let known = Remembered()
        return TrainingEmbedder(id: id, dimensions: dimensions) { text in
            if let vector = known.vectors.withLock({ $0[text] }) { return vector }
            let vector = embed(text)
            known.vectors.withLock { if $0.count < limit { $0[text] = vector } }
            return vector
        }
    }

    private final class Remembered: Sendable {
        let vectors = Mutex<[String: [Float]]>([:])
    }
}
