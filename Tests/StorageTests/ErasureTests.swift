import Foundation
import Messages
import Testing

@testable import Storage

@Suite("What is erased")
struct ErasureTests {
    @Test("is gone, and so is what waits of it; others stay", arguments: Kind.allCases)
    func isGone(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        let rpc = Consumer(tenant: acme, name: "rpc")
        try await store.follow(rpc)
        for name in ["a", "b"] {
            for turn in 1...3 {
                _ = try await store.commit(said(key(name), turn, event: "\(name)\(turn)"))
            }
        }
        let erased = try await store.erase([key("a"), key("never was")], because: .asked)
        #expect(erased.map(\.entries) == [3])
        #expect(try await store.conversation(key("a")) == nil)
        #expect(try await store.conversation(key("b"))?.turns.count == 3)
        #expect(try await store.waiting(for: rpc, atMost: 9).map(\.conversation) == [key("b")])
        #expect(store.count(waitingFor: rpc) == 1)
        #expect(store.size.conversations == 1)
        #expect(try await store.erasures() == erased)
    }

    @Test("is not taken again: neither asked for nor told elsewhere", arguments: Kind.allCases)
    func isNotTakenAgain(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        _ = try await store.commit(said(key("a"), 1, event: "e1"))
        _ = try await store.commit(said(key("live"), 1, event: "e2"))
        _ = try await store.erase([key("a")], because: .asked)
        await #expect(throws: StorageError(.erased, "")) {
            _ = try await store.recall(key("a"), event: event("e1"))
        }
        await #expect(throws: StorageError(.erased, "")) {
            _ = try await store.commit(said(key("a"), 1, event: "e1"))
        }
        await #expect(throws: StorageError(.erased, "")) {
            _ = try await store.commit(said(key("live"), 2, event: "e1"))
        }
        // Something new may be said under the same name, and by another tenant under the same key.
        _ = try await store.commit(said(key("a"), 1, event: "new"))
        _ = try await store.commit(said(key("a", TenantID("other")), 1, event: "e1"))
        _ = try await store.commit(said(key("live"), 2, event: "e3"))
    }

    @Test(
        "leaves records whose chain shows each that is missing or changed", arguments: Kind.allCases
    )
    func records(_ kind: Kind) async throws {
        let (store, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        for name in ["a", "b", "c"] {
            _ = try await store.commit(said(key(name), 1, event: name, text: name))
        }
        let first = try await store.erase([key("a"), key("b")], because: .asked)
        let second = try await store.erase([key("c")], because: .age)
        let all = first + second
        #expect(try await store.erasures() == all)
        #expect(all.map(\.number) == [1, 2, 3])
        #expect(all.map(\.cause) == [.asked, .asked, .age])
        #expect(Set(all.map(\.chain)).count == 3 && Set(all.map(\.content)).count == 3)
        #expect(all.allSatisfy { $0.chain.count == 32 && $0.conversation.count == 32 })
    }

    @Test("is nowhere in the file, its log or its index, and verify agrees")
    func leavesNoTrace() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        // Enough for pages to be split and shared.
        for turn in 1...40 {
            for name in (1...12).map({ "person-\($0)-of-the-list" }) {
                let words = "\(name) said \(String(repeating: "something private ", count: turn))"
                _ = try await store.commit(
                    said(key(name), turn, event: "\(name)/\(turn)", text: words))
            }
        }
        let text = Data("person-7-of-the-list".utf8)
        func traces() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                let path = "\(folder.path)/\($0)"
                return try Data(contentsOf: URL(filePath: path)).range(of: text) != nil
            }
        }
        #expect(try !traces().isEmpty)
        let erased = try await store.erase([key("person-7-of-the-list")], because: .asked)
        #expect(erased.map(\.entries) == [40])
        #expect(try traces() == [])
        let findings = try Upkeep.verify(folder.store)
        #expect(
            findings
                == Upkeep.Findings(
                    conversations: 11, entries: 440, erasures: 1, problems: []))
        await store.close()
        #expect(try traces() == [])
        let again = try SQLiteStore(path: folder.store)
        await #expect(throws: StorageError(.erased, "")) {
            _ = try await again.commit(
                said(key("x"), 1, event: "person-7-of-the-list/3"))
        }
        await again.close()
    }

    @Test("verify finds what came back, and records that were tampered with")
    func tampering() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        for name in ["a", "b", "c"] {
            _ = try await store.commit(said(key(name), 1, event: name))
        }
        await store.close()
        try Upkeep.backUp(folder.store, to: folder.path + "/before.db")
        let next = try SQLiteStore(path: folder.store)
        _ = try await next.erase([key("a"), key("b")], because: .asked)
        await next.close()
        let database = try Database(folder.store, .write)
        func problems(_ change: String) throws -> [String] {
            try database.script("SAVEPOINT s; \(change); RELEASE s")
            return try Upkeep.verify(folder.store).problems
        }
        #expect(try problems("SELECT 1").isEmpty)
        try database.script("ATTACH '\(folder.path)/before.db' AS before")
        let back = try problems("INSERT INTO event SELECT * FROM before.event WHERE event = 'a'")
        #expect(back.contains { $0.contains("was erased, and is here") }, "\(back)")
        #expect(back.contains { $0.contains("older") }, "\(back)")
        try database.script("DELETE FROM event WHERE event = 'a'")
        #expect(try problems("DELETE FROM tombstone").first?.contains("2 entries") == true)
        let gone = try problems("DELETE FROM erasure WHERE number = 1")
        #expect(gone.first?.contains("erasure 2") == true, "\(gone)")
    }
}

