internal import Conversations
internal import Embeddings
internal import Messages
internal import Orchestration

/// The text's place among all texts. Made once per text: the embedder knows by content what it has
/// seen.
struct Embed: Step {
    let embedder: any Embedder

    func run(_ moment: inout Moment) -> Answer<Moment> {
        guard moment.turn != nil, let text = moment.measured?.text else {
            return .skipped("nothing was said")
        }
        if !moment.ahead.isEmpty {
            moment.embedding = moment.ahead
            return .done
        }
        let dimensions = embedder.dimensions
        // Kept where the vector stays away: the zero vector is where the model expects no text.
        moment.embedding = [Float](repeating: 0, count: dimensions)
        return .waiting { [embedder] in
            let vectors = try await embedder.embed([text])
            return { moment in
                if let vector = vectors.first { moment.embedding = vector.values }
                return .done
            }
        }
    }

    static let withoutText: Fallback<Moment> = { _, _ in "the features alone, without the text" }
}
