import Accounts
import Foundation
import Messages
import Testing
import Wire

@Suite("Who may administer", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct AdminRightsTests {
    private static let operators = [
        "CreateTenant", "ListTenants", "DeleteTenant", "UndeleteTenant", "UpdateQuota",
    ]

    private static var methods: [String] {
        Descriptors.ours.services.first { $0.name == "salesrl.v1.Admin" }?.methods.map(\.name) ?? []
    }

    @Test(
        "only those whose role has a method may call it, whatever they send",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func roles(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let changes = Set(
            Self.methods.filter { name in
                !["Get", "List"].contains(where: name.hasPrefix)
            })
        #expect(changes.count > 15)
        for role in [Role.viewer, .service, .connector, .manager, .auditor, .admin] {
            let admin = try await daemon.admin(door, role: role)
            for method in Self.methods {
                // A tenant that there is none of: whoever is let in is told so, or that it is none.
                let status = await admin.refusal(method, GetTenantRequest(tenant: "none"))
                let isRefused = status?.code == .permissionDenied
                let mayLook = [.auditor, .admin].contains(role)
                let isAllowed =
                    method == "GetGraph"
                    ? role != .connector
                    : !Self.operators.contains(method)
                        && (role == .admin || (mayLook && !changes.contains(method)))
                #expect(isRefused == !isAllowed, "\(role) \(method): \(status?.message ?? "done")")
                if isRefused { #expect(status?.errorInfo?.reason == "ROLE_MAY_NOT") }
            }
        }
    }

    @Test(
        "an administrator finds another's tenant as little as one that does not exist",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func otherTenants(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let admin = try await daemon.admin(door)
        for method in Self.methods where !Self.operators.contains(method) {
            var said: [[String]] = []
            for name in ["other", "ether"] {
                // Field 1 is the tenant in every request; what is missing is found out later.
                let status = try #require(
                    await admin.refusal(method, GetTenantRequest(tenant: name)), "\(method)")
                said.append(
                    ["\(status.code)", status.message.replacing(name, with: "T")]
                        + status.details.map { "\($0)".replacing(name, with: "T") })
            }
            #expect(said[0] == said[1], "\(method)")
        }
    }

    @Test(
        "who did what is in the audit log: an auditor sees its tenant's, an operator all",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func audited(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let admin = try await daemon.admin(door)
        let issued: IssueTokenResponse = try await admin.call(
            "IssueToken", IssueTokenRequest(principal: "ann", role: "viewer"))
        let id = try #require(issued.token?.id)
        let rotated: IssueTokenResponse = try await admin.call(
            "RotateToken", RotateTokenRequest(token: id, overlapMilliseconds: 60_000))
        #expect(rotated.secret != issued.secret && !rotated.secret.isEmpty)
        for secret in [issued.secret, rotated.secret] {
            let ann = try await daemon.caller(door, token: secret)
            let info: GetInfoResponse = try await ann.call(
                "salesrl.v1.Info/GetInfo", GetInfoRequest.Draft())
            let role = info.role
            #expect(role == "viewer", "both are good during the overlap")
        }
        let certificate: AdminCertificate = try await admin.call(
            "BindCertificate",
            BindCertificateRequest(certificate: "subject:CN=billing", principal: "ann"))
        #expect(certificate.role == "viewer")
        let _: AdminCertificate = try await admin.call(
            "UnbindCertificate", UnbindCertificateRequest(certificate: "subject:CN=billing"))
        let _: AdminPrincipal = try await admin.call(
            "RemovePrincipal", RemovePrincipalRequest(principal: "ann"))
        let auditor = try await daemon.admin(door, role: .auditor)
        let own: ListAuditResponse = try await auditor.call(
            "ListAudit", ListAuditRequest(actor: "acme/admin"))
        #expect(
            own.entries.map(\.action) == [
                "principal.create", "token.issue", "token.rotate", "certificate.bind",
                "certificate.unbind", "principal.remove",
            ])
        #expect(own.entries.allSatisfy { $0.tenant == "acme" && $0.outcome == "done" })
        #expect(own.entries.allSatisfy { $0.credential.hasPrefix("token ") && !$0.peer.isEmpty })
        let boss = try await daemon.operator(door)
        let all: ListAuditResponse = try await boss.call("ListAudit", ListAuditRequest())
        #expect(Set(all.entries.map(\.tenant)).isSuperset(of: ["acme", "other"]))
        var walked: [Int64] = []
        var token = ""
        repeat {
            let page: ListAuditResponse = try await boss.call(
                "ListAudit", ListAuditRequest(tenant: "acme", pageSize: 2, pageToken: token))
            walked += page.entries.map(\.number)
            token = page.nextPageToken
        } while !token.isEmpty
        #expect(walked == all.entries.filter { $0.tenant == "acme" }.map(\.number))
    }

    @Test("the graph is shown as it is walked", .timeLimit(.minutes(2)))
    func graph() async throws {
        let daemon = try await Daemon()
        try await daemon.start(["SALESRLD_GUIDANCE_EMBED_BUDGET": "1500ms"])
        let viewer = try await daemon.admin(role: .viewer)
        let graph: AdminGraph = try await viewer.call("GetGraph", GetGraphRequest())
        #expect(graph.tenant == "acme")
        #expect(graph.nodes.first?.name == "Recall" && graph.nodes.last?.name == "Commit")
        let embed = graph.nodes.first { $0.name == "Embed" }
        #expect(embed?.budgetMilliseconds == 1_500 && embed?.replaceable == true)
        let score = graph.edges.filter { $0.to == "Score" }
        #expect(Set(score.map(\.from)) == ["Measure", "Embed"])
        #expect(score.first { $0.from == "Embed" }?.optional == true)
    }
}
