internal import Foundation
package import Messages
internal import Synchronization

/// Keeps conversations in one SQLite file: what ``commit(_:)`` returned has been fsynced.
///
/// One thread writes, with group commit; others read (write-ahead log). One process at a time has
/// the file, for which it holds a lock beside it.
package final class SQLiteStore: Store {
    package let path: String
    private let writer: Clerk
    private let readers: [Clerk]
    private let turn = Atomic<Int>(0)
    private let conversations: Atomic<Int>
    private let live = LiveRows(bound: SQLiteLimits.liveBytes)
    private let claim: Claim

    /// Opens or makes the file, and brings an older one up to date.
    /// - Parameter onBroken: is told once, when a failure leaves what is on the disk in doubt.
    ///   The process should end and start again: the file's own log settles what was kept.
    package convenience init(
        path: String, onBroken: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) throws(StorageError) {
        try self.init(path: path, schema: .current, onBroken: onBroken)
    }

    init(
        path: String, schema: Schema, onBroken: @escaping @Sendable (StorageError) -> Void
    ) throws(StorageError) {
        self.path = path
        claim = try Claim(path)
        let database = try Self.openForWriting(path, schema)
        let count = try database.first("SELECT count(*) FROM conversation") { $0.integer(0) }
        conversations = Atomic(count ?? 0)
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
        try database.script(
            "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
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

    package var load: StoreLoad {
        var load = StoreLoad()
        load.waitingWrites = writer.waiting
        load.waitingReads = readers.reduce(0) { $0 + $1.waiting }
        load.waitingMax = SQLiteLimits.waiting
        load.liveConversations = live.count
        return load
    }

    private var reader: Clerk {
        readers[Int(turn.add(1, ordering: .relaxed).oldValue.magnitude) % readers.count]
    }
}

// MARK: - Store

extension SQLiteStore {
    package func recall(
        _ conversation: ConversationKey, event: EventKey
    ) async throws(StorageError) -> Recollection {
        if let found = live.recollection(of: conversation, for: event) { return found }
        return try await reader.serve { database throws(StorageError) in
            var found = Recollection()
            if let row = try database.event(event) {
                found.answered = Answered(
                    conversation: row.conversation, what: try row.what(), forecast: try row.told())
            }
            guard let row = try database.conversation(conversation) else { return found }
            found.turns = row.entries - (row.isClosed ? 1 : 0)
            found.status = row.isClosed ? .closed : .live
            found.state = row.state
            do {
                found.lastForecast = try Forecast(decoding: row.forecast)
            } catch {
                throw EventRow.damaged(conversation, nil)
            }
            return found
        }
    }

    package func commit(_ entry: Entry) async throws(StorageError) -> SequenceKey {
        let now = Int(Date().timeIntervalSince1970 * 1000)
        let row = EventRow(entry, keptAt: now)
        let isFirst: Bool
        do {
            isFirst = try await writer.serve { database throws(StorageError) in
                try database.keep(row, entry)
            }
        } catch {
            // What is at hand was not all there is to know: the next one asks the disk.
            live.forget(entry.event.conversation)
            throw error
        }
        if isFirst { conversations.add(1, ordering: .relaxed) }
        live.keep(entry)
        return SequenceKey(entry.event.conversation, sequence: entry.sequence)
    }

    package func conversation(
        _ key: ConversationKey
    ) async throws(StorageError) -> ConversationRecord? {
        try await reader.serve { database throws(StorageError) in try database.record(of: key) }
    }
}

// MARK: - Rows by their keys

extension Database {
    fileprivate func event(_ key: EventKey) throws(StorageError) -> EventRow? {
        try first(
            "SELECT \(EventRow.columns) FROM event WHERE tenant = ? AND source = ? AND event = ?",
            .text(key.tenant.name), .text(key.source), .text(key.event), read: EventRow.init)
    }

    fileprivate func conversation(
        _ key: ConversationKey
    ) throws(StorageError) -> ConversationRow? {
        try first(
            "SELECT \(ConversationRow.columns) FROM conversation "
                + "WHERE part = ? AND tenant = ? AND conversation = ?",
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation), read: ConversationRow.init)
    }

    /// How far a conversation is; nil where there is none.
    fileprivate func standing(
        of key: ConversationKey
    ) throws(StorageError) -> (entries: Int, isClosed: Bool)? {
        try first(
            "SELECT entries, closed FROM conversation "
                + "WHERE part = ? AND tenant = ? AND conversation = ?",
            .integer(Int(Partition(of: key).number)), .text(key.tenant.name),
            .text(key.conversation)
        ) { ($0.integer(0), $0.integer(1) != 0) }
    }

    /// The whole of a conversation; nil where there is none.
    func record(of key: ConversationKey) throws(StorageError) -> ConversationRecord? {
        guard let row = try conversation(key) else { return nil }
        var record = ConversationRecord()
        record.status = row.isClosed ? .closed : .live
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
        }
        return record
    }

    /// Checks an entry and writes it. Returns whether it is the first of its conversation.
    fileprivate func keep(_ row: EventRow, _ entry: Entry) throws(StorageError) -> Bool {
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
            "INSERT INTO event(part, \(EventRow.columns)) VALUES(?,?,?,?,?,?,?,?,?,?)",
            part, .text(key.tenant.name), .text(key.conversation), .integer(row.sequence),
            .text(row.key.source), .text(row.key.event), .integer(row.keptAt),
            row.said.map(Value.blob) ?? .null, .blob(row.forecast), .integer(row.checksum))
        guard isNew else {
            throw StorageError(.eventTaken, "event \(row.key.event) has been answered before")
        }
        let next = ConversationRow(
            key, entries: row.sequence, isClosed: entry.event.what == .closed, state: entry.state,
            forecast: row.forecast)
        try run(
            "INSERT OR REPLACE INTO conversation(part, \(ConversationRow.columns)) "
                + "VALUES(?,?,?,?,?,?,?,?)",
            part, .text(key.tenant.name), .text(key.conversation), .integer(next.entries),
            .integer(next.isClosed ? 1 : 0), .blob(next.state), .blob(next.forecast),
            .integer(next.checksum))
        return known == nil
    }
}
