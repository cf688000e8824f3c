internal import Foundation

/// Keeps the control plane in one SQLite file: what ``apply(_:noting:)`` returned has been fsynced.
///
/// One process at a time has the file, for which it holds a lock beside it. The file and what
/// belongs to it can be read by their owner alone.
///
/// The end of the audit log is kept in a second file, `PATH.head`, after each addition: a log whose
/// last entries were cut off does not agree with it.
package final class SQLiteRegistry: Registry {
    package let path: String
    private let writer: Clerk
    private let reader: Clerk
    private let claim: Claim
    private let digest: Digesting
    private let anchor: Anchor
    private let now: @Sendable () -> Int

    /// Opens or makes the file.
    /// - Parameters:
    ///   - digest: SHA-256.
    ///   - seal: what proves that a head was written by this server; kept beside it.
    ///   - now: milliseconds since 1970-01-01 UTC.
    ///   - onBroken: is told once, when a failure leaves what is on the disk in doubt. The process
    ///     should end and start again.
    package init(
        path: String, digest: @escaping Digesting, seal: @escaping AuditAnchor.Seal,
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) },
        onBroken: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) throws(StorageError) {
        self.path = path
        self.digest = digest
        self.now = now
        claim = try Claim(path, setting: "accounts.file")
        let database = try Self.open(path)
        anchor = Anchor(path: path, seal: seal)
        try AuditAnchor.check(database, path, seal)
        reader = Clerk(
            "accounts-read", try Database(path, .read), isWriter: false, onBroken: { _ in })
        writer = Clerk("accounts-write", database, isWriter: true, onBroken: onBroken)
    }

    private static func open(_ path: String) throws(StorageError) -> Database {
        // Made before SQLite would make it: at no moment can others read it.
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw StorageError(
                .unreadable, "\(path): \(String(cString: strerror(errno))); check accounts.file")
        }
        fchmod(file, 0o600)
        Glibc.close(file)
        let database = try Database(path, .write)
        try database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        try Schema.registry.prepare(database)
        return database
    }

    package func close() async {
        await withCheckedContinuation { continuation in
            Thread { [self] in
                reader.close()
                writer.close()
                claim.release()
                continuation.resume()
            }.start()
        }
    }
}

extension SQLiteRegistry {
    package func records(of kinds: Set<String>) async throws(StorageError) -> [RegistryRecord] {
        try await reader.serve { database throws(StorageError) in
            var found: [RegistryRecord] = []
            for kind in kinds.sorted() {
                try database.each(
                    "SELECT \(RegistryRecord.columns) FROM record WHERE kind = ? "
                        + "ORDER BY tenant, name", .text(kind)
                ) { row throws(StorageError) in found.append(try RegistryRecord(row)) }
            }
            return found
        }
    }

    @discardableResult
    package func apply(
        _ changes: [RegistryChange], noting notes: [AuditNote]
    ) async throws(StorageError) -> [RegistryRecord?] {
        for change in changes { try change.check() }
        let (now, digest) = (now(), digest)
        let results = try await writer.serve { database throws(StorageError) in
            try database.apply(changes, notes, at: now, digest: digest)
        }
        if !notes.isEmpty {
            // After the commit, never before it: an anchor may fall behind the log, not run ahead.
            let anchor = anchor
            try await reader.serve { database throws(StorageError) in
                try anchor.move(to: try database.auditHead())
            }
        }
        return results
    }

    package func audit(_ query: AuditQuery) async throws(StorageError) -> [AuditEntry] {
        try await reader.serve { database throws(StorageError) in
            try database.auditEntries(query)
        }
    }

    package func auditHead() async throws(StorageError) -> AuditHead {
        try await reader.serve { database throws(StorageError) in try database.auditHead() }
    }
}
