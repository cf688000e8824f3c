internal import Foundation
package import Messages

/// What is done with a store's file from outside: while a daemon has it open, except restoring.
package enum Upkeep {
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

    static func open(_ path: String) throws(StorageError) -> Database {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StorageError(.unreadable, "\(path): no such file; name the store of the daemon")
        }
        let database = try Database(path, .read)
        let owner = try database.first("PRAGMA application_id") { $0.integer(0) }
        guard owner == Schema.applicationID else {
            throw StorageError(.unreadable, "\(path) is not a store of this program")
        }
        let version = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard version <= Schema.current.version else {
            throw StorageError(
                .newer, "\(path) has schema version \(version); use the program that wrote it")
        }
        database.version = version
        return database
    }
}
