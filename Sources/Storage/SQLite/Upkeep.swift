internal import Foundation
package import Messages

/// What is done with a store's file from outside: while a daemon has it open, except restoring.
package enum Upkeep {
    /// What ``verify(_:)`` found.
    package struct Findings: Sendable, Equatable {
        package var conversations = 0
        package var entries = 0
        /// What is wrong, each with its place; at most ``problemsMax``.
        package var problems: [String] = []
    }

    /// Problems that are named one by one.
    package static let problemsMax = 100

    /// Reads every row: checksums, gapless sequences, and SQLite's own structure.
    package static func verify(_ path: String) throws(StorageError) -> Findings {
        let database = try open(path)
        var findings = Findings()
        func note(_ problem: String) {
            if findings.problems.count < problemsMax { findings.problems.append(problem) }
        }
        try database.each("PRAGMA integrity_check(20)") { row in
            if row.text(0) != "ok" { note("\(path): \(row.text(0))") }
        }
        var entries: [ConversationKey: Int] = [:]
        try database.each("SELECT \(ConversationRow.columns) FROM conversation") { row in
            findings.conversations += 1
            do throws(StorageError) {
                let one = try ConversationRow(row)
                entries[one.conversation] = one.entries
            } catch {
                note(error.reason)
            }
        }
        var last: (key: ConversationKey, sequence: Int)?
        func close() {
            guard let last, let count = entries[last.key], count != last.sequence else { return }
            note(
                "conversation \(last.key.conversation) of tenant \(last.key.tenant) ends with "
                    + "entry \(last.sequence) of \(count)")
        }
        try database.each(
            "SELECT \(EventRow.columns) FROM event ORDER BY part, tenant, conversation, sequence"
        ) { row in
            findings.entries += 1
            do throws(StorageError) {
                let one = try EventRow(row)
                _ = (try one.what(), try one.told())
                if last?.key != one.conversation {
                    close()
                    last = (one.conversation, 0)
                }
                if one.sequence != (last?.sequence ?? 0) + 1 {
                    note(
                        "conversation \(one.conversation.conversation) of tenant "
                            + "\(one.key.tenant) has no entry \((last?.sequence ?? 0) + 1)")
                }
                last = (one.conversation, one.sequence)
            } catch {
                note(error.reason)
                // A damaged entry is there all the same: the next one is not out of place.
                if let place = last { last = (place.key, place.sequence + 1) }
            }
        }
        close()
        return findings
    }

    /// Copies a store, as it is at one moment, into a new file. A daemon may go on writing.
    package static func backUp(_ path: String, to copy: String) throws(StorageError) {
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw StorageError(.unreadable, "\(copy) exists already; nothing was overwritten")
        }
        try open(path).run("VACUUM INTO ?", .text(copy))
        chmod(copy, 0o600)
    }

    /// Puts a verified backup in the place of a store that no process has open. What was there is
    /// kept beside it, under a name that is returned.
    package static func restore(
        _ backup: String, to path: String
    ) throws(StorageError) -> String? {
        let findings = try verify(backup)
        guard findings.problems.isEmpty else {
            throw StorageError(
                .damaged, "\(backup) is damaged, nothing was changed: \(findings.problems[0])")
        }
        let claim = try Claim(path)
        defer { claim.release() }
        let files = FileManager.default
        do {
            var kept: String?
            if files.fileExists(atPath: path) {
                let name = "\(path).before-\(Int(Date().timeIntervalSince1970))"
                for end in ["", "-wal", "-shm"] where files.fileExists(atPath: path + end) {
                    try files.moveItem(atPath: path + end, toPath: name + end)
                }
                kept = name
            }
            try files.copyItem(atPath: backup, toPath: path)
            return kept
        } catch {
            throw StorageError(.unreadable, "\(path): \(error)")
        }
    }

    /// Hands over every conversation, in the order of their keys.
    package static func export(
        _ path: String, _ take: (ConversationKey, ConversationRecord) throws(StorageError) -> Void
    ) throws(StorageError) {
        let database = try open(path)
        var keys: [ConversationKey] = []
        try database.each("SELECT tenant, conversation FROM conversation ORDER BY 1, 2") { row in
            keys.append(
                ConversationKey(tenant: TenantID(row.text(0)), conversation: row.text(1)))
        }
        for key in keys {
            if let record = try database.record(of: key) { try take(key, record) }
        }
    }

    private static func open(_ path: String) throws(StorageError) -> Database {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError(.unreadable, "\(path): no such file; name the store of the daemon")
        }
        let database = try Database(path, .read)
        let owner = try database.first("PRAGMA application_id") { $0.integer(0) }
        guard owner == Schema.applicationID else {
            throw StorageError(.unreadable, "\(path) is not a store of this program")
        }
        return database
    }
}
