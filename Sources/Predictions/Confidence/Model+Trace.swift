package import Messages

extension Model {
    /// A step that also tells what its heads read: for training, which makes maps of that.
    package func step(
        _ state: inout RecurrentState, embedding: [Float], features: Features, speaker: Speaker,
        trace: inout Trace
    ) -> Prediction {
        step(&state, embedding: embedding, features: features, speaker: speaker) {
            trace = $0.trace
        }
    }

    /// The same after the end.
    package func close(
        _ state: RecurrentState, features: Features, trace: inout Trace
    ) -> Prediction {
        close(state, features: features) { trace = $0.trace }
    }

    /// Penultimate features of one turn.
    package var traceWidth: Int { Trace.width(layout, members: members.count) }

    /// The record of past conversations that scored alike, and what the model knows of its limits.
    func confidence(
        probability: Float, bucket: Int, turns: Int, _ trace: TraceRoom
    ) -> Confidence {
        let confidence = reliability.confidence(probability: probability, bucket: bucket)
        guard let record else { return confidence }
        return record.completing(
            confidence, probability: probability, bucket: bucket, turns: turns,
            features: trace.features, spread: trace.spread)
    }
}
