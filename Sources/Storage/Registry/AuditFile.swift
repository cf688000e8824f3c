internal import Foundation

/// Reads the audit log of a file from outside, while a daemon has it open or not.
package enum AuditFile {
    package struct Findings: Sendable, Equatable {
        /// Where the part that is whole ends.
        package var head = AuditHead.start
        /// What is wrong, the first break of the chain first; empty for a log that is whole.
        package var problems: [String] = []
    }

    /// Follows the whole chain, and compares its end with the anchor beside the file.
    /// - Parameters:
    ///   - seal: proves the anchor; nil where the server's key is not at hand.
    ///   - known: an end that was noted elsewhere; the log must hold it.
    package static func verify(
        _ path: String, digest: @escaping Digesting, seal: AuditAnchor.Seal?,
        known: AuditHead? = nil
    ) throws(StorageError) -> Findings {
        let database = try open(path)
        var findings = Findings()
        var chain = AuditChain(digest: digest)
        try database.each("SELECT \(AuditEntry.columns) FROM audit ORDER BY number") {
            chain.take(AuditEntry($0))
        }
        findings.head = chain.head
        if let problem = chain.problem { findings.problems.append(problem) }
        do {
            let anchor = try AuditAnchor(beside: path)
            let problem = try anchor?.problem(in: database, seal)
            if anchor == nil, chain.head.count > 0 {
                findings.problems.append("\(AuditAnchor.path(of: path)) is missing")
            } else if let problem {
                findings.problems.append(problem)
            }
        } catch  where error.code == .damaged {
            findings.problems.append(error.reason)
        }
        if let known {
            let anchor = AuditAnchor(head: known, seal: [])
            if let problem = try anchor.problem(in: database, nil) {
                findings.problems.append("\(problem) (--head)")
            }
        }
        let triggers = try database.first(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ) { $0.integer(0) }
        if triggers != 2 {
            findings.problems.append("the triggers that keep the log from being changed are gone")
        }
        return findings
    }

    /// Says whether a file is one of ours that this program can read, without taking it.
    package static func check(_ path: String) throws(StorageError) {
        let database = try open(path)
        let version = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard version <= Schema.registry.version else {
            throw Schema.registry.newer(path, version)
        }
    }

    private static func open(_ path: String) throws(StorageError) -> Database {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError(.unreadable, "\(path): no such file; name the accounts.file")
        }
        let database = try Database(path, .read)
        let owner = try database.first("PRAGMA application_id") { $0.integer(0) }
        guard owner == Schema.registry.applicationID else {
            throw StorageError(.unreadable, "\(path) holds no accounts of this program")
        }
        return database
    }
}
