import Messages
import Storage
import Synchronization
import Testing

@Suite("The store in memory")
struct MemoryStoreTests {
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
