internal import Conversations
internal import Embeddings
internal import Messages
internal import Predictions
internal import Storage

/// Where a conversation stands for the model: what was measured, and what the model keeps.
struct Resumption: Sendable {
    var state = ConversationState()
    var recurrent: RecurrentState

    /// A conversation that has not begun.
    init(model: Model) { recurrent = model.start() }

    /// As the last commit left it, bit for bit.
    /// - Parameter bytes: what ``KeptState`` joined. Throws where another model, other features or
    ///   another version of the program left them.
    init(model: Model, bytes: [UInt8]) throws {
        let (measured, kept) = KeptState.split(bytes)
        state = try ConversationState(decoding: measured)
        recurrent = try model.resume(kept)
    }

    /// From the turns themselves, as if this model had heard them: for a conversation that began
    /// before the daemon got another model.
    init(model: Model, replaying turns: [Turn], embedder: any Embedder) async throws {
        recurrent = model.start()
        for turn in turns {
            let measured = state.measure(turn)
            let vector = try await embedder.embed([measured.text]).first?.values
            _ = model.step(
                &recurrent,
                embedding: vector ?? [Float](repeating: 0, count: embedder.dimensions),
                features: measured.features, speaker: turn.speaker)
        }
    }
}

/// The state of a conversation as the store keeps it: what was measured, then what the model keeps.
enum KeptState {
    static func join(_ state: ConversationState, _ recurrent: RecurrentState) -> [UInt8] {
        state.encoded() + recurrent.encoded()
    }

    static func split(_ bytes: [UInt8]) -> ([UInt8], [UInt8]) {
        let border = min(bytes.count, ConversationState.encodedCount)
        return (Array(bytes[..<border]), Array(bytes[border...]))
    }
}
