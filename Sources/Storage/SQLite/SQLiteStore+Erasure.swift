internal import Foundation
package import Messages
internal import Synchronization

extension SQLiteStore {
    package func erase(
        _ conversations: [ConversationKey], because cause: Erasure.Cause
    ) async throws(StorageError) -> [Erasure] {
        let now = clock()
        // From here on every event is looked for, so that none slips in between.
        hasErased.store(true, ordering: .releasing)
        let (erased, settled) = try await writer.serve(isAlone: true) {
            [tombstones] database throws(StorageError) in
            try database.erase(conversations, cause, tombstones, at: now)
        }
        self.conversations.subtract(erased.count, ordering: .relaxed)
        for key in conversations { live.forget(key) }
        followers.withLock { followers in
            for (consumer, count) in settled { followers.changed(consumer, by: -count) }
        }
        // What was removed is in the log as it was, until the log is emptied.
        try await writer.serve(isAlone: true) { database throws(StorageError) in
            guard try database.emptyLog() else {
                throw StorageError(
                    .inUse,
                    "\(database.path): erased, but somebody reads the file, so that traces stay in "
                        + "its log; erase again when they are done")
            }
        }
        return erased
    }

    package func silent(
        for age: @escaping Sweeper.Age, after place: ConversationKey?, looking count: Int
    ) async throws(StorageError) -> (silent: [ConversationKey], next: ConversationKey?) {
        let now = clock()
        return try await reader.serve { database throws(StorageError) in
            try database.silent(for: age, after: place, looking: count, at: now)
        }
    }

    package func erasures() async throws(StorageError) -> [Erasure] {
        try await reader.serve { database throws(StorageError) in try database.erasures() }
    }
}

// MARK: - Rows

extension Database {
    func tombstones() throws(StorageError) -> Tombstones {
        let salt = try first("SELECT value FROM salt") { $0.blob(0) }
        guard let salt, salt.count == 32 else {
            throw StorageError(.damaged, "\(path): the salt of erased keys is gone")
        }
        return Tombstones(salt: salt)
    }

    func isErased(_ event: [UInt8]) throws(StorageError) -> Bool {
        try first("SELECT 1 FROM tombstone WHERE event = ?", .blob(event)) { _ in true } ?? false
    }

    func lastErasure() throws(StorageError) -> (number: Int, chain: [UInt8])? {
        try first("SELECT number, chain FROM erasure ORDER BY number DESC LIMIT 1") {
            ($0.integer(0), $0.blob(1))
        }
    }

    /// Every record as it is kept; whoever checks the chain makes it anew.
    func erasures() throws(StorageError) -> [Erasure] {
        var found: [Erasure] = []
        try each(
            "SELECT number, tenant, conversation, entries, content, erased_at, cause, chain "
                + "FROM erasure ORDER BY number"
        ) { row throws(StorageError) in
            let one = Erasure(
                number: row.integer(0), tenant: TenantID(row.text(1)), conversation: row.blob(2),
                entries: row.integer(3), content: row.blob(4), erasedAt: row.integer(5),
                cause: Erasure.Cause(rawValue: row.text(6)) ?? .asked,
                after: found.last?.chain ?? [])
            guard one.number == found.count + 1, one.chain == row.blob(7),
                one.cause.rawValue == row.text(6)
            else {
                throw StorageError(
                    .damaged,
                    "the record of erasure \(row.integer(0)) is not what was written, or one "
                        + "before it is gone; restore a backup")
            }
            found.append(one)
        }
        return found
    }

    /// In one transaction: entries, state and what waits go; hashes and a record of each come.
    fileprivate func erase(
        _ keys: [ConversationKey], _ cause: Erasure.Cause, _ tombstones: Tombstones, at now: Int
    ) throws(StorageError) -> ([Erasure], [Consumer: Int]) {
        var erased: [Erasure] = []
        var settled: [Consumer: Int] = [:]
        try script("BEGIN IMMEDIATE")
        do {
            var (number, chain) = try lastErasure() ?? (0, [])
            for key in keys {
                guard let row = try conversation(key) else { continue }
                let content = try buryEvents(of: key, row, tombstones)
                let one = Erasure(
                    number: number + 1, tenant: key.tenant,
                    conversation: tombstones.hash(key), entries: row.entries, content: content,
                    erasedAt: now, cause: cause, after: chain)
                try remove(key, row, &settled)
                try keep(one)
                (number, chain) = (one.number, one.chain)
                erased.append(one)
            }
            try script("COMMIT")
        } catch {
            if isInTransaction { try? script("ROLLBACK") }
            throw error
        }
        return (erased, settled)
    }

