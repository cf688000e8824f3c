import Foundation
import Messages
import Storage
import Testing

@testable import Accounts

@Suite("Tenants in the book")
struct TenantBookTests {
    @Test("have settings that are changed under the expected revision only")
    func settings() async throws {
        let accounts = try await TestAccounts([])
        let book = accounts.book
        let settings = Tenant.Settings(
            display: "Acme & Co.", quota: Quota(eventsPerSecond: 0.5, concurrentCalls: 7),
            retention: .seconds(86_400))
        let made = try await book.createTenant(acme, settings, .console)
        #expect(made.revision == 1)
        #expect(made.settings == settings)
        let next = try await book.updateTenant(acme, expecting: 1, .console) {
            $0.quota.storedBytes = 1 << 40
            $0.retention = nil
        }
        #expect(next.revision == 2)
        #expect(book.quota(of: acme) == next.quota)
        #expect(next.quota.concurrentCalls == 7)
        let error = await #expect(throws: AccountError(.changed, "")) {
            _ = try await book.updateTenant(acme, expecting: 1, .console) { $0.display = "lost" }
        }
        #expect(error?.reason.contains("revision 2, not 1") == true)
        #expect(try await accounts.again().tenant(acme) == next)
        await #expect(throws: AccountError(.exists, "")) {
            _ = try await book.createTenant(acme, Tenant.Settings(), .console)
        }
    }

    @Test("refuse settings that cannot be meant, by field and limit")
    func fields() async throws {
        let book = try await TestAccounts().book
        let wrong: [(String, @Sendable (inout Tenant.Settings) -> Void)] = [
            ("quota.events_per_second", { $0.quota.eventsPerSecond = 0 }),
            ("quota.events_per_second", { $0.quota.eventsPerSecond = .nan }),
            ("quota.concurrent_calls", { $0.quota.concurrentCalls = -1 }),
            ("quota.stored_bytes", { $0.quota.storedBytes = .max }),
            ("quota.embeddings_per_second", { $0.quota.embeddingsPerSecond = .infinity }),
            ("retention", { $0.retention = .zero }),
            ("display_name", { $0.display = String(repeating: "x", count: 201) }),
        ]
        for (field, change) in wrong {
            let error = await #expect(throws: AccountError(.invalidField, "")) {
                _ = try await book.updateTenant(acme, .console, change)
            }
            #expect(error?.field == field)
        }
        #expect(book.tenant(acme)?.revision == 1)
    }

    @Test("are refused once deleted, can be had back within the grace, and not after")
    func deletion() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let token = try await accounts.token(.admin)
        let deleted = try await book.deleteTenant(acme, grace: .seconds(10), .console)
        #expect(deleted.purgeAt == accounts.clock.now() + 10_000)
        #expect(book.caller(showing: token.text).name == "closed")
        #expect(book.tenants == [other])
        for change in [
            { try await book.deleteTenant(acme, .console) },
            { try await book.updateTenant(acme, .console) { $0.display = "x" } },
        ] as [@Sendable () async throws -> Tenant] {
            await #expect(throws: AccountError(.impossible, "")) { _ = try await change() }
        }
        await #expect(throws: AccountError(.impossible, "")) {
            _ = try await book.issueToken(of: acme, role: .viewer, .console)
        }
        _ = try await book.undeleteTenant(acme, .console)
        #expect(book.caller(showing: token.text).name == "known")

        _ = try await book.deleteTenant(acme, grace: .seconds(10), .console)
        #expect(book.tenantsToPurge.isEmpty)
        await #expect(throws: AccountError(.impossible, "")) {
            try await book.purgeTenant(acme, .daemon)
        }
        accounts.clock.advance(.seconds(10))
        #expect(book.tenantsToPurge == [acme])
        try await book.purgeTenant(acme, .daemon)
        #expect(book.tenantsToPurge.isEmpty)
        await #expect(throws: AccountError(.impossible, "")) {
            _ = try await book.undeleteTenant(acme, .console)
        }
        for book in [book, try await accounts.again()] {
            #expect(book.caller(showing: token.text).name == "unknown")
            #expect(book.tokens(of: acme).items.isEmpty)
            #expect(book.principals(of: acme).items.isEmpty)
            // Nobody comes into the old conversations by taking the name.
            await #expect(throws: AccountError(.exists, "")) {
                _ = try await book.createTenant(acme, Tenant.Settings(), .console)
            }
            #expect(book.tenants(includingDeleted: true).items.map(\.id) == [acme, other])
            #expect(book.tenants().items.map(\.id) == [other])
        }
    }

    @Test("cannot be reached by another one's principals: as if they were not there")
    func reach() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let token = try await accounts.token(.admin)
        let theirs = try await accounts.token(.service, of: other)
        let caller = try #require(book.caller(showing: token.text).caller)
        let act = Act(caller, peer: "10.0.0.1")
        let name = try CertificateName("subject:CN=x")
        let before = try await accounts.actions().count
        func attempts(on tenant: TenantID) -> [@Sendable () async throws -> Void] {
            [
                { _ = try book.tenant(tenant, for: caller.principal) },
                { _ = try await book.updateTenant(tenant, act) { $0.display = "mine" } },
                { _ = try await book.deleteTenant(tenant, act) },
                { _ = try await book.undeleteTenant(tenant, act) },
                { _ = try await book.issueToken(of: tenant, role: .viewer, act) },
                { _ = try await book.issueToken(of: tenant, role: .operator, act) },
                { _ = try await book.revokeToken(theirs.record.id, of: tenant, act) },
                {
                    _ = try await book.rotateToken(
                        theirs.record.id, of: tenant, overlap: .zero, act)
                },
                { _ = try await book.createPrincipal("x", of: tenant, role: .viewer, act) },
                { _ = try await book.assign(.viewer, to: "x", of: tenant, act) },
                { try await book.removePrincipal("x", of: tenant, act) },
                { _ = try await book.bind(name, of: tenant, role: .viewer, act) },
                { _ = try await book.unbind(name, of: tenant, act) },
            ]
        }
        for tenant in [other, .above, TenantID("none")] {
            for attempt in attempts(on: tenant) {
                let error = await #expect(throws: AccountError(.notFound, "")) {
                    try await attempt()
                }
                #expect(error?.reason == "tenant: there is no tenant \(tenant)")
            }
        }
        #expect(try await accounts.actions().count == before)
        #expect(book.caller(showing: theirs.text).name == "known")
        _ = try await book.issueToken(of: acme, role: .viewer, act)
    }

    @Test("are changed with an audit entry in the same breath, and a dry run changes nothing")
    func audit() async throws {
        let accounts = try await TestAccounts([acme])
        let book = accounts.book
        let admin = try await accounts.token(.admin)
        let caller = try #require(book.caller(showing: admin.text).caller)
        let act = Act(caller, peer: "10.0.0.1")
        let name = try CertificateName("subject:CN=x")
        func all(_ act: Act) async throws {
            let made = try await book.issueToken(of: acme, role: .viewer, act)
            #expect(made.text.isEmpty == act.isDryRun)
            _ = try await book.rotateToken(admin.record.id, of: acme, overlap: .seconds(60), act)
            _ = try await book.revokeToken(admin.record.id, of: acme, act)
            _ = try await book.bind(name, to: "x", of: acme, role: .viewer, act)
            _ = try await book.updateTenant(acme, act) { $0.display = "Acme" }
            _ = try await book.deleteTenant(acme, act)
        }
        let before = try await accounts.registry.audit(AuditQuery())
        let records = try await accounts.registry.records(of: ["tenant", "token", "principal"])
        try await all(Act(caller, peer: "10.0.0.1", isDryRun: true))
        #expect(try await accounts.registry.audit(AuditQuery()) == before)
        #expect(
            try await accounts.registry.records(of: ["tenant", "token", "principal"]) == records)
        #expect(book.caller(showing: admin.text).name == "known")

        try await all(act)
        let notes = try await accounts.registry.audit(AuditQuery()).dropFirst(before.count)
        #expect(
            notes.map(\.note.action) == [
                "principal.create", "token.issue", "token.rotate", "token.revoke",
                "principal.create", "certificate.bind", "tenant.update", "tenant.delete",
            ])
        for entry in notes {
            #expect(entry.note.actor == "acme/\(admin.record.principal)")
            #expect(entry.note.credential == "token \(admin.record.id)")
            #expect(entry.note.peer == "10.0.0.1")
            #expect(entry.note.tenant == "acme")
        }
    }
}

extension AccountBook.Verdict {
    var caller: Caller? {
        guard case .known(let caller) = self else { return nil }
        return caller
    }
}
