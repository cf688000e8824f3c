import Foundation
import Messages
import Testing

@testable import Storage

private func refusal(_ body: () throws -> Void) -> StorageError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StorageError
    }
}

private func refusal(opening path: String) -> StorageError? {
    refusal { _ = try SQLiteStore(path: path) }
}

@Suite("The store on disk")
struct SQLiteStoreTests {
    @Test("has everything again after it was closed and opened")
    func survives() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(said(key("c"), 1, event: "e1", text: "how much?"))
        _ = try await store.commit(said(key("c"), 2, event: "e2"))
        _ = try await store.commit(said(key("d"), 1, event: "e3"))
        _ = try await store.commit(closed(key("d"), after: 1, event: "e4"))
        let before = try await store.conversation(key("c"))
        let standing = try await store.recall(key("c"), event: event("new"))
        await store.close()

        let again = try SQLiteStore(path: folder.store)
        #expect(again.size.conversations == 2)
        #expect(try await again.conversation(key("c")) == before)
        #expect(try await again.recall(key("c"), event: event("new")) == standing)
        let replayed = try await again.recall(key("c"), event: event("e1"))
        #expect(replayed.answered?.forecast == before?.forecasts.first)
        await #expect(throws: StorageError(.closed, "")) {
            _ = try await again.commit(said(key("d"), 2, event: "e5"))
        }
        await again.close()
    }

    @Test("answers many writers at once, and keeps each of them once and in order")
    func manyWriters() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<32 {
                group.addTask {
                    for turn in 1...10 {
                        _ = try await store.commit(
                            said(key("c\(writer)"), turn, event: "\(writer)-\(turn)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        await store.close()
        let findings = try Upkeep.verify(folder.store)
        #expect(findings == Upkeep.Findings(conversations: 32, entries: 320, problems: []))
    }

    @Test("takes one of two that come under the same event key at the same moment")
    func race() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        let kept = await withTaskGroup(of: Int.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    let entry = said(key("c\(writer)"), 1, event: "same")
                    return (try? await store.commit(entry)) == nil ? 0 : 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(kept == 1)
        #expect(store.size.conversations == 1)
        await store.close()
    }

    @Test("is one process's: a second one is told so, and the file is free after closing")
    func oneOwner() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        let error = refusal(opening: folder.store)
        #expect(error?.code == .inUse)
        #expect(error?.reason.contains("another process") == true)
        await store.close()
        await (try SQLiteStore(path: folder.store)).close()
    }

    @Test("refuses a database of somebody else's, and a folder that is not there")
    func foreign() throws {
        let folder = try Folder()
        let database = try Database(folder.store, .create)
        try database.script("CREATE TABLE theirs(x)")
        let error = refusal(opening: folder.store)
        #expect(error?.code == .unreadable)
        #expect(error?.reason.contains("another program") == true)
        let missing = refusal(opening: folder.path + "/none/store.db")
        #expect(missing?.code == .unreadable)
    }

    @Test("brings an older file up to date and keeps a copy of it; refuses a newer one")
    func migrations() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        await store.close()

        let next = Schema(
            steps: Schema.current.steps + ["ALTER TABLE conversation ADD COLUMN note TEXT"])
        let newer = try SQLiteStore(path: folder.store, schema: next, onBroken: { _ in })
        #expect(try await newer.conversation(key("c"))?.turns.count == 1)
        await newer.close()
        #expect(try Upkeep.verify(folder.store + ".v2").entries == 1)

        let error = refusal(opening: folder.store)
        #expect(error?.code == .newer)
        #expect(error?.reason.contains("version 3") == true)
    }

    @Test("takes over a file of version 1, which can still be verified, exported and restored")
    func versionOne() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        for turn in 1...2 { _ = try await store.commit(said(key("c"), turn, event: "e\(turn)")) }
        await store.close()
        // Rows that no connector carries are in version 1 what they are now.
        let path = folder.path + "/one.db"
        let database = try Database(path, .create)
        try Schema(steps: [Schema.current.steps[0]]).prepare(database)
        try database.script(
            """
            ATTACH '\(folder.store)' AS new;
            INSERT INTO event SELECT * FROM new.event;
            INSERT INTO conversation
                SELECT part, tenant, conversation, entries, closed, state, forecast, checksum
                FROM new.conversation;
            DETACH new;
            """)
        #expect(try Upkeep.verify(path).entries == 2)
        let copy = folder.path + "/copy.db"
        try Upkeep.backUp(path, to: copy)

        let next = try SQLiteStore(path: path)
        #expect(try await next.conversation(key("c"))?.turns.count == 2)
        _ = try await next.commit(said(key("c"), 3, event: "e3"))
        _ = try await next.erase([key("c")], because: .asked)
        await next.close()
        #expect(try Upkeep.verify(path).problems.isEmpty)
        #expect(try Upkeep.verify(path + ".v1").entries == 2)

        _ = try Upkeep.restore(copy, to: path)
        var turns = 0
        try Upkeep.export(path) { turns += $1.turns.count }
        #expect(turns == 2)
    }

    @Test("finds every byte that was changed behind its back")
    func damage() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        for turn in 1...3 { _ = try await store.commit(said(key("c"), turn, event: "e\(turn)")) }
        await store.close()
        let database = try Database(folder.store, .write)
        for (column, change) in [
            ("said", "CAST(substr(said, 1, length(said) - 1) || 'p' AS BLOB)"),
            ("forecast", "CAST(forecast || 'x' AS BLOB)"), ("kept_at", "kept_at + 1"),
            ("source", "'mail'"),
        ] {
            try database.script("BEGIN")
            try database.script("UPDATE event SET \(column) = \(change) WHERE sequence = 2")
            try database.script("COMMIT")
            let findings = try Upkeep.verify(folder.store)
            #expect(findings.problems.count == 1, "\(column): \(findings.problems)")
            #expect(findings.problems.first?.contains("entry 2") == true)
            let again = try SQLiteStore(path: folder.store)
            await #expect(throws: StorageError(.damaged, "")) {
                _ = try await again.conversation(key("c"))
            }
            await again.close()
            try database.script("DELETE FROM event; DELETE FROM conversation")
            let fresh = try SQLiteStore(path: folder.store)
            for turn in 1...3 {
                _ = try await fresh.commit(said(key("c"), turn, event: "e\(turn)"))
            }
            await fresh.close()
        }
        try database.script("DELETE FROM event WHERE sequence = 3")
        #expect(try Upkeep.verify(folder.store).problems.first?.contains("2 of 3") == true)
    }

    @Test("is backed up while it is written, and restored with what was there kept aside")
    func backup() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(path: folder.store)
        _ = try await store.commit(said(key("c"), 1, event: "e1"))
        let copy = folder.path + "/copy.db"
        try Upkeep.backUp(folder.store, to: copy)
        _ = try await store.commit(said(key("c"), 2, event: "e2"))
        #expect(refusal { _ = try Upkeep.backUp(folder.store, to: copy) }?.code == .unreadable)
        #expect(refusal { _ = try Upkeep.restore(copy, to: folder.store) }?.code == .inUse)
        await store.close()
        let kept = try #require(try Upkeep.restore(copy, to: folder.store))
        #expect(try Upkeep.verify(kept).entries == 2)
        var found: [ConversationKey: Int] = [:]
        try Upkeep.export(folder.store) { found[$0] = $1.turns.count }
        #expect(found == [key("c"): 1])
    }
}
