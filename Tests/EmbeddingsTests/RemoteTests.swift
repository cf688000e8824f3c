import Foundation
import Messages
import Outbound
import ServiceSupport
import Testing

@testable import Embeddings

@Suite("Embeddings by a service")
struct RemoteTests {
    private func embedder(
        _ service: ScriptedService, dimensions: Int = 3_072, callsAtOnce: Int = 4
    ) throws -> RemoteEmbedder {
        let policy = RetryPolicy(
            attempts: 3, base: .milliseconds(1), ceiling: .milliseconds(2),
            longestWait: .seconds(1), patience: .seconds(60))
        let language = try LanguageService(
            LanguageEndpoint(service.address), key: nil, policy: policy)
        return RemoteEmbedder(
            language, model: "text-embedding-3-large", dimensions: dimensions,
            callsAtOnce: callsAtOnce)
    }

    @Test("Each text gets its own vector, in order, and many go in one call")
    func many() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted.embeddings(for: asked, dimensions: 3_072)
        }
        let remote = try embedder(service)
        #expect(remote.id == "text-embedding-3-large/3072")
        let texts = (0..<300).map { "text \($0)" }
        let embeddings = try await remote.embed(texts)
        #expect(
            embeddings.map(\.values) == texts.map { Scripted.vector(of: $0, dimensions: 3_072) })
        #expect(embeddings.allSatisfy { $0.embedder == remote.id })
        #expect(service.asked.count == 1)
        #expect(remote.counts.texts == 300)
        #expect(remote.counts.tokens > 0)
    }

    @Test("Single texts that wait for a call go together in the next, within its limits")
    func gathering() throws {
        let queue = RemoteQueue(callsAtOnce: 1)
        let first = try queue.add(["first"])
        #expect(queue.next()?.map(\.text) == ["first"])
        let waiting = try (0..<50).flatMap { try queue.add(["\($0)"]) }
        #expect(queue.next()?.count == nil)
        queue.drop([waiting[7]])
        queue.done()
        #expect(queue.next()?.map(\.text) == (0..<50).filter { $0 != 7 }.map { "\($0)" })
        queue.done()
        let half = String(repeating: "x", count: OutboundLimits.textBytesPerCall / 2)
        _ = try queue.add([half, half, "more"])
        #expect(queue.next()?.count == 2)
        queue.done()
        #expect(queue.next()?.map(\.text) == ["more"])
        queue.done()
        _ = try queue.add([String](repeating: "y", count: EmbeddingLimits.waitingTextsMax))
        #expect(throws: EmbeddingError(.overloaded, "")) { _ = try queue.add(["z"]) }
        #expect(queue.next()?.count == OutboundLimits.textsPerCall)
        withExtendedLifetime(first) {}
    }

    @Test("What the service refuses as input is never sent: no empty text, none too long")
    func input() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted.embeddings(for: asked, dimensions: 4)
        }
        let remote = try embedder(service, dimensions: 4)
        let long = String(repeating: "é", count: 9_000)
        let embeddings = try await remote.embed(["", " \n", long])
        #expect(embeddings[0] == embeddings[1])
        #expect(embeddings[0].values == Scripted.vector(of: " ", dimensions: 4))
        let cut = String(repeating: "é", count: OutboundLimits.textBytesMax / 2)
        #expect(embeddings[2].values == Scripted.vector(of: cut, dimensions: 4))
        #expect(try await remote.embed([]).isEmpty)
    }

    @Test(
        "Each way of failing has its code",
        arguments: [
            (Scripted(500, "down"), EmbeddingError.Code.serviceAway),
            (Scripted(ending: .reset), .serviceAway),
            (Scripted(429, "slower"), .overloaded),
            (Scripted(401, #"{"error":{"message":"no","code":"401"}}"#), .serviceRefused),
            (Scripted(404, #"{"error":{"code":"DeploymentNotFound"}}"#), .serviceRefused),
            (Scripted(200, "{}"), .serviceRefused),
            (Scripted(200, #"{"data":[{"index":0,"embedding":[1,2]}]}"#), .serviceRefused),
        ])
    func failures(answer: Scripted, code: EmbeddingError.Code) async throws {
        let service = try await ScriptedService { _, _ in answer }
        let remote = try embedder(service, dimensions: 3)
        let error = await #expect(throws: EmbeddingError.self) {
            _ = try await remote.embed(["a"])
        }
        #expect(error?.code == code, "\(error?.reason ?? "")")
        #expect(remote.counts.failures == 1)
    }

    @Test("A caller who gives up is let go though the service is silent, and others go on")
    func cancelled() async throws {
        let (arrived, tell) = AsyncStream.makeStream(of: Void.self)
        let service = try await ScriptedService { asked, number in
            tell.yield()
            return number == 0
                ? Scripted(ending: .silent) : Scripted.embeddings(for: asked, dimensions: 4)
        }
        let remote = try embedder(service, dimensions: 4, callsAtOnce: 2)
        let call = Task { try await remote.embed(["never"]) }
        for await _ in arrived { break }
        call.cancel()
        await #expect(throws: EmbeddingError(.cancelled, "")) { _ = try await call.value }
        #expect(try await remote.embed(["b"])[0].values == Scripted.vector(of: "b", dimensions: 4))
    }

    @Test("The cache before it asks for a text once")
    func cached() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted.embeddings(for: asked, dimensions: 4)
        }
        let cache = CachedEmbedder(try embedder(service, dimensions: 4), byteBudget: 1 << 20)
        let first = try await cache.embed(["a"])
        #expect(try await cache.embed(["a"]) == first)
        #expect(service.asked.count == 1)
    }

    @Test("An id names model and dimensions, or nothing")
    func ids() {
        let parts = RemoteEmbedder.parts(of: "BAAI/bge-large/1024")
        #expect(parts?.model == "BAAI/bge-large")
        #expect(parts?.dimensions == 1_024)
        for id in ["", "/3", "model", "model/", "model/x", "model/0", "model/5000"] {
            #expect(RemoteEmbedder.parts(of: id) == nil, "\(id)")
        }
    }
}
