internal import Foundation

extension Schema {
    /// The tables of the control plane.
    static let registry = Schema(
        steps: [
            """
            CREATE TABLE record(
                kind TEXT NOT NULL,
                tenant TEXT NOT NULL,           -- empty for what belongs to no tenant
                name TEXT NOT NULL,
                revision INTEGER NOT NULL,      -- 1 for a new one, one more with each change
                body BLOB NOT NULL,             -- as its kind writes it
                created_at INTEGER NOT NULL,    -- milliseconds since 1970-01-01 UTC
                updated_at INTEGER NOT NULL,
                deleted_at INTEGER,             -- NULL for what is not marked as deleted
                checksum INTEGER NOT NULL,      -- FNV-1a over all of the above
                PRIMARY KEY(kind, tenant, name)
            ) WITHOUT ROWID;
            CREATE TABLE audit(
                number INTEGER PRIMARY KEY,     -- 1 for the first; gapless
                at INTEGER NOT NULL,            -- milliseconds since 1970-01-01 UTC
                actor TEXT NOT NULL,
                credential TEXT NOT NULL,
                peer TEXT NOT NULL,
                tenant TEXT NOT NULL,
                action TEXT NOT NULL,
                object TEXT NOT NULL,
                outcome TEXT NOT NULL,
                detail TEXT NOT NULL,
                count INTEGER NOT NULL,
                previous BLOB NOT NULL,         -- the hash of the entry before
                hash BLOB NOT NULL              -- SHA-256, see AuditEntry
            );
            CREATE INDEX audit_tenant ON audit(tenant, number);
            CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
            CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
                BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
            """
        ],
        // "SRA1"
        applicationID: 0x5352_4131, setting: "accounts.file")
}

extension RegistryRecord {
    static let columns =
        "kind, tenant, name, revision, body, created_at, updated_at, deleted_at, checksum"

    /// Reads a row of ``columns``; refuses one that is not what was written.
    init(_ row: Row) throws(StorageError) {
        self.init(
            key: RegistryKey(row.text(0), tenant: row.text(1), row.text(2)),
            revision: row.integer(3), body: row.blob(4), createdAt: row.integer(5),
            updatedAt: row.integer(6), deletedAt: row.isNull(7) ? nil : row.integer(7))
        guard checksum == row.integer(8) else {
            throw StorageError(
                .damaged,
                "the record of \(key.kind) \(key.tenant)/\(key.name) is not what was written; "
                    + "restore a backup of accounts.file")
        }
    }

    private var checksum: Int {
        var sum = Checksum()
        for text in [key.kind, key.tenant, key.name] { sum.take(text.utf8) }
        sum.take(body)
        for number in [revision, createdAt, updatedAt, deletedAt ?? -1] { sum.take(number) }
        return sum.value
    }

    fileprivate func keep(in database: Database) throws(StorageError) {
        try database.run(
            "INSERT OR REPLACE INTO record(\(Self.columns)) VALUES(?,?,?,?,?,?,?,?,?)",
            .text(key.kind), .text(key.tenant), .text(key.name), .integer(revision), .blob(body),
            .integer(createdAt), .integer(updatedAt),
            deletedAt.map(Database.Value.integer) ?? .null,
            .integer(checksum))
    }
}

extension AuditEntry {
    static let columns = """
        number, at, actor, credential, peer, tenant, action, object, outcome, detail, count, \
        previous, hash
        """

    init(_ row: Row) {
        self.init(
            number: row.integer(0), at: row.integer(1),
            note: AuditNote(
                actor: row.text(2), credential: row.text(3), peer: row.text(4),
                tenant: row.text(5), action: row.text(6), object: row.text(7),
                outcome: row.text(8), detail: row.text(9), count: row.integer(10)),
            previous: row.blob(11), hash: row.blob(12))
    }

    fileprivate func keep(in database: Database) throws(StorageError) {
        try database.run(
            "INSERT INTO audit(\(Self.columns)) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
            .integer(number), .integer(at), .text(note.actor), .text(note.credential),
            .text(note.peer), .text(note.tenant), .text(note.action), .text(note.object),
            .text(note.outcome), .text(note.detail), .integer(note.count), .blob(previous),
            .blob(hash))
    }
}

extension Database {
    func record(_ key: RegistryKey) throws(StorageError) -> RegistryRecord? {
        try first(
            "SELECT \(RegistryRecord.columns) FROM record "
                + "WHERE kind = ? AND tenant = ? AND name = ?",
            .text(key.kind), .text(key.tenant), .text(key.name), read: RegistryRecord.init)
    }

    func auditHead() throws(StorageError) -> AuditHead {
        try first("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1") {
            AuditHead(count: $0.integer(0), hash: $0.blob(1))
        } ?? .start
    }

    func auditEntries(_ query: AuditQuery) throws(StorageError) -> [AuditEntry] {
        var found: [AuditEntry] = []
        try each(
            "SELECT \(AuditEntry.columns) FROM audit WHERE number > ? "
                + "AND (? IS NULL OR tenant = ?) AND substr(action, 1, length(?)) = ? "
                + "ORDER BY number LIMIT ?",
            .integer(query.after), query.tenant.map(Value.text) ?? .null,
            .text(query.tenant ?? ""), .text(query.action), .text(query.action),
            .integer(max(0, min(query.limit, RegistryLimits.page)))
        ) { found.append(AuditEntry($0)) }
        return found
    }

    /// All of it or nothing: other work may share the transaction, so it has a savepoint.
    func apply(
        _ changes: [RegistryChange], _ notes: [AuditNote], at now: Int, digest: Digesting
    ) throws(StorageError) -> [RegistryRecord?] {
        try script("SAVEPOINT change")
        do {
            var results: [RegistryRecord?] = []
            for change in changes {
                let record = try change.result(on: try record(change.key), at: now)
                if let record {
                    try record.keep(in: self)
                } else {
                    try run(
                        "DELETE FROM record WHERE kind = ? AND tenant = ? AND name = ?",
                        .text(change.key.kind), .text(change.key.tenant), .text(change.key.name))
                }
                results.append(record)
            }
            var head = try auditHead()
            for note in notes {
                let entry = AuditEntry(after: head, note, at: now, digest: digest)
                try entry.keep(in: self)
                head = AuditHead(count: entry.number, hash: entry.hash)
            }
            try script("RELEASE change")
            return results
        } catch {
            // A full disk has rolled everything back already.
            if isInTransaction { try script("ROLLBACK TO change; RELEASE change") }
            throw error
        }
    }
}
