import Accounts
import Foundation
import Testing

@Suite(
    "The commands of administration", .serialized,
    .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct AdminCommandTests {
    private func started(_ door: TestDoor) async throws -> (Daemon, boss: Commands, admin: Commands)
    {
        let daemon = try await Daemon()
        try await daemon.start()
        let boss = try #require(daemon.tokens["*"]?[.operator])
        let admin = try #require(daemon.tokens["acme"]?[.admin])
        return (
            daemon, Commands(daemon: daemon, token: boss, door: door),
            Commands(daemon: daemon, token: admin, door: door)
        )
    }

    @Test(
        "a walk: tenant, token, use, revoke, delete and undelete",
        .timeLimit(.minutes(3)), arguments: TestDoor.allCases)
    func walk(door: TestDoor) async throws {
        let (daemon, boss, admin) = try await started(door)
        let dry = try await boss("tenant", "create", "zoo", "--dry-run")
        #expect(dry.code == 0 && dry.error.contains("a dry run"), "\(dry.error)")
        let absent = try await boss("tenant", "show", "zoo")
        #expect(absent.code == 65 && absent.error.contains("there is no tenant zoo"))
        let made = try await boss("tenant", "create", "zoo", "--display", "The Zoo", "--json")
        #expect(try made.objects.first?["display"] as? String == "The Zoo", "\(made.error)")
        let list = try await boss("tenant", "list")
        #expect(list.lines.first?.hasPrefix("tenant  display") == true, "\(list.output)")
        #expect(list.lines.map { $0.prefix { $0 != " " } } == ["tenant", "acme", "other", "zoo"])
        let page = try await boss("tenant", "list", "--page-size", "2")
        #expect(page.lines.count == 3)
        let more = try #require(page.error.split(separator: " ").last?.dropLast())
        let rest = try await boss("tenant", "list", "--page-token", String(more), "--json")
        #expect(try rest.objects.map { $0["tenant"] as? String } == ["zoo"])
        let issued = try await boss(
            "token", "issue", "--tenant", "zoo", "--role", "viewer", "--expires", "1h", "--json")
        let token = try #require(try issued.objects.first)
        let viewer = Commands(
            daemon: daemon, token: try #require(token["secret"] as? String), door: door)
        #expect(try await viewer("info").code == 0)
        let id = try #require(token["token"] as? String)
        let unasked = try await boss("token", "revoke", id, "--tenant", "zoo")
        #expect(unasked.code == 64 && unasked.error.contains("give --yes"), "\(unasked.error)")
        #expect(try await viewer("info").code == 0)
        #expect(try await boss("token", "revoke", id, "--tenant", "zoo", "--yes").code == 0)
        let refused = try await viewer("info")
        #expect(refused.code == 77 && refused.error.contains("revoked"), "\(refused.error)")
        #expect(try await boss("tenant", "delete", "zoo", "--yes", "--grace", "7d").code == 0)
        #expect(try await boss("tenant", "list").lines.count == 3)
        #expect(try await boss("tenant", "undelete", "zoo").code == 0)
        let stale = try await boss("tenant", "update", "zoo", "--display", "X", "--etag", "1")
        #expect(stale.code == 75 && stale.error.contains("aborted"), "\(stale.error)")
        let denied = try await admin("tenant", "list")
        #expect(denied.code == 77 && denied.error.contains("may not"), "\(denied.error)")
        let audit = try await boss("audit", "list", "--tenant", "zoo", "--json")
        #expect(
            try audit.objects.map { $0["action"] as? String } == [
                "tenant.create", "principal.create", "token.issue", "token.revoke",
                "tenant.delete", "tenant.undelete",
            ])
    }

    @Test("roles, quotas, secrets, connectors and the graph are told", .timeLimit(.minutes(3)))
    func looking() async throws {
        let (_, boss, admin) = try await started(.native)
        let quota = try await boss("quota", "set", "acme", "--events-per-second", "50")
        #expect(quota.output.contains("eventsPerSecond         50"), "\(quota.error)")
        let shown = try await admin("quota", "show", "--json")
        #expect(try shown.objects.first?["eventsPerSecond"] as? Double == 50)
        #expect(try await admin("role", "assign", "ann", "viewer").code == 0)
        #expect(try await admin("role", "assign", "ann", "manager").code == 0)
        let roles = try await admin("role", "list", "--json")
        #expect(
            try roles.objects.first { $0["principal"] as? String == "ann" }?["role"] as? String
                == "manager")
        let bound = try await admin("role", "bind", "subject:CN=x", "--principal", "ann")
        #expect(bound.code == 0, "\(bound.error)")
        #expect(try await admin("role", "certificates").output.contains("subject:CN=x"))
        #expect(try await admin("role", "unbind", "subject:CN=x", "--yes").code == 0)
        #expect(try await admin("role", "remove", "ann", "--yes").code == 0)
        #expect(try await admin("connector", "list").output == "none\n")
        #expect(try await admin("secret", "list").output == "none\n")
        let missing = try await admin("secret", "set", "folder", "key", input: "x")
        #expect(missing.code == 65 && missing.error.contains("has no connector folder"))
        let graph = try await admin("graph", "show")
        #expect(graph.lines.contains { $0.hasPrefix("Embed") && $0.contains("Measure") })
    }

    @Test("Wrong arguments are told before anything is asked", .timeLimit(.minutes(2)))
    func wrong() async throws {
        let (_, boss, _) = try await started(.native)
        for (words, says) in [
            (["tenant", "update", "acme"], "--display or --retention"),
            (["tenant", "create", "acme", "--retention", "soon"], "--retention"),
            (["tenant", "list", "--page-size", "501"], "--page-size is 501"),
            (["token", "issue"], "--role"), (["quota", "set", "acme"], "say what to set"),
            (["connector", "set", "folder", "--setting", "x"], "name=value"),
            (["secret", "rotate", "--all", "--tenant", "acme"], "leave --tenant out"),
        ] {
            let ended = try await boss.run(words)
            #expect(ended.code == 64, "\(words): \(ended.error)")
            #expect(ended.error.contains(says), "\(words): \(ended.error)")
        }
        let role = try await boss("token", "issue", "--tenant", "acme", "--role", "king")
        #expect(role.code == 65 && role.error.contains("can be viewer, service"), "\(role.error)")
        let whose = try await boss("token", "list")
        #expect(whose.code == 65 && whose.error.contains("an operator has none of its own"))
    }
}
