internal import Conversations
internal import Embeddings
internal import Messages
internal import Orchestration

/// Turns of a transcript whose texts are embedded together, before the turns are walked.
///
/// ```
/// ReadAhead ─► EmbedAhead
/// ```
struct Ahead: Sendable {
    let turns: [Turn]
    /// As Measure will give them.
    var texts: [String] = []
    /// One for each text; none where they were not there in time.
    var vectors: [[Float]] = []

    static func graph(
        embedder: any Embedder, limits: GuidanceLimits
    ) throws(GraphError) -> Graph<Ahead> {
        try Graph<Ahead> {
            ReadAhead().first
            EmbedAhead(embedder: embedder).last.within(limits.embedBudget).optional
        }
    }
}

/// The cleaned texts. What a text reads like does not depend on the turns before it.
struct ReadAhead: Step {
    func run(_ ahead: inout Ahead) -> Answer<Ahead> {
        var state = ConversationState()
        ahead.texts = ahead.turns.map { state.measure($0).text }
        return .done
    }
}

/// Their vectors, on as many threads as the embedder has.
struct EmbedAhead: Step {
    let embedder: any Embedder

    func run(_ ahead: inout Ahead) -> Answer<Ahead> {
        .waiting { [embedder, texts = ahead.texts] in
            let vectors = try await embedder.embed(texts)
            return { ahead in
                ahead.vectors = vectors.map(\.values)
                return .done
            }
        }
    }
}
