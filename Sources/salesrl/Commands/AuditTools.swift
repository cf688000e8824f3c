internal import Accounts
internal import ArgumentParser
internal import Foundation
internal import Storage

/// The audit log.
struct AuditTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Read and check the audit log.",
        subcommands: [AuditList.self, AuditVerify.self])
}

/// Follows the audit log's chain from its first entry to its last.
struct AuditVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Follow the audit log from entry to entry, while a daemon uses it or not.",
        discussion: """
            Reckons every entry's hash again and names the first one that is not what was written, is \
            missing or out of place. A log whose last entries were cut off does not reach the end that \
            FILE.head names, nor an end that you noted elsewhere: the daemon logs it whenever it starts \
            and stops, and this command prints it. Exit code 65 where anything is wrong.

            Examples:
              salesrl audit verify /var/lib/salesrl/accounts.db
              salesrl audit verify accounts.db --head 1042:9f3c…
            """)

    @Argument(help: ArgumentHelp("The daemon's accounts.file.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "The daemon's accounts.key, which proves FILE.head. (default: accounts.key beside FILE)",
            valueName: "file"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "An end of the log that was noted before; the log must hold it.",
            valueName: "number:hash"))
    var head: String?

    @Flag(help: "One JSON object instead of sentences.")
    var json = false

    private struct Found: Encodable {
        let entries: Int
        let head: String
        let problems: [String]
    }

    func run() throws {
        let beside = URL(fileURLWithPath: file).deletingLastPathComponent()
            .appendingPathComponent(DataDirectory.keyName).path
        let findings: AuditFile.Findings
        do {
            findings = try AccountFiles.verifyAudit(file, key: key ?? beside, known: try known())
        } catch let error as AccountError {
            throw Failure(error.code == .malformed ? .configuration : .noInput, error.reason)
        }
        let head = "\(findings.head.count):\(AuditAnchor.hexadecimal(findings.head.hash))"
        if json {
            Console.print(
                try Found(
                    entries: findings.head.count, head: head, problems: findings.problems
                ).jsonLine())
        } else {
            for problem in findings.problems { Console.print("\(file): \(problem)") }
            Console.print("\(file): \(findings.head.count) entries are whole; the last is \(head)")
        }
        guard findings.problems.isEmpty else {
            throw Failure(.badData, "\(file): the audit log is not what was written")
        }
    }

    private func known() throws -> AuditHead? {
        guard let head else { return nil }
        let parts = head.split(separator: ":")
        guard parts.count == 2, let count = Int(parts[0]), count > 0,
            let hash = AuditAnchor.bytes(parts[1]), hash.count == 32
        else {
            throw ValidationError(
                "--head is \(head); it must be a number, a colon, and 64 hexadecimal digits")
        }
        return AuditHead(count: count, hash: hash)
    }
}
