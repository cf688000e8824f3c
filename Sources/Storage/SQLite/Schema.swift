internal import Foundation

/// The tables, and how a file of an earlier version becomes one of this.
///
/// Steps only go forward. Before the first step of a migration the file is copied beside itself.
struct Schema {
    /// Step n leads from version n to n + 1.
    let steps: [String]
    /// Marks a file as one of ours, and of which kind: "SRL1" is a store of conversations.
    var applicationID = Schema.applicationID
    /// Names the file in the configuration: for refusals.
    var setting = "store.file"

    var version: Int { steps.count }

    static let current = Schema(steps: [
        """
        CREATE TABLE event(
            part INTEGER NOT NULL,          -- 0...255, see Partition
            tenant TEXT NOT NULL,
            conversation TEXT NOT NULL,
            sequence INTEGER NOT NULL,      -- 1 for the first; gapless
            source TEXT NOT NULL,
            event TEXT NOT NULL,
            kept_at INTEGER NOT NULL,       -- milliseconds since 1970-01-01 UTC
            said BLOB,                      -- salesrl.v1.Turn; NULL for a closing
            forecast BLOB NOT NULL,         -- salesrl.v1.Forecast
            checksum INTEGER NOT NULL,      -- FNV-1a over all of the above
            PRIMARY KEY(part, tenant, conversation, sequence)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX event_key ON event(tenant, source, event);
        CREATE TABLE conversation(
            part INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            conversation TEXT NOT NULL,
            entries INTEGER NOT NULL,       -- turns, and the closing
            closed INTEGER NOT NULL,        -- 0 or 1
            state BLOB NOT NULL,
            forecast BLOB NOT NULL,         -- the last
            checksum INTEGER NOT NULL,
            PRIMARY KEY(part, tenant, conversation)
        ) WITHOUT ROWID;
        """,
        """
        -- Rows lie in the order of their arrival: what is live lies together, so that the turns of
        -- one transaction share a few pages. By key, version 1 wrote four times as much.
        ALTER TABLE event RENAME TO event_1;
        DROP INDEX event_key;
        CREATE TABLE event(
            part INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            conversation TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            source TEXT NOT NULL,
            event TEXT NOT NULL,
            kept_at INTEGER NOT NULL,
            said BLOB,
            forecast BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            PRIMARY KEY(part, tenant, conversation, sequence)
        );
        INSERT INTO event SELECT * FROM event_1 ORDER BY kept_at;
        DROP TABLE event_1;
        CREATE UNIQUE INDEX event_key ON event(tenant, source, event);
        ALTER TABLE conversation RENAME TO conversation_1;
        CREATE TABLE conversation(
            part INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            conversation TEXT NOT NULL,
            entries INTEGER NOT NULL,
            closed INTEGER NOT NULL,
            state BLOB NOT NULL,
            forecast BLOB NOT NULL,
            carrier TEXT NOT NULL,          -- the consumer of its forecasts; or empty
            checksum INTEGER NOT NULL,
            PRIMARY KEY(part, tenant, conversation)
        );
        INSERT INTO conversation
            SELECT part, tenant, conversation, entries, closed, state, forecast, '', checksum
            FROM conversation_1;
        DROP TABLE conversation_1;
        CREATE TABLE consumer(
            tenant TEXT NOT NULL,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,      -- up to here it took everything, or more
            PRIMARY KEY(tenant, name)
        ) WITHOUT ROWID;
        CREATE TABLE outbox(
            tenant TEXT NOT NULL,
            consumer TEXT NOT NULL,
            conversation TEXT NOT NULL,     -- its forecast is in its own row
            position INTEGER NOT NULL,      -- in the order of the commits
            PRIMARY KEY(tenant, consumer, conversation)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX outbox_order ON outbox(tenant, consumer, position);
        CREATE TABLE salt(value BLOB NOT NULL);
        INSERT INTO salt VALUES(randomblob(32));
        CREATE TABLE tombstone(
            event BLOB PRIMARY KEY          -- salted SHA-256 of an erased event's key
        ) WITHOUT ROWID;
        CREATE TABLE erasure(
            number INTEGER PRIMARY KEY,     -- 1 for the first; gapless
            tenant TEXT NOT NULL,
            conversation BLOB NOT NULL,     -- salted SHA-256
            entries INTEGER NOT NULL,
            content BLOB NOT NULL,          -- SHA-256
            erased_at INTEGER NOT NULL,     -- milliseconds since 1970-01-01 UTC
            cause TEXT NOT NULL,            -- asked, age
            chain BLOB NOT NULL             -- SHA-256 over the one before and all of the above
        );
        """,
    ])

    static let applicationID = 0x5352_4c31

    /// Makes the tables, or brings those of an earlier version up to this one.
    func prepare(_ database: Database) throws(StorageError) {
        let found = try database.first("PRAGMA user_version") { $0.integer(0) } ?? 0
        let owner = try database.first("PRAGMA application_id") { $0.integer(0) } ?? 0
        let tables = try database.first("SELECT count(*) FROM sqlite_master") { $0.integer(0) }
        if tables != 0, owner != applicationID {
            throw StorageError(
                .unreadable,
                "\(database.path) is a database of another program; name another file in "
                    + setting)
        }
        guard found <= version else {
            throw newer(database.path, found)
        }
        guard found < version else { return }
        if found > 0 { try keepCopy(of: database, version: found) }
        try database.script("BEGIN EXCLUSIVE")
        do {
            for step in steps[found...] { try database.script(step) }
            try database.script(
                "PRAGMA user_version = \(version); PRAGMA application_id = \(applicationID)")
            try database.script("COMMIT")
        } catch {
            if database.isInTransaction { try? database.script("ROLLBACK") }
            throw error
        }
        // Version 1 did not overwrite what it replaced; what is left of it goes now.
        if found == 1 { try database.script("VACUUM") }
    }

    func newer(_ path: String, _ found: Int) -> StorageError {
        StorageError(
            .newer,
            "\(path) has schema version \(found), and this program knows \(version) at "
                + "most; run the newer program, or restore a backup of before")
    }

    private func keepCopy(of database: Database, version: Int) throws(StorageError) {
        let copy = "\(database.path).v\(version)"
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw StorageError(
                .unreadable,
                "\(copy) is there already, perhaps of a migration that was cut off; move it away")
        }
        try database.run("VACUUM INTO ?", .text(copy))
    }
}
