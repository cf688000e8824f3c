internal import Foundation
package import Messages
internal import Synchronization

/// Keeps conversations in one SQLite file: what ``commit(_:)`` returned has been fsynced.
///
/// One thread writes, with group commit; others read (write-ahead log). One process at a time has
/// the file, for which it holds a lock beside it.
package final class SQLiteStore: Store {
    package let path: String
    let clock: @Sendable () -> Int
    let writer: Clerk
    private let readers: [Clerk]
    private let turn = Atomic<Int>(0)
    let conversations: Atomic<Int>
    let live = LiveRows(bound: SQLiteLimits.liveBytes)
    let followers: Mutex<Followers>
    let tombstones: Tombstones
    /// Whether anything was ever erased: where not, no event has to be looked for.
    let hasErased: Atomic<Bool>
    private let claim: Claim

    /// Opens or makes the file, and brings an older one up to date.
    /// - Parameter onBroken: is told once, when a failure leaves what is on the disk in doubt.
    ///   The process should end and start again: the file's own log settles what was kept.
    package convenience init(
        path: String, onBroken: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) throws(StorageError) {
        try self.init(path: path, schema: .current, onBroken: onBroken)
    }

    /// - Parameter clock: milliseconds since 1970-01-01 UTC.
    init(
        path: String, schema: Schema = .current,
        clock: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) },
        onBroken: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) throws(StorageError) {
        self.path = path
        self.clock = clock
        claim = try Claim(path)
        let database = try Self.openForWriting(path, schema)
        let count = try database.first("SELECT count(*) FROM conversation") { $0.integer(0) }
        conversations = Atomic(count ?? 0)
        followers = Mutex(try database.followers())
        tombstones = try database.tombstones()
        let hasErased = try database.lastErasure() != nil
        self.hasErased = Atomic(hasErased)
        // An erasure that was cut off by a kill may have left what it removed in the log. Somebody
        // who reads the file keeps it there, and the next start tries again.
        if hasErased { _ = try database.emptyLog() }
        writer = Clerk("store-write", database, isWriter: true, onBroken: onBroken)
        var readers: [Clerk] = []
        for index in 0..<SQLiteLimits.readers {
            let database = try Database(path, .read)
            readers.append(
                Clerk("store-read-\(index)", database, isWriter: false, onBroken: { _ in }))
        }
        self.readers = readers
    }

    private static func openForWriting(
        _ path: String, _ schema: Schema
    ) throws(StorageError) -> Database {
        let database = try Database(path, .create)
        // FULL: a commit is on the disk before it is acknowledged. NORMAL would lose the last ones
        // with the power.
        // A state of 1.4 KiB lies whole in a page of 8 KiB; 4 KiB would chain another one to it.
        // Only a new file takes the size.
        // What is deleted is overwritten: an erasure is one also for who reads the file by itself.
        try database.script(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                + "PRAGMA secure_delete = ON")
        let mode = try database.first("PRAGMA journal_mode") { $0.text(0) }
        guard mode == "wal" else {
            throw StorageError(
                .unreadable, "\(path): no write-ahead log on this file system; use a local disk")
        }
        try schema.prepare(database)
        return database
    }

    /// Serves what waits, then closes the file.
    package func close() async {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in
                for reader in readers { reader.close() }
                writer.close()
                claim.release()
                continuation.resume()
            }
            thread.start()
        }
    }

    /// Conversations kept, and the bytes of the file and its log.
    package var size: (conversations: Int, bytes: Int) {
        var bytes = 0
        for end in ["", "-wal"] {
            var status = stat()
            if stat(path + end, &status) == 0 { bytes += Int(status.st_size) }
        }
        return (conversations.load(ordering: .relaxed), bytes)
    }

    var reader: Clerk {
        readers[Int(turn.add(1, ordering: .relaxed).oldValue.magnitude) % readers.count]
    }
}

// MARK: - Store

extension SQLiteStore {
    package func recall(
        _ conversation: ConversationKey, event: EventKey
    ) async throws(StorageError) -> Recollection {
        if let found = live.recollection(of: conversation, for: event) { return found }
        let erased = erasedHash(of: event)
        return try await reader.serve { database throws(StorageError) in
            var found = Recollection()
            if let row = try database.event(event) {
                found.answered = Answered(
                    conversation: row.conversation, what: try row.what(), forecast: try row.told())
            } else if let erased, try database.isErased(erased) {
                throw .erased(event)
            }
            guard let row = try database.conversation(conversation) else { return found }
            found.turns = row.entries - (row.isClosed ? 1 : 0)
            found.status = row.isClosed ? .closed : .live
            found.state = row.state
            found.lastForecast = try row.told()
            return found
        }
    }

    package func commit(_ entry: Entry) async throws(StorageError) -> SequenceKey {
        let row = EventRow(entry, keptAt: clock())
        let kept: Database.Kept
        do {
            kept = try await writer.serve { [self] database throws(StorageError) in
                if let erased = erasedHash(of: row.key), try database.isErased(erased) {
                    throw .erased(row.key)
                }
                return try database.keep(row, entry, followers)
            }
        } catch {
            // What is at hand was not all there is to know: the next one asks the disk.
            live.forget(entry.event.conversation)
            throw error
        }
        if kept.isFirst { conversations.add(1, ordering: .relaxed) }
        live.keep(entry)
        if let consumer = kept.consumer { announce(consumer, isNew: kept.isNewParcel) }
        return SequenceKey(entry.event.conversation, sequence: entry.sequence)
    }

    /// What stands for the event where it was erased; nil where nothing ever was.
    private func erasedHash(of event: EventKey) -> [UInt8]? {
        hasErased.load(ordering: .acquiring) ? tombstones.hash(event) : nil
    }