@Suite("What a tenant no longer wants kept")
struct SweeperTests {
    @Test("goes step by step, by the age of the last entry, each tenant by its own rule")
    func ages() async throws {
        let folder = try Folder()
        let time = Time()
        let store = try SQLiteStore(path: folder.store, clock: { time.milliseconds })
        let keeps = TenantID("keeps")
        for name in 1...5 {
            _ = try await store.commit(said(key("old-\(name)"), 1, event: "o\(name)"))
            _ = try await store.commit(said(key("old-\(name)", keeps), 1, event: "o\(name)"))
        }
        time.milliseconds += 3_600_001
        _ = try await store.commit(said(key("old-1"), 2, event: "again"))
        _ = try await store.commit(said(key("new"), 1, event: "n"))
        let sweeper = Sweeper(store) { $0 == acme ? .seconds(3600) : nil }
        var place: ConversationKey?
        var steps = 0
        var erased: [Erasure] = []
        repeat {
            let step = try await sweeper.step(after: place, looking: 2)
            (place, steps) = (step.next, steps + 1)
            erased += step.erased
            #expect(step.erased.count <= 2)
        } while place != nil
        #expect(steps >= 6)
        #expect(erased.count == 4 && erased.allSatisfy { $0.cause == .age && $0.tenant == acme })
        #expect(try await store.conversation(key("old-1"))?.turns.count == 2)
        #expect(try await store.conversation(key("new")) != nil)
        #expect(try await store.conversation(key("old-2")) == nil)
        #expect(try await store.conversation(key("old-2", keeps)) != nil)
        await store.close()
    }

    @Test("goes from memory by the same rule")
    func memory() async throws {
        let time = Time()
        let store = MemoryStore(now: { time.instant })
        _ = try await store.commit(said(key("old"), 1, event: "o"))
        time.milliseconds += 3_600_001
        _ = try await store.commit(said(key("new"), 1, event: "n"))
        let sweeper = Sweeper(store) { _ in .seconds(3600) }
        let (next, erased) = try await sweeper.step(after: nil)
        #expect(next == nil && erased.count == 1)
        #expect(try await store.conversation(key("old")) == nil)
        #expect(try await store.conversation(key("new")) != nil)
    }
}
