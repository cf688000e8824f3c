import Accounts
import Foundation
import Messages
import Testing
import Wire

@Suite(
    "Administration of a daemon", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct AdminTests {
    private func observe(_ event: String) -> ObserveRequest.Draft {
        ObserveRequest.Draft(
            conversationID: "c", eventID: event,
            turn: Turn(number: 0, speaker: .customer, text: "How much is it?"))
    }

    private func reason(of body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Status)?.errorInfo?.reason
        }
    }

    @Test(
        "a tenant that is made gets a token, scores with it, and is refused once it is revoked",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func life(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try await daemon.operator(door)
        let made: AdminTenant = try await boss.call(
            "CreateTenant", CreateTenantRequest(tenant: "fresh", displayName: "Fresh Ltd."))
        #expect(made.id == "fresh" && made.displayName == "Fresh Ltd." && made.etag == "1")
        #expect(made.createdMilliseconds > 1_700_000_000_000 && made.deletedMilliseconds == 0)
        let again = await boss.refusal("CreateTenant", CreateTenantRequest(tenant: "fresh"))
        #expect(again?.code == .alreadyExists)
        let issued: IssueTokenResponse = try await boss.call(
            "IssueToken",
            IssueTokenRequest(
                tenant: "fresh", principal: "crm", role: "service", label: "the CRM",
                lifetimeMilliseconds: 3_600_000))
        let token = try #require(issued.token)
        #expect(token.role == "service" && token.principal == "crm" && token.tenant == "fresh")
        // The record is made a moment after its end was reckoned.
        let lifetime = token.expiresMilliseconds - token.createdMilliseconds
        #expect((3_540_000...3_600_000).contains(lifetime))
        let crm = try await daemon.caller(door, token: issued.secret)
        let told: ObserveResponse = try await crm.call("Observe", observe("1"))
        let turn = told.forecast?.turn
        #expect(turn == 1)
        let list: ListTokensResponse = try await boss.call(
            "ListTokens", ListTokensRequest(tenant: "fresh"))
        #expect(list.tokens.map(\.id) == [token.id])
        // What is listed never holds what is shown once.
        #expect(!list.bytes().contains(issued.secret.utf8.suffix(43)))
        let revoked: AdminToken = try await boss.call(
            "RevokeToken",
            RevokeTokenRequest(tenant: "fresh", token: token.id, etag: token.etag))
        #expect(revoked.revokedMilliseconds > 0)
        let refused = await reason {
            let _: ObserveResponse = try await crm.call("Observe", observe("2"))
        }
        #expect(refused == "TOKEN_REVOKED")
    }

    @Test(
        "lists come in pages that miss nothing and repeat nothing",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func pages(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try await daemon.operator(door)
        let names = (1...8).map { "t\($0)" }
        for name in names {
            let _: AdminTenant = try await boss.call(
                "CreateTenant", CreateTenantRequest(tenant: name))
        }
        var found: [String] = []
        var sizes: [Int] = []
        var token = ""
        repeat {
            let page: ListTenantsResponse = try await boss.call(
                "ListTenants", ListTenantsRequest(pageSize: 3, pageToken: token))
            found += page.tenants.map(\.id)
            sizes.append(page.tenants.count)
            token = page.nextPageToken
        } while !token.isEmpty
        #expect(found == ["acme", "other"] + names)
        #expect(sizes == [3, 3, 3, 1])
        for wrong in ["zz", "3", "ff", "\u{e4}"] {
            let status = await boss.refusal("ListTenants", ListTenantsRequest(pageToken: wrong))
            #expect(status?.badRequest?.violations.first?.field == "page_token", "\(wrong)")
        }
        let negative = await boss.refusal("ListTenants", ListTenantsRequest(pageSize: -1))
        #expect(negative?.badRequest?.violations.first?.field == "page_size")
        let audit: ListAuditResponse = try await boss.call(
            "ListAudit", ListAuditRequest(action: "tenant.create", pageSize: 500))
        #expect(audit.entries.map(\.object).suffix(8) == names.map { "tenant \($0)" })
        #expect(audit.entries.last?.actor == "*/operator")
    }

    @Test(
        "a change that was overtaken is refused; a mask names what is changed and nothing else is",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func preconditions(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try await daemon.operator(door)
        func update(
            _ mask: [String], display: String = "", retention: Int64 = 0, etag: String = ""
        ) -> UpdateTenantRequest {
            UpdateTenantRequest(
                tenant: "acme", displayName: display, retentionMilliseconds: retention,
                updateMask: mask, etag: etag)
        }
        let first: AdminTenant = try await boss.call(
            "UpdateTenant", update(["retention_ms"], display: "no", retention: 86_400_000))
        #expect(first.displayName.isEmpty && first.retentionMilliseconds == 86_400_000)
        let second: AdminTenant = try await boss.call(
            "UpdateTenant", update(["display_name"], display: "Acme", etag: first.etag))
        #expect(second.displayName == "Acme" && second.retentionMilliseconds == 86_400_000)
        let overtaken = await boss.refusal(
            "UpdateTenant", update(["display_name"], display: "X", etag: first.etag))
        #expect(overtaken?.code == .aborted)
        #expect(overtaken?.errorInfo?.reason == "ETAG_MISMATCH")
        for (request, field) in [
            (update([]), "update_mask"), (update(["display_name", "id"]), "update_mask[1]"),
            (update(["display_name"], etag: "x"), "etag"),
            (update(["retention_ms"], retention: -1), "retention_ms"),
        ] {
            let status = await boss.refusal("UpdateTenant", request)
            #expect(status?.code == .invalidArgument)
            #expect(status?.badRequest?.violations.first?.field == field, "\(field)")
        }
        let quota: AdminQuota = try await boss.call(
            "UpdateQuota",
            UpdateQuotaRequest(
                tenant: "acme", quota: AdminQuota(eventsPerSecond: 20, concurrentCalls: 8),
                updateMask: ["events_per_second"], etag: second.etag))
        #expect(quota.eventsPerSecond == 20 && quota.concurrentCalls == 0)
        let negative = await boss.refusal(
            "UpdateQuota",
            UpdateQuotaRequest(
                tenant: "acme", quota: AdminQuota(storedBytes: -5), updateMask: ["stored_bytes"]))
        #expect(negative?.badRequest?.violations.first?.field == "quota.stored_bytes")
        let after: AdminTenant = try await boss.call("GetTenant", GetTenantRequest(tenant: "acme"))
        #expect(after.displayName == "Acme")
        let kept: AdminQuota = try await boss.call("GetQuota", GetQuotaRequest(tenant: "acme"))
        #expect(kept == quota)
    }

    @Test(
        "what is only to be validated changes nothing, and says what would become of it",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func dryRuns(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try await daemon.operator(door)
        let admin = try await daemon.admin(door)
        func state() async throws -> [[UInt8]] {
            let tenants: ListTenantsResponse = try await boss.call(
                "ListTenants", ListTenantsRequest())
            let tokens: ListTokensResponse = try await admin.call("ListTokens", ListTokensRequest())
            let principals: ListPrincipalsResponse = try await admin.call(
                "ListPrincipals", ListPrincipalsRequest())
            let audit: ListAuditResponse = try await admin.call("ListAudit", ListAuditRequest())
            return [tenants.bytes(), tokens.bytes(), principals.bytes(), audit.bytes()]
        }
        let before = try await state()
        let tenant: AdminTenant = try await boss.call(
            "CreateTenant", CreateTenantRequest(tenant: "ghost", validateOnly: true))
        #expect(tenant.id == "ghost")
        let gone: AdminTenant = try await boss.call(
            "DeleteTenant", DeleteTenantRequest(tenant: "acme", validateOnly: true))
        #expect(gone.deletedMilliseconds > 0)
        let issued: IssueTokenResponse = try await admin.call(
            "IssueToken", IssueTokenRequest(principal: "x", role: "viewer", validateOnly: true))
        #expect(issued.secret.isEmpty && issued.token?.role == "viewer")
        let role: AdminPrincipal = try await admin.call(
            "AssignRole",
            AssignRoleRequest(principal: "viewer", role: "admin", validateOnly: true))
        #expect(role.role == "admin")
        let bad = await admin.refusal(
            "IssueToken", IssueTokenRequest(principal: "x", role: "boss", validateOnly: true))
        #expect(bad?.badRequest?.violations.first?.field == "role")
        #expect(try await state() == before)
    }

    @Test(
        "a deleted tenant is refused at once, and back with every token when it is undeleted",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func deletion(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try await daemon.operator(door)
        let caller = try await daemon.caller(door)
        let _: ObserveResponse = try await caller.call("Observe", observe("1"))
        let gone: AdminTenant = try await boss.call(
            "DeleteTenant", DeleteTenantRequest(tenant: "acme", graceMilliseconds: 86_400_000))
        #expect(gone.purgeAtMilliseconds == gone.deletedMilliseconds + 86_400_000)
        let refused = await reason {
            let _: ObserveResponse = try await caller.call("Observe", observe("2"))
        }
        #expect(refused == "TENANT_DELETED")
        let list: ListTenantsResponse = try await boss.call("ListTenants", ListTenantsRequest())
        #expect(list.tenants.map(\.id) == ["other"])
        let all: ListTenantsResponse = try await boss.call(
            "ListTenants", ListTenantsRequest(showDeleted: true))
        #expect(all.tenants.map(\.id) == ["acme", "other"])
        let taken = await boss.refusal("CreateTenant", CreateTenantRequest(tenant: "acme"))
        #expect(taken?.code == .alreadyExists)
        let back: AdminTenant = try await boss.call(
            "UndeleteTenant", UndeleteTenantRequest(tenant: "acme", etag: gone.etag))
        #expect(back.deletedMilliseconds == 0)
        let told: ObserveResponse = try await caller.call("Observe", observe("2"))
        let turn = told.forecast?.turn
        #expect(turn == 2)
    }

    @Test(
        "an erased conversation is gone, provably, and its events are not taken again",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func erasure(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller(door)
        for event in ["1", "2"] {
            let _: ObserveResponse = try await caller.call("Observe", observe(event))
        }
        let admin = try await daemon.admin(door)
        let others = try await daemon.admin(door, tenant: "other")
        let theirs: EraseConversationsResponse = try await others.call(
            "EraseConversations", EraseConversationsRequest(conversations: ["c"]))
        #expect(theirs.found == 0 && theirs.erasures.isEmpty)
        let dry: EraseConversationsResponse = try await admin.call(
            "EraseConversations",
            EraseConversationsRequest(conversations: ["c", "absent"], validateOnly: true))
        #expect(dry.found == 1 && dry.erasures.isEmpty)
        let gone: EraseConversationsResponse = try await admin.call(
            "EraseConversations", EraseConversationsRequest(conversations: ["c", "c", "absent"]))
        #expect(gone.found == 1)
        #expect(gone.erasures.map(\.number) == [1] && gone.erasures.map(\.entries) == [2])
        await #expect(throws: Status(.notFound, "")) {
            let _: GetConversationResponse = try await caller.call(
                "GetConversation", GetConversationRequest.Draft(conversationID: "c"))
        }
        await #expect(throws: Status.self) {
            let _: ObserveResponse = try await caller.call("Observe", observe("2"))
        }
        let none = await admin.refusal("EraseConversations", EraseConversationsRequest())
        #expect(none?.badRequest?.violations.first?.field == "conversations")
    }
}
