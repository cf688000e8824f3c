import Messages
import Storage
import Testing

/// Every store there is: each keeps the same promises.
enum Kind: String, CaseIterable, Sendable {
    case memory, disk

    func make() throws -> (store: any Store, folder: Folder) {
        let folder = try Folder()
        switch self {
        case .memory: return (MemoryStore(), folder)
        case .disk: return (try SQLiteStore(path: folder.store), folder)
        }
    }
}

@Suite("What every store promises")
struct ContractTests {
    @Test("keeps turn, forecast, state and event together", arguments: Kind.allCases)
    func keeps(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
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

    @Test("knows nothing of a conversation that never was", arguments: Kind.allCases)
    func unknown(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        #expect(try await store.recall(key("c"), event: event("e")) == Recollection())
        #expect(try await store.conversation(key("c")) == nil)
    }

    @Test(
        "gives the first answer to an event that comes again, and refuses to keep it twice",
        arguments: Kind.allCases)
    func replay(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
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

    @Test("is gapless: only the entry after the last is kept", arguments: Kind.allCases)
    func gapless(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        for wrong in [0, 2, -1] {
            await #expect(throws: StorageError(.outOfOrder, "")) {
                _ = try await store.commit(said(key("c"), wrong, event: "e"))
            }
        }
        #expect(store.size.conversations == 0)
    }

    @Test(
        "keeps nothing in a closed conversation, and answers the closing again",
        arguments: Kind.allCases)
    func closing(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        _ = try await store.commit(closed(key("c"), after: 1, event: "bye"))
        await #expect(throws: StorageError(.closed, "")) {
            _ = try await store.commit(said(key("c"), 2, event: "e2"))
        }
        let found = try await store.recall(key("c"), event: event("bye"))
        #expect(found.status == .closed)
        #expect(found.answered?.what == .closed)
    }

    @Test("keeps tenants apart, even with equal names", arguments: Kind.allCases)
    func tenants(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        let other = TenantID("other")
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        #expect(try await store.conversation(key("c", other)) == nil)
        let found = try await store.recall(key("c", other), event: event("e1", other))
        #expect(found == Recollection())
        _ = try await store.commit(said(key("c", other), 1, event: "e1"))
        #expect(store.size.conversations == 2)
    }
}
