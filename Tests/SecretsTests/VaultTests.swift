import Foundation
import Messages
import Storage
import Testing
import Wire

@testable import Secrets

private func hidden(_ text: String) -> HiddenBytes {
    Array(text.utf8).withUnsafeBytes { HiddenBytes(copying: $0) }
}

private func text(_ hidden: HiddenBytes?) -> String? {
    hidden?.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
}

@Suite("The vault")
struct VaultTests {
    private let folder = NSTemporaryDirectory() + "vault-\(UUID().uuidString)"
    private let registry = MemoryRegistry(digest: Digest.sha256)
    private let place = SecretPlace(tenant: "acme", connector: "slack", field: "token")
    private let note = AuditNote(actor: "acme/ann", action: "secret.set", object: "it")
    private var keyFile: String { folder + "/secrets.key" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try KeyFile.create(at: keyFile)
    }

    private func vault() async throws -> Vault {
        try await Vault(registry: registry, keyFile: keyFile)
    }

    @Test("What is set is given to its place alone, is there after a restart, and can be forgotten")
    func setAndGet() async throws {
        let first = try await vault()
        let facts = try await first.set(hidden("xoxb"), at: place, noting: note)
        #expect(facts.revision == 1 && !facts.keyID.isEmpty)
        #expect(text(try await first.value(at: place)) == "xoxb")
        let again = try await vault()
        #expect(text(try await again.value(at: place)) == "xoxb")
        let other = SecretPlace(tenant: "other", connector: "slack", field: "token")
        #expect(try await again.value(at: other) == nil)
        #expect(await again.list("acme").map(\.place) == [place])
        #expect(await again.list("other").isEmpty)
        #expect(try await again.remove(place, noting: note)?.place == place)
        #expect(try await again.value(at: place) == nil)
        #expect(try await again.remove(place, noting: note) == nil)
        #expect(try await vault().list("acme").isEmpty)
        // Set and deleted, each with its note.
        #expect(try await registry.auditHead().count == 2)
    }

    @Test("A change that expects another revision is refused, and a dry run keeps nothing")
    func preconditions() async throws {
        let vault = try await vault()
        _ = try await vault.set(hidden("one"), at: place, expecting: 0, noting: note)
        for wrong in [0, 2] {
            await #expect(throws: SecretError(.conflict, "")) {
                try await vault.set(hidden("two"), at: place, expecting: wrong, noting: note)
            }
        }
        let dry = try await vault.set(hidden("two"), at: place, dryRun: true, noting: note)
        #expect(dry.revision == 1)
        _ = try await vault.remove(place, dryRun: true, noting: note)
        #expect(text(try await vault.value(at: place)) == "one")
        _ = try await vault.set(hidden("two"), at: place, expecting: 1, noting: note)
        #expect(text(try await vault.value(at: place)) == "two")
        #expect(try await registry.auditHead().count == 2)
    }

    @Test("Names and lengths that cannot be are refused by their field")
    func invalid() async throws {
        let vault = try await vault()
        func field(_ connector: String, _ field: String, _ value: HiddenBytes) async -> String? {
            let place = SecretPlace(tenant: "acme", connector: connector, field: field)
            let error = await #expect(throws: SecretError(.invalid, "")) {
                try await vault.set(value, at: place, noting: note)
            }
            return error?.field
        }
        #expect(await field("a/b", "token", hidden("x")) == "connector")
        #expect(await field("slack", "../x", hidden("x")) == "field")
        #expect(await field("slack", "", hidden("x")) == "field")
        #expect(await field("slack", "token", hidden("")) == "value")
        #expect(await field("slack", "token", .random(count: 65_537)) == "value")
        for index in 0..<SecretLimits.perConnector {
            let place = SecretPlace(tenant: "acme", connector: "slack", field: "f\(index)")
            _ = try await vault.set(hidden("x"), at: place, noting: note)
        }
        #expect(await field("slack", "onemore", hidden("x")) == "field")
    }

    @Test("A row that is put in another's place does not open")
    func moved() async throws {
        _ = try await vault().set(hidden("xoxb"), at: place, noting: note)
        let other = SecretPlace(tenant: "acme", connector: "slack", field: "other")
        let records = try await registry.records(of: [Vault.secretKind])
        let body = try #require(records.first).body
        _ = try await registry.apply([.create(Vault.key(other), body: body)], noting: [])
        let vault = try await vault()
        await #expect(throws: SecretError(.damaged, "")) { try await vault.value(at: other) }
        #expect(text(try await vault.value(at: place)) == "xoxb")
    }

    @Test("A new key-encryption key wraps every data key; then the old one can go")
    func rewrap() async throws {
        let vault = try await vault()
        let others = SecretPlace(tenant: "other", connector: "crm", field: "key")
        _ = try await vault.set(hidden("one"), at: place, noting: note)
        _ = try await vault.set(hidden("two"), at: others, noting: note)
        let fresh = try KeyFile.addKey(to: keyFile)
        #expect(try await vault.rewrap(dryRun: true, noting: note) == (2, fresh))
        #expect(try await vault.rewrap(noting: note) == (2, fresh))
        #expect(try await vault.rewrap(noting: note) == (0, fresh))
        try KeyFile.dropOldKeys(of: keyFile)
        let again = try await self.vault()
        #expect(text(try await again.value(at: place)) == "one")
        #expect(text(try await again.value(at: others)) == "two")
    }

    @Test("A key file that does not open what is kept is refused, and the one before goes on")
    func wrongKey() async throws {
        let vault = try await vault()
        _ = try await vault.set(hidden("one"), at: place, noting: note)
        try FileManager.default.removeItem(atPath: keyFile)
        try KeyFile.create(at: keyFile)
        await #expect(throws: SecretError(.keyMissing, "")) {
            try await vault.rewrap(noting: note)
        }
        #expect(text(try await vault.value(at: place)) == "one")
        await #expect(throws: SecretError(.keyMissing, "")) { try await self.vault() }
    }

    @Test("Without a key file a daemon runs, and nothing can be set")
    func noKey() async throws {
        let vault = try await Vault(registry: registry, keyFile: folder + "/absent")
        await #expect(throws: SecretError(.unreadable, "")) {
            try await vault.set(hidden("x"), at: place, noting: note)
        }
    }

    @Test("While keys are rotated, readers and writers find every secret at every moment")
    func rotateUnderLoad() async throws {
        let vault = try await vault()
        let places = (0..<20).map {
            SecretPlace(tenant: "acme", connector: "slack", field: "f\($0)")
        }
        for place in places { _ = try await vault.set(hidden("0"), at: place, noting: note) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in places {
                group.addTask {
                    for round in 1...20 {
                        _ = try await vault.set(hidden("\(round)"), at: place, noting: note)
                        let read = text(try await vault.value(at: place))
                        #expect(read == "\(round)")
                    }
                }
            }
            group.addTask {
                for _ in 1...10 {
                    let done = try await vault.rotate("acme", noting: note)
                    #expect(!done.keyID.isEmpty)
                    try KeyFile.addKey(to: keyFile)
                    _ = try await vault.rewrap(noting: note)
                    try KeyFile.dropOldKeys(of: keyFile)
                }
            }
            try await group.waitForAll()
        }
        let done = try await vault.rotate("acme", noting: note)
        #expect(done.changed == 20)
        let again = try await self.vault()
        #expect(Set(await again.list("acme").map(\.keyID)) == [done.keyID])
        for place in places { #expect(text(try await again.value(at: place)) == "20") }
        #expect(await again.dataKeys["acme"]?.value.keys.count == 1)
    }
}
