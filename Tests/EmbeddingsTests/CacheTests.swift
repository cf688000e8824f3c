internal import Embeddings
internal import Messages
internal import Synchronization
internal import Testing

/// Counts what it is asked, and can be made to wait or fail.
private final class CountingEmbedder: Embedder {
    let id = "counting/2"
    let dimensions = 2
    let asked = Atomic<Int>(0)
    private let gate: AsyncStream<Void>?
    private let fails: Bool

    init(gate: AsyncStream<Void>? = nil, fails: Bool = false) {
        self.gate = gate
        self.fails = fails
    }

    func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding] {
        asked.add(texts.count, ordering: .relaxed)
        if let gate { for await _ in gate { break } }
        if Task.isCancelled { throw EmbeddingError(.cancelled, "cancelled") }
        if fails { throw EmbeddingError(.overloaded, "full") }
        return texts.map {
            Embedding(values: [Float($0.utf8.count), Float($0.hashValue % 1000)], embedder: id)
        }
    }
}

@Suite("The cache of embeddings")
struct CacheTests {
    @Test("A text is computed once, then remembered, without suspension")
    func remembers() async throws {
        let base = CountingEmbedder()
        let cache = CachedEmbedder(base, byteBudget: 1 << 20)
        #expect(cache.cached("hello") == nil)
        let first = try await cache.embed(["hello", "world", "hello"])
        #expect(first[0] == first[2] && first[0] != first[1])
        #expect(cache.cached("hello") == first[0])
        #expect(try await cache.embed(["world"]) == [first[1]])
        #expect(base.asked.load(ordering: .relaxed) == 2)
        let counts = cache.counts
        #expect(counts.entries == 2 && counts.misses == 2)
        #expect(counts.hits + counts.joins == 3)
    }

    @Test("However many ask for the same text at once, the base is asked once")
    func singleFlight() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let base = CountingEmbedder(gate: gate)
        let cache = CachedEmbedder(base, byteBudget: 1 << 20)
        try await withThrowingTaskGroup(of: [Embedding].self) { group in
            for _ in 0..<50 { group.addTask { try await cache.embed(["same"]) } }
            while cache.counts.joins < 49 { await Task.yield() }
            open.yield()
            var answers: [[Embedding]] = []
            for try await answer in group { answers.append(answer) }
            #expect(answers.count == 50 && answers.allSatisfy { $0 == answers[0] })
        }
        #expect(base.asked.load(ordering: .relaxed) == 1)
    }

    @Test("Who gives up leaves; the others still get their answer")
    func oneLeaves() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let base = CountingEmbedder(gate: gate)
        let cache = CachedEmbedder(base, byteBudget: 1 << 20)
        let first = Task { try await cache.embed(["same"]) }
        while cache.counts.misses < 1 { await Task.yield() }
        let second = Task { try await cache.embed(["same"]) }
        while cache.counts.joins < 1 { await Task.yield() }
        first.cancel()
        await #expect(throws: EmbeddingError(.cancelled, "")) { try await first.value }
        open.yield()
        #expect(try await second.value.count == 1)
        #expect(base.asked.load(ordering: .relaxed) == 1)
    }

    @Test("When the last one leaves, the computation is cancelled and a later caller starts anew")
    func allLeave() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let base = CountingEmbedder(gate: gate)
        let cache = CachedEmbedder(base, byteBudget: 1 << 20)
        let only = Task { try await cache.embed(["same"]) }
        while base.asked.load(ordering: .relaxed) < 1 { await Task.yield() }
        only.cancel()
        await #expect(throws: EmbeddingError(.cancelled, "")) { try await only.value }
        open.finish()
        #expect(try await cache.embed(["same"]).count == 1)
        #expect(base.asked.load(ordering: .relaxed) == 2)
    }

    @Test("A failure reaches whoever asked, and is not remembered")
    func failure() async {
        let base = CountingEmbedder(fails: true)
        let cache = CachedEmbedder(base, byteBudget: 1 << 20)
        for _ in 0..<2 {
            await #expect(throws: EmbeddingError(.overloaded, "")) {
                try await cache.embed(["a"])
            }
        }
        #expect(base.asked.load(ordering: .relaxed) == 2)
        #expect(cache.counts.entries == 0)
    }

    @Test("The budget holds, and what was used least recently goes first")
    func budget() async throws {
        let base = CountingEmbedder()
        let cache = CachedEmbedder(base, byteBudget: 100_000)
        for index in 0..<5_000 {
            _ = try await cache.embed(["text \(index)"])
            #expect(cache.cached("text 0") != nil, "kept by use, lost at \(index)")
        }
        let counts = cache.counts
        #expect(counts.bytes <= 100_000)
        #expect(counts.entries > 300 && counts.entries < 5_000)
        #expect(counts.evictions + counts.entries == 5_000)
        #expect(cache.cached("text 4999") != nil)
        #expect(cache.cached("text 1") == nil)
    }

    @Test("Without a budget nothing is kept and every answer is still right")
    func nothingKept() async throws {
        let base = CountingEmbedder()
        let cache = CachedEmbedder(base, byteBudget: 0)
        let first = try await cache.embed(["a", "b"])
        #expect(try await cache.embed(["a", "b"]) == first)
        #expect(cache.cached("a") == nil && cache.counts.bytes == 0)
    }
}
