import Messages
import Storage
import Synchronization
import Testing

private let echo = Consumer(tenant: acme, name: "echo")

/// A turn that the connector `echo` brings.
private func brought(
    _ conversation: ConversationKey, _ number: Int, source: String = "echo"
) -> Entry {
    let plain = said(conversation, number, event: "e")
    let key = EventKey(
        tenant: conversation.tenant, source: source,
        event: "\(conversation.conversation)-\(number)")
    return Entry(
        event: Event(key: key, conversation: conversation, what: plain.event.what),
        sequence: number, forecast: forecast(number), state: [])
}

@Suite("What waits for consumers")
struct OutboxTests {
    @Test(
        "is each conversation's latest forecast, in the order of the commits, from whatever door",
        arguments: Kind.allCases)
    func latest(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        try await store.follow(echo)
        _ = try await store.commit(brought(key("a"), 1))
        _ = try await store.commit(brought(key("b"), 1))
        _ = try await store.commit(brought(key("a"), 2, source: "rpc"))
        _ = try await store.commit(brought(key("c"), 1, source: "rpc"))
        let waiting = try await store.waiting(for: echo, atMost: 10)
        #expect(waiting.map(\.conversation) == [key("b"), key("a")])
        #expect(waiting.map(\.forecast.turn) == [1, 2])
        #expect(store.count(waitingFor: echo) == 2)
        #expect(try await store.waiting(for: echo, atMost: 1).map(\.conversation) == [key("b")])
    }

    @Test("goes when it was taken away, unless something newer came", arguments: Kind.allCases)
    func settles(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        try await store.follow(echo)
        _ = try await store.commit(brought(key("a"), 1))
        _ = try await store.commit(brought(key("b"), 1))
        let taken = try await store.waiting(for: echo, atMost: 10)
        _ = try await store.commit(brought(key("a"), 2))
        try await store.settle(taken, of: echo)
        let left = try await store.waiting(for: echo, atMost: 10)
        #expect(left.map(\.forecast.turn) == [2])
        #expect(store.count(waitingFor: echo) == 1)
        try await store.settle(left, of: echo)
        #expect(try await store.waiting(for: echo, atMost: 10).isEmpty)
        _ = try await store.commit(brought(key("a"), 3))
        let next = try await store.waiting(for: echo, atMost: 10)
        #expect(try #require(next.first).position > (try #require(left.first).position))
    }

    @Test("is kept for followers alone, each tenant's own", arguments: Kind.allCases)
    func followers(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        let other = TenantID("other")
        let heard = Mutex<[Consumer]>([])
        store.hear { consumer in heard.withLock { $0.append(consumer) } }
        _ = try await store.commit(brought(key("before"), 1))
        try await store.follow(echo)
        try await store.follow(echo)
        _ = try await store.commit(brought(key("a", other), 1))
        #expect(store.count(waitingFor: echo) == 0)
        #expect(heard.withLock { $0 }.isEmpty)
        _ = try await store.commit(brought(key("a"), 1))
        #expect(heard.withLock { $0 } == [echo])
        #expect(store.count(waitingFor: Consumer(tenant: other, name: "echo")) == 0)
    }

    @Test("is there again after the store was closed and opened, with positions that go on")
    func survives() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        try await store.follow(echo)
        for turn in 1...3 { _ = try await store.commit(brought(key("a"), turn)) }
        let taken = try await store.waiting(for: echo, atMost: 10)
        #expect(taken.map(\.position) == [3])
        await store.close()

        let again = try SQLiteStore(path: folder.store)
        #expect(again.count(waitingFor: echo) == 1)
        #expect(try await again.waiting(for: echo, atMost: 10) == taken)
        try await again.settle(taken, of: echo)
        await again.close()

        let last = try SQLiteStore(path: folder.store)
        _ = try await last.commit(brought(key("b"), 1))
        #expect(try await last.waiting(for: echo, atMost: 10).map(\.position) == [4])
        await last.close()
        #expect(try Upkeep.verify(folder.store).problems.isEmpty)
    }
}
