import Messages
import Testing

@testable import Guidance

private func key(_ name: String, _ tenant: TenantID = acme) -> ConversationKey {
    ConversationKey(tenant: tenant, conversation: name)
}

private func forecast(_ turn: Int) -> Forecast {
    Forecast(
        turn: turn, probability: 0.5, value: 0.5, confidence: Confidence(level: 0.5), modelID: "m")
}

@Suite("The watch hub")
struct WatchHubTests {
    @Test("gives a reader that keeps up every forecast")
    func keepsUp() async throws {
        let hub = WatchHub(backlog: 10)
        let reader = hub.subscribe(acme, conversation: nil)
        for turn in 1...3 {
            hub.publish(key("c"), forecast(turn))
            let news = try await reader.next()
            #expect(news?.forecast.turn == turn)
            #expect(news?.conflated == 0)
        }
    }

    @Test("gives a slow reader the latest of each conversation, and how many it missed")
    func conflates() async throws {
        let hub = WatchHub(backlog: 10)
        let reader = hub.subscribe(acme, conversation: nil)
        for turn in 1...5 { hub.publish(key("a"), forecast(turn)) }
        hub.publish(key("b"), forecast(1))
        let first = try await reader.next()
        #expect(first?.conversation == key("a"))
        #expect(first?.forecast.turn == 5)
        #expect(first?.conflated == 4)
        #expect(try await reader.next()?.conversation == key("b"))
    }

    @Test("tells nobody of another tenant, or of a conversation that was not asked for")
    func apart() async throws {
        let hub = WatchHub(backlog: 10)
        let reader = hub.subscribe(acme, conversation: "a")
        hub.publish(key("a", TenantID("other")), forecast(1))
        hub.publish(key("b"), forecast(2))
        hub.publish(key("a"), forecast(3))
        #expect(try await reader.next()?.forecast.turn == 3)
    }

    @Test("ends a reader that takes nothing, and names the limit")
    func backlog() async throws {
        let hub = WatchHub(backlog: 2)
        let reader = hub.subscribe(acme, conversation: nil)
        for name in ["a", "b", "c"] { hub.publish(key(name), forecast(1)) }
        #expect(try await reader.next()?.conversation == key("a"))
        #expect(try await reader.next()?.conversation == key("b"))
        let status = await #expect(throws: Status(.resourceExhausted, "")) {
            _ = try await reader.next()
        }
        #expect(status?.message.contains("limits.watchBacklog") == true)
    }

    @Test("wakes a reader that waits, for news, for its end and when its task is cancelled")
    func wakes() async throws {
        let hub = WatchHub(backlog: 2)
        let reader = hub.subscribe(acme, conversation: nil)
        let news = Task { try await reader.next()?.forecast.turn }
        await Task.yield()
        hub.publish(key("a"), forecast(7))
        #expect(try await news.value == 7)
        let cancelled = Task { try await reader.next() }
        await Task.yield()
        cancelled.cancel()
        #expect(try await cancelled.value == nil)
        let ended = Task { try await reader.next() }
        await Task.yield()
        reader.end()
        #expect(try await ended.value == nil)
    }
}