    /// Leaves a hash of each event's key. Returns the hash of all that is in the entries.
    private func buryEvents(
        of key: ConversationKey, _ row: ConversationRow, _ tombstones: Tombstones
    ) throws(StorageError) -> [UInt8] {
        var content = Hash()
        var keys: [EventKey] = []
        try each(
            "SELECT \(EventRow.columns) FROM event WHERE part = ? AND tenant = ? "
                + "AND conversation = ? ORDER BY sequence",
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation)
        ) { row throws(StorageError) in
            let event = try EventRow(row)
            content.take(Array(event.key.source.utf8))
            content.take(Array(event.key.event.utf8))
            content.take(event.keptAt)
            content.take(event.said ?? [])
            content.take(event.forecast)
            keys.append(event.key)
        }
        content.take(row.state)
        for key in keys {
            try run(
                "INSERT OR IGNORE INTO tombstone(event) VALUES(?)", .blob(tombstones.hash(key)))
        }
        return content.value()
    }

    private func remove(
        _ key: ConversationKey, _ row: ConversationRow, _ settled: inout [Consumer: Int]
    ) throws(StorageError) {
        let part = Value.integer(Int(Partition(of: key).number))
        for table in ["event", "conversation"] {
            try run(
                "DELETE FROM \(table) WHERE part = ? AND tenant = ? AND conversation = ?", part,
                .text(key.tenant.name), .text(key.conversation))
        }
        let consumers = try consumers(of: key)
        for consumer in consumers {
            try run(
                "DELETE FROM outbox WHERE tenant = ? AND consumer = ? AND conversation = ?",
                .text(key.tenant.name), .text(consumer.name), .text(key.conversation))
            settled[consumer, default: 0] += changes
        }
    }

    private func consumers(of key: ConversationKey) throws(StorageError) -> [Consumer] {
        var found: [Consumer] = []
        try each("SELECT name FROM consumer WHERE tenant = ?", .text(key.tenant.name)) { row in
            found.append(Consumer(tenant: key.tenant, name: row.text(0)))
        }
        return found
    }

    private func keep(_ one: Erasure) throws(StorageError) {
        try run(
            "INSERT INTO erasure(number, tenant, conversation, entries, content, erased_at, cause, "
                + "chain) VALUES(?,?,?,?,?,?,?,?)",
            .integer(one.number), .text(one.tenant.name), .blob(one.conversation),
            .integer(one.entries), .blob(one.content), .integer(one.erasedAt),
            .text(one.cause.rawValue), .blob(one.chain))
    }

    /// Brings the log into the file, and cuts it to nothing. Waits for readers, but not for ever:
    /// false where one did not end.
    func emptyLog() throws(StorageError) -> Bool {
        try first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) == 0 } ?? false
    }

    fileprivate func silent(
        for age: Sweeper.Age, after place: ConversationKey?, looking count: Int, at now: Int
    ) throws(StorageError) -> (silent: [ConversationKey], next: ConversationKey?) {
        var looked: [(key: ConversationKey, entries: Int)] = []
        try each(
            "SELECT tenant, conversation, entries FROM conversation "
                + "WHERE (part, tenant, conversation) > (?,?,?) "
                + "ORDER BY part, tenant, conversation LIMIT ?",
            .integer(place.map { Int(Partition(of: $0).number) } ?? -1),
            .text(place?.tenant.name ?? ""), .text(place?.conversation ?? ""), .integer(count)
        ) { row in
            let key = ConversationKey(tenant: TenantID(row.text(0)), conversation: row.text(1))
            looked.append((key, row.integer(2)))
        }
        var silent: [ConversationKey] = []
        for (key, entries) in looked {
            guard let kept = age(key.tenant) else { continue }
            let last = try first(
                "SELECT kept_at FROM event WHERE part = ? AND tenant = ? AND conversation = ? "
                    + "AND sequence = ?",
                .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
                .text(key.conversation), .integer(entries)
            ) { $0.integer(0) }
            if let last, .milliseconds(now - last) > kept { silent.append(key) }
        }
        return (silent, looked.count < count ? nil : looked.last?.key)
    }
}
