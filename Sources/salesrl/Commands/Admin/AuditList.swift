internal import ArgumentParser
internal import Foundation
internal import Messages

/// Reads the audit log from a daemon.
struct AuditList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who did what, and what was refused, the oldest first.",
        discussion: """
            Your own tenant's entries; an operator's token without --tenant lists all.

            Examples:
              salesrl audit list --action token.
              salesrl audit list --actor acme/ann --since 2026-11-01T00:00:00Z
              salesrl audit list --all --json | jq .object
            """)

    @OptionGroup var options: AdminOptions
    @OptionGroup var whose: TenantOption
    @OptionGroup var pages: PageOptions
    @Flag(help: "Of all tenants; takes the operator's token of client.json.") var all = false
    @Option(help: "Who did it, such as acme/ann.") var actor = ""
    @Option(help: "What the action begins with, such as token. or call.refuse.") var action = ""
    @Option(help: ArgumentHelp("Not before.", valueName: "2026-11-01T00:00:00Z"))
    var since: Moment?
    @Option(help: ArgumentHelp("Before.", valueName: "2026-12-01T00:00:00Z"))
    var until: Moment?

    func run() async throws {
        let rows = try await pages.all { size, token in
            let answer: ListAuditResponse = try await options.call(
                "ListAudit",
                ListAuditRequest(
                    tenant: whose.name, actor: actor, action: action,
                    fromMilliseconds: since?.milliseconds ?? 0,
                    toMilliseconds: until?.milliseconds ?? 0, pageSize: size, pageToken: token),
                asOperator: all || whose.isOperators, doing: "audit list")
            return (answer.entries, answer.nextPageToken)
        }
        try options.show(
            rows.map { entry in
                Facts([
                    "number": .number(entry.number), "at": .time(entry.atMilliseconds),
                    "actor": .text(entry.actor), "tenant": .text(entry.tenant),
                    "action": .text(entry.action), "object": .text(entry.object),
                    "outcome": .text(entry.outcome),
                    "count": entry.count > 1 ? .number(entry.count) : .text(""),
                    "detail": .text(entry.detail), "credential": .text(entry.credential),
                    "peer": .text(entry.peer),
                    // For programs alone: nobody reads it in a table.
                    "hash": .text(options.json ? entry.hash : ""),
                ])
            })
    }
}

/// A moment as RFC 3339 has it.
struct Moment: ExpressibleByArgument {
    let milliseconds: Int64

    init?(argument: String) {
        guard let date = try? Date(argument, strategy: .iso8601) else { return nil }
        milliseconds = Int64(date.timeIntervalSince1970 * 1000)
    }
}
