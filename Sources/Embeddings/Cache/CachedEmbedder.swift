package import Messages
internal import Synchronization

/// Remembers embeddings by content. An answer from here equals the base's to the byte.
///
/// A hit takes one lock of sixteen and no suspension. Of several callers that miss the same text
/// at once, the first asks the base and the others wait for its answer.
package final class CachedEmbedder: Embedder {
    package struct Counts: Sendable, Equatable {
        package var hits = 0
        /// Texts that the base was asked for.
        package var misses = 0
        /// Texts that another caller was already waiting for.
        package var joins = 0
        package var evictions = 0
        package var entries = 0
        package var bytes = 0
    }

    private final class Shard: Sendable {
        let content: Mutex<CacheShard>
        init(byteBudget: Int) { content = Mutex(CacheShard(byteBudget: byteBudget)) }
    }

    private let base: any Embedder
    private let shards: [Shard]
    private let hits = Atomic<Int>(0)
    private let misses = Atomic<Int>(0)
    private let joins = Atomic<Int>(0)

    package var id: String { base.id }
    package var dimensions: Int { base.dimensions }

    /// `byteBudget` counts numbers and bookkeeping of all entries together; 0 keeps nothing.
    package init(_ base: any Embedder, byteBudget: Int) {
        self.base = base
        let parts = EmbeddingLimits.cacheShards
        shards = (0..<parts).map { _ in Shard(byteBudget: max(byteBudget, 0) / parts) }
    }

    package var counts: Counts {
        var counts = Counts()
        counts.hits = hits.load(ordering: .relaxed)
        counts.misses = misses.load(ordering: .relaxed)
        counts.joins = joins.load(ordering: .relaxed)
        for shard in shards {
            shard.content.withLock {
                counts.evictions += $0.evictions
                counts.entries += $0.count
                counts.bytes += $0.bytes
            }
        }
        return counts
    }

    /// What is remembered, without waiting and without asking the base.
    package func cached(_ text: String) -> Embedding? {
        let key = ContentKey(text, embedder: base.id)
        let found = shard(of: key).content.withLock { $0.find(key) }
        if found != nil { hits.add(1, ordering: .relaxed) }
        return found
    }

    package func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding] {
        var answers = [Embedding?](repeating: nil, count: texts.count)
        var waits: [(index: Int, flight: Flight, place: Int)] = []
        for (index, text) in texts.enumerated() {
            switch request(text) {
            case .known(let embedding): answers[index] = embedding
            case .coming(let flight, let place): waits.append((index, flight, place))
            }
        }
        var failure: EmbeddingError?
        for wait in waits {
            switch await wait.flight.wait(at: wait.place) {
            case .success(let embedding): answers[wait.index] = embedding
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return answers.compactMap(\.self)
    }

    private enum Request {
        case known(Embedding)
        case coming(Flight, place: Int)
    }

    private func request(_ text: String) -> Request {
        let key = ContentKey(text, embedder: base.id)
        let flight = Flight()
        let request: Request? = shard(of: key).content.withLock { shard in
            if let embedding = shard.find(key) {
                hits.add(1, ordering: .relaxed)
                return .known(embedding)
            }
            if let other = shard.flights[key], let place = other.board() {
                joins.add(1, ordering: .relaxed)
                return .coming(other, place: place)
            }
            shard.flights[key] = flight
            return nil
        }
        if let request { return request }
        misses.add(1, ordering: .relaxed)
        flight.computed(by: Task { await self.compute(text, key, flight) })
        return .coming(flight, place: Flight.first)
    }

    private func compute(_ text: String, _ key: ContentKey, _ flight: Flight) async {
        let answer: Flight.Answer
        do throws(EmbeddingError) {
            answer = .success(try await base.embed([text])[0])
        } catch {
            answer = .failure(error)
        }
        shard(of: key).content.withLock { shard in
            if case .success(let embedding) = answer { shard.insert(embedding, for: key) }
            if shard.flights[key] === flight { shard.flights[key] = nil }
        }
        flight.land(answer)
    }

    private func shard(of key: ContentKey) -> Shard {
        shards[Int(truncatingIfNeeded: key.first) & (shards.count - 1)]
    }
}
