import Foundation
import Storage
import Testing
import Wire

/// Every registry there is: each keeps the same promises.
enum RegistryKind: String, CaseIterable, Sendable {
    case memory, disk

    func make() throws -> (registry: any Registry, folder: Folder) {
        let folder = try Folder()
        switch self {
        case .memory: return (MemoryRegistry(digest: Digest.sha256), folder)
        case .disk: return (try registry(folder), folder)
        }
    }
}

func registry(_ folder: Folder) throws -> SQLiteRegistry {
    try SQLiteRegistry(path: folder.path + "/accounts.db", digest: Digest.sha256, seal: seal)
}

let seal: AuditAnchor.Seal = {
    Digest.authenticate(Array("\($0.count)".utf8) + $0.hash, key: Array("test".utf8))
}

func note(_ action: String, tenant: String = "acme", count: Int = 1) -> AuditNote {
    AuditNote(
        actor: "acme/ann", credential: "token t", peer: "10.0.0.1", tenant: tenant, action: action,
        object: "tenant acme", detail: "a \u{e4} detail", count: count)
}

private let place = RegistryKey("tenant", "acme")

@Suite("What every registry promises")
struct RegistryTests {
    @Test(
        "counts a record's revisions, and keeps when it was made", arguments: RegistryKind.allCases)
    func revisions(_ kind: RegistryKind) async throws {
        let (registry, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        let made = try await registry.apply([.create(place, body: [1])], noting: [note("a")])
        #expect(made[0]?.revision == 1)
        let changed = try await registry.apply(
            [.update(place, body: [2, 0, 3], deletedAt: 77, expecting: 1)], noting: [])
        #expect(changed[0]?.revision == 2)
        #expect(changed[0]?.createdAt == made[0]?.createdAt)
        let kept = try await registry.records(of: ["tenant"])
        #expect(kept == changed.compactMap(\.self))
        #expect(kept.first?.body == [2, 0, 3])
        #expect(kept.first?.deletedAt == 77)
        #expect(try await registry.records(of: ["token"]).isEmpty)
        await registry.close()
    }

    @Test(
        "refuses what is taken, missing or changed, and then keeps nothing of the rest either",
        arguments: RegistryKind.allCases)
    func refusals(_ kind: RegistryKind) async throws {
        let (registry, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        try await registry.apply([.create(place, body: [1])], noting: [note("a")])
        let fresh = RegistryKey("token", tenant: "acme", "t")
        let refused: [(RegistryChange, StorageError.Code)] = [
            (.create(place, body: [2]), .taken),
            (.update(RegistryKey("tenant", "none"), body: [2], expecting: 1), .missing),
            (.update(place, body: [2], expecting: 2), .changed),
            (.create(RegistryKey("x", "y"), body: [UInt8](repeating: 0, count: 300_000)), .full),
        ]
        for (change, code) in refused {
            await #expect(throws: StorageError(code, "")) {
                try await registry.apply([.create(fresh, body: []), change], noting: [note("b")])
            }
        }
        #expect(try await registry.records(of: ["tenant", "token", "x"]).map(\.key) == [place])
        #expect(try await registry.audit(AuditQuery()).map(\.note.action) == ["a"])
        try await registry.apply(
            [.remove(place), .remove(fresh), .put(fresh, body: [5]), .put(fresh, body: [6])],
            noting: [])
        let left = try await registry.records(of: ["tenant", "token"])
        #expect(left.map(\.body) == [[6]])
        #expect(left.first?.revision == 2)
        await registry.close()
    }

    @Test(
        "gives audit entries in order, by tenant, action and page", arguments: RegistryKind.allCases
    )
    func queries(_ kind: RegistryKind) async throws {
        let (registry, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        for index in 1...6 {
            try await registry.apply(
                [],
                noting: [
                    note(index % 2 == 0 ? "token.issue" : "call.refuse", tenant: "t\(index % 3)")
                ])
        }
        func numbers(_ change: (inout AuditQuery) -> Void) async throws -> [Int] {
            var query = AuditQuery()
            change(&query)
            return try await registry.audit(query).map(\.number)
        }
        #expect(try await numbers { _ in } == [1, 2, 3, 4, 5, 6])
        #expect(
            try await numbers {
                $0.after = 2
                $0.limit = 3
            } == [3, 4, 5])
        #expect(try await numbers { $0.tenant = "t1" } == [1, 4])
        #expect(try await numbers { $0.action = "token." } == [2, 4, 6])
        #expect(try await numbers { $0.tenant = "none" }.isEmpty)
        let head = try await registry.auditHead()
        #expect(head.count == 6)
        #expect(head.hash == (try await registry.audit(AuditQuery()).last?.hash))
        await registry.close()
    }

    @Test("lets one of many win who expect the same revision", arguments: RegistryKind.allCases)
    func race(_ kind: RegistryKind) async throws {
        let (registry, folder) = try kind.make()
        defer { withExtendedLifetime(folder) {} }
        try await registry.apply([.create(place, body: [])], noting: [])
        let won = await withTaskGroup(of: Int.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    let change = RegistryChange.update(
                        place, body: [UInt8(writer)], expecting: 1)
                    return
                        (try? await registry.apply([change], noting: [note("w\(writer)")])) == nil
                        ? 0 : 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(won == 1)
        #expect(try await registry.auditHead().count == 1)
        await registry.close()
    }
}
