import Conversations
import Embeddings
import Messages
import ModelSupport
import Predictions
import Storage
import Synchronization

@testable import Guidance

/// An embedder whose vectors depend on the text alone, and that can be made late or broken.
final class TestEmbedder: Embedder {
    enum Mood { case well, late, broken }

    let id = "test/16"
    let dimensions = 16
    let mood = Mutex(Mood.well)
    /// Texts of each request.
    let asked = Mutex<[Int]>([])

    func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding] {
        asked.withLock { $0.append(texts.count) }
        switch mood.withLock({ $0 }) {
        case .well: break
        case .broken: throw EmbeddingError(.overloaded, "too much to do")
        case .late:
            // Until whoever waits gives up.
            let (never, _) = AsyncStream<Never>.makeStream()
            for await _ in never {}
            throw EmbeddingError(.cancelled, "cancelled")
        }
        return texts.map { text in
            var hash: UInt64 = 14_695_981_039_346_656_037
            return Embedding(
                values: (0..<16).map { _ in
                    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
                    return Float(hash >> 40) / Float(1 << 24) - 0.5
                }, embedder: id)
        }
    }
}

let acme = TenantID("acme")

/// The standard limits with time enough for a machine that is busy with other tests. What is late
/// in a test is late by the test's own doing.
func patient(_ change: (inout GuidanceLimits) -> Void = { _ in }) -> GuidanceLimits {
    var limits = GuidanceLimits()
    limits.deadline = .seconds(3_600)
    limits.embedBudget = .seconds(3_600)
    change(&limits)
    return limits
}

func story(
    _ embedder: TestEmbedder = TestEmbedder(), limits: GuidanceLimits = patient(),
    store: any Store = MemoryStore()
) throws -> Story {
    try Story(
        model: SmallModel.model(embedder: embedder.id, dimensions: embedder.dimensions),
        embedder: embedder, store: store, limits: limits)
}

func said(
    _ text: String, _ number: Int = 0, by speaker: Speaker = .customer,
    in conversation: String = "c",
    event: String, tenant: TenantID = acme
) -> Event {
    Event(
        key: EventKey(tenant: tenant, source: "rpc", event: event),
        conversation: ConversationKey(tenant: tenant, conversation: conversation),
        what: .said(Turn(number: number, speaker: speaker, text: text)))
}

func closing(_ conversation: String = "c", event: String, tenant: TenantID = acme) -> Event {
    Event(
        key: EventKey(tenant: tenant, source: "rpc", event: event),
        conversation: ConversationKey(tenant: tenant, conversation: conversation), what: .closed)
}
