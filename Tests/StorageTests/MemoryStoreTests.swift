import Messages
import Storage
import Synchronization
import Testing

private let acme = TenantID("acme")

private func key(_ conversation: String, _ tenant: TenantID = acme) -> ConversationKey {
    ConversationKey(tenant: tenant, conversation: conversation)
}

private func event(_ name: String, _ tenant: TenantID = acme) -> EventKey {
    EventKey(tenant: tenant, source: "rpc", event: name)
}

private func forecast(_ turn: Int, _ probability: Float = 0.5) -> Forecast {
    Forecast(
        turn: turn, probability: probability, value: probability,
        confidence: Confidence(level: 0.5), modelID: "test")
}

private func said(
    _ conversation: ConversationKey, _ number: Int, event name: String, text: String = "hello"
) -> Entry {
    Entry(
        event: Event(
            key: event(name, conversation.tenant), conversation: conversation,
            what: .said(Turn(number: number, speaker: .customer, text: text))),
        sequence: number, forecast: forecast(number, Float(number) / 10),
        state: [UInt8(clamping: number)])
}

private func closed(_ conversation: ConversationKey, after turns: Int, event name: String) -> Entry
{
    Entry(
        event: Event(
            key: event(name, conversation.tenant), conversation: conversation, what: .closed),
        sequence: turns + 1, forecast: forecast(turns), state: [])
}

@Suite("The store in memory")
struct MemoryStoreTests {
    @Test("keeps turn, forecast, state and event together")
    func keeps() async throws {
        let store = MemoryStore()
        let place = try await store.commit(said(key("c"), 1, event: "e1"))
        #expect(place == SequenceKey(key("c"), sequence: 1))
        let found = try await store.recall(key("c"), event: event("e2"))
        #expect(found.turns == 1)
        #expect(found.state == [1])
        #expect(found.lastForecast == forecast(1, 0.1))
        #expect(found.answered == nil)
        let record = try await store.conversation(key("c"))
        #expect(record?.turns.map(\.text) == ["hello"])
        #expect(record?.forecasts == [forecast(1, 0.1)])
    }

    @Test("knows nothing of a conversation that never was")
    func unknown() async throws {
        let store = MemoryStore()
        #expect(try await store.recall(key("c"), event: event("e")) == Recollection())
        #expect(try await store.conversation(key("c")) == nil)
    }