    package func conversation(
        _ key: ConversationKey
    ) async throws(StorageError) -> ConversationRecord? {
        try await reader.serve { database throws(StorageError) in try database.record(of: key) }
    }
}

// MARK: - Rows by their keys

extension Database {
    /// What ``keep(_:_:_:)`` did.
    struct Kept {
        /// The entry is the first of its conversation.
        let isFirst: Bool
        /// For whom the forecast waits, if for anybody, and whether none waited before.
        let consumer: Consumer?
        let isNewParcel: Bool
    }

    // Made once: they are the keys of the prepared statements, looked up for every entry.
    fileprivate static let selectStanding =
        "SELECT entries, closed, carrier FROM conversation "
        + "WHERE part = ? AND tenant = ? AND conversation = ?"
    fileprivate static let insertEvent =
        "INSERT INTO event(part, \(EventRow.columns)) VALUES(?,?,?,?,?,?,?,?,?,?)"
    fileprivate static let insertConversation =
        "INSERT INTO conversation(entries, closed, state, forecast, carrier, checksum, part, "
        + "tenant, conversation) VALUES(?,?,?,?,?,?,?,?,?)"
    fileprivate static let updateConversation =
        "UPDATE conversation SET entries = ?, closed = ?, state = ?, forecast = ?, carrier = ?, "
        + "checksum = ? WHERE part = ? AND tenant = ? AND conversation = ?"

    fileprivate func event(_ key: EventKey) throws(StorageError) -> EventRow? {
        try first(
            "SELECT \(EventRow.columns) FROM event WHERE tenant = ? AND source = ? AND event = ?",
            .text(key.tenant.name), .text(key.source), .text(key.event), read: EventRow.init)
    }

    func conversation(_ key: ConversationKey) throws(StorageError) -> ConversationRow? {
        try first(
            "SELECT \(ConversationRow.columns(of: version)) FROM conversation "
                + "WHERE part = ? AND tenant = ? AND conversation = ?",
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation), read: ConversationRow.init)
    }

    /// How far a conversation is; nil where there is none.
    fileprivate func standing(
        of key: ConversationKey
    ) throws(StorageError) -> (entries: Int, isClosed: Bool, carrier: String)? {
        try first(
            Self.selectStanding,
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation)
        ) { ($0.integer(0), $0.integer(1) != 0, $0.text(2)) }
    }

    /// The whole of a conversation; nil where there is none.
    func record(of key: ConversationKey) throws(StorageError) -> ConversationRecord? {
        guard let row = try conversation(key) else { return nil }
        var record = ConversationRecord()
        record.status = row.isClosed ? .closed : .live
        var found = 0
        try each(
            "SELECT \(EventRow.columns) FROM event WHERE part = ? AND tenant = ? "
                + "AND conversation = ? ORDER BY sequence",
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation)
        ) { row throws(StorageError) in
            let event = try EventRow(row)
            switch try event.what() {
            case .said(let turn):
                record.turns.append(turn)
                record.forecasts.append(try event.told())
            case .closed: record.closing = try event.told()
            }
            found += 1
            guard event.sequence == found else { throw EventRow.damaged(key, found) }
        }
        guard found == row.entries else { throw EventRow.damaged(key, found + 1) }
        return record
    }

    /// Checks an entry and writes it, and has its forecast wait where somebody carries it back.
    fileprivate func keep(
        _ row: EventRow, _ entry: Entry, _ followers: borrowing Mutex<Followers>
    ) throws(StorageError) -> Kept {
        let key = row.conversation
        let known = try standing(of: key)
        if known?.isClosed == true {
            throw StorageError(.closed, "conversation \(key.conversation) is closed")
        }
        let expected = (known?.entries ?? 0) + 1
        guard row.sequence == expected else {
            throw StorageError(
                .outOfOrder,
                "conversation \(key.conversation) goes on with \(expected), not \(row.sequence)")
        }
        let part = Value.integer(Int(Partition(of: key).number))
        let isNew = try insert(
            Self.insertEvent, part, .text(key.tenant.name), .text(key.conversation),
            .integer(row.sequence),
            .text(row.key.source), .text(row.key.event), .integer(row.keptAt),
            row.said.map(Value.blob) ?? .null, .blob(row.forecast), .integer(row.checksum))
        guard isNew else {
            throw StorageError(.eventTaken, "event \(row.key.event) has been answered before")
        }
        let source = Consumer(tenant: key.tenant, name: row.key.source)
        let (carrier, position) = followers.withLock { followers in
            let carrier = followers.follows(source) ? source.name : known?.carrier ?? ""
            return (carrier, carrier.isEmpty ? 0 : followers.nextPosition())
        }
        let next = ConversationRow(
            key, entries: row.sequence, isClosed: entry.event.what == .closed, state: entry.state,
            forecast: row.forecast, carrier: carrier)
        try run(
            known == nil ? Self.insertConversation : Self.updateConversation,
            .integer(next.entries), .integer(next.isClosed ? 1 : 0), .blob(next.state),
            .blob(next.forecast), .text(next.carrier), .integer(next.checksum), part,
            .text(key.tenant.name), .text(key.conversation))
        guard !carrier.isEmpty else {
            return Kept(isFirst: known == nil, consumer: nil, isNewParcel: false)
        }
        let consumer = Consumer(tenant: key.tenant, name: carrier)
        let isNewParcel = try put(key, for: consumer, at: position)
        return Kept(isFirst: known == nil, consumer: consumer, isNewParcel: isNewParcel)
    }
}
