package import Messages

/// The state vector of a turn: all that a model makes of a conversation so far, as one vector that
/// heads beside the forecast read.
///
/// With F features, E embedding dimensions and m members of H memory cells and Q hidden units:
///
///     [ x (F) | tau | log-odds of the forecast | memory (m H) | hidden (m Q) | embedding (E) ]
extension Model {
    /// Floats in a summary.
    package var summaryCount: Int {
        Self.summaryCount(layout, members: members.count, embedding: embeddingDimensions)
    }

    static func summaryCount(_ layout: MemberLayout, members: Int, embedding: Int) -> Int {
        layout.features + 2 + members * (layout.memory + layout.hidden) + embedding
    }

    /// Where the embedding begins: it is the last part.
    package var summaryEmbedding: Int { summaryCount - embeddingDimensions }

    /// All but the features and the embedding: how the conversation stands, whatever was just said.
    package var summaryContext: Range<Int> { layout.features..<summaryEmbedding }

    /// - Parameters:
    ///   - state: as `step` left it.
    ///   - embedding: what `step` was given; and so with the features.
    ///   - probability: what `step` answered.
    package func summary(
        of state: RecurrentState, embedding: [Float], features: Features, probability: Float
    ) -> [Float] {
        summary(
            of: state, from: 0, embedding: embedding, features: features, probability: probability)
    }

    /// - Parameter first: where in the state this reader's part begins.
    private func summary(
        of state: RecurrentState, from first: Int, embedding: [Float], features: Features,
        probability: Float
    ) -> [Float] {
        precondition(embedding.count == embeddingDimensions, "an embedding of another length")
        precondition(features.values.count == layout.features, "features of another schema")
        return [Float](unsafeUninitializedCapacity: summaryCount) { buffer, count in
            guard let out = buffer.baseAddress else { return }
            count = summaryCount
            let memories = layout.features + 2
            let thoughts = memories + members.count * layout.memory
            withUnsafeTemporaryAllocation(
                of: Float.self, capacity: Activations.size(layout)
            ) { workspace in
                guard let base = workspace.baseAddress else { return }
                let a = Activations(at: base, layout)
                fill(a, state, from: first, features)
                out.update(from: a.v, count: layout.features)
                out[layout.features] = a.v[layout.tauOffset]
                out[layout.features + 1] = Squash.logit(probability)
                for (index, member) in members.enumerated() {
                    for cell in 0..<layout.memory {
                        let kept = state.values[
                            first + layout.projection + 1 + index * layout.memory + cell]
                        a.v[layout.memoryOffset + cell] = kept
                        out[memories + index * layout.memory + cell] = kept
                    }
                    member.think(a)
                    (out + thoughts + index * layout.hidden).update(
                        from: a.hidden, count: layout.hidden)
                }
            }
            let tail = out + summaryEmbedding
            for index in 0..<embeddingDimensions { tail[index] = embedding[index] }
        }
    }

    /// What moves are worth; nil where the file holds no such head.
    package var moves: MoveHead? { ownMoves ?? second?.model.ownMoves }

    /// What moves are worth after a turn of the customer; nil for a model that values none.
    ///
    /// Of two readers the one speaks that weighs more; where that one values no moves, the other's
    /// values are of another kind of conversation.
    /// - Parameters: those of ``summary(of:embedding:features:probability:)``.
    package func moves(
        after state: RecurrentState, embedding: [Float], features: Features, probability: Float
    ) -> MoveReading? {
        guard moves != nil else { return nil }
        let isSecond = second.map { $0.share(of: state, after: ownCount) >= 0.5 } ?? false
        let reader = isSecond ? second?.model ?? self : self
        guard let head = reader.ownMoves else {
            return MoveReading(
                all: [], ranked: [],
                without: "moves are known of another kind of conversation than this one")
        }
        let summary = reader.summary(
            of: state, from: isSecond ? ownCount : 0, embedding: embedding, features: features,
            probability: probability)
        return head.read(summary, probability: probability)
    }

    /// x, u, speaker and tau of the members' input.
    private func fill(
        _ a: Activations, _ state: RecurrentState, from first: Int, _ features: Features
    ) {
        standardise(features.values, into: a.v)
        for index in 0...layout.projection {
            a.v[layout.features + index] = state.values[first + index]
        }
        a.v[layout.tauOffset] = MemberLayout.tau(turn: state.turns)
    }
}