    @Test("gives the first answer to an event that comes again, and refuses to keep it twice")
    func replay() async throws {
        let store = MemoryStore()
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        _ = try await store.commit(said(key("c"), 2, event: "e2"))
        let found = try await store.recall(key("c"), event: event("e1"))
        #expect(found.answered?.forecast == forecast(1, 0.1))
        #expect(found.turns == 2)
        await #expect(throws: StorageError(.eventTaken, "")) {
            _ = try await store.commit(said(key("c"), 3, event: "e1"))
        }
        #expect(try await store.conversation(key("c"))?.turns.count == 2)
    }

    @Test("is gapless: only the entry after the last is kept")
    func gapless() async throws {
        let store = MemoryStore()
        for wrong in [0, 2, -1] {
            await #expect(throws: StorageError(.outOfOrder, "")) {
                _ = try await store.commit(said(key("c"), wrong, event: "e"))
            }
        }
        #expect(store.size.conversations == 0)
    }

    @Test("keeps nothing in a closed conversation, and answers the closing again")
    func closing() async throws {
        let store = MemoryStore()
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        _ = try await store.commit(closed(key("c"), after: 1, event: "bye"))
        await #expect(throws: StorageError(.closed, "")) {
            _ = try await store.commit(said(key("c"), 2, event: "e2"))
        }
        let found = try await store.recall(key("c"), event: event("bye"))
        #expect(found.status == .closed)
        #expect(found.answered?.what == .closed)
    }

    @Test("keeps tenants apart, even with equal names")
    func tenants() async throws {
        let store = MemoryStore()
        let other = TenantID("other")
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        #expect(try await store.conversation(key("c", other)) == nil)
        let found = try await store.recall(key("c", other), event: event("e1", other))
        #expect(found == Recollection())
        _ = try await store.commit(said(key("c", other), 1, event: "e1"))
        #expect(store.size.conversations == 2)
    }

    @Test("lets the longest closed conversation go when it is full, with its event keys")
    func evictsClosed() async throws {
        var limits = StoreLimits()
        limits.conversations = 2
        let store = MemoryStore(limits: limits)
        _ = try await store.commit(said(key("live"), 1, event: "e1"))
        _ = try await store.commit(said(key("done"), 1, event: "e2"))
        _ = try await store.commit(closed(key("done"), after: 1, event: "e3"))
        _ = try await store.commit(said(key("new"), 1, event: "e4"))
        #expect(try await store.conversation(key("done")) == nil)
        #expect(try await store.conversation(key("live")) != nil)
        #expect(try await store.recall(key("done"), event: event("e2")).answered == nil)
    }

    @Test("refuses a new conversation when all that it keeps is live, and goes on with those")
    func refusesWhenFull() async throws {
        var limits = StoreLimits()
        limits.conversations = 1
        let store = MemoryStore(limits: limits)
        _ = try await store.commit(said(key("live"), 1, event: "e1"))
        let error = await #expect(throws: StorageError.self) {
            _ = try await store.commit(said(key("new"), 1, event: "e2"))
        }
        #expect(error?.code == .full)
        #expect(error?.reason.contains("limits.conversations") == true)
        _ = try await store.commit(said(key("live"), 2, event: "e3"))
    }

    @Test("lets a live conversation go that has been silent for long, when room is needed")
    func evictsSilent() async throws {
        var limits = StoreLimits()
        limits.conversations = 1
        limits.idle = .seconds(60)
        let time = Mutex(ContinuousClock.now)
        let store = MemoryStore(limits: limits, now: { time.withLock { $0 } })
        _ = try await store.commit(said(key("silent"), 1, event: "e1"))
        await #expect(throws: StorageError.self) {
            _ = try await store.commit(said(key("new"), 1, event: "e2"))
        }
        time.withLock { $0 += .seconds(61) }
        _ = try await store.commit(said(key("new"), 1, event: "e2"))
        #expect(try await store.conversation(key("silent")) == nil)
    }

    @Test("does not let one tenant take the room of all")
    func perTenant() async throws {
        var limits = StoreLimits()
        limits.conversationsPerTenant = 1
        let store = MemoryStore(limits: limits)
        _ = try await store.commit(said(key("a"), 1, event: "e1"))
        let error = await #expect(throws: StorageError.self) {
            _ = try await store.commit(said(key("b"), 1, event: "e2"))
        }
        #expect(error?.reason.contains("limits.conversationsPerTenant") == true)
        _ = try await store.commit(said(key("b", TenantID("other")), 1, event: "e2"))
    }

    @Test("counts bytes, refuses past them, and has them back when a conversation leaves")
    func bytes() async throws {
        var limits = StoreLimits()
        limits.bytes = 4_000
        let store = MemoryStore(limits: limits)
        let text = String(repeating: "x", count: 2_500)
        _ = try await store.commit(said(key("a"), 1, event: "e1", text: text))
        let error = await #expect(throws: StorageError.self) {
            _ = try await store.commit(said(key("b"), 1, event: "e2", text: text))
        }
        #expect(error?.reason.contains("limits.storeBytes") == true)
        _ = try await store.commit(closed(key("a"), after: 1, event: "e3"))
        _ = try await store.commit(said(key("b"), 1, event: "e2", text: text))
        #expect(store.size.conversations == 1)
        #expect(store.size.bytes < limits.bytes)
    }
}

@Suite("A partition")
struct PartitionTests {
    @Test("never changes for a conversation")
    func stable() {
        // Written down when the hash was chosen; a change would lose every conversation.
        #expect(Partition(of: key("call-1")).number == 63)
        #expect(Partition(of: key("call-2")).number == 113)
    }

    @Test("is evenly used")
    func even() {
        var counts = [Int](repeating: 0, count: Partition.count)
        for index in 0..<25_600 { counts[Int(Partition(of: key("call-\(index)")).number)] += 1 }
        #expect(counts.allSatisfy { (50...170).contains($0) }, "\(counts)")
    }

    @Test("orders entries by part, tenant, conversation and sequence")
    func order() {
        let keys = ["b", "a", "c"].flatMap { name in
            [2, 1].map { SequenceKey(key(name), sequence: $0) }
        }
        let sorted = keys.sorted()
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            #expect(one.partition <= next.partition)
            if one.conversation == next.conversation { #expect(one.sequence < next.sequence) }
        }
    }
}
