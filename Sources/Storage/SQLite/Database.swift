internal import CSQLite

/// One connection to a database file, with its prepared statements. Not for two threads at once.
final class Database {
    /// What a column can hold.
    enum Value {
        case integer(Int)
        case text(String)
        case blob([UInt8])
        case null
    }

    enum Mode {
        case create, write, read

        fileprivate var flags: Int32 {
            // A connection stays with one thread at a time: SQLite's own lock is not needed.
            switch self {
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
            case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
            case .read: SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
            }
        }
    }

    let path: String
    /// Of the schema. An older file is read as it is by who only looks after it.
    var version = Schema.current.version
    private var handle: OpaquePointer?
    private var prepared: [String: OpaquePointer] = [:]

    /// How long a statement waits for another process that holds the file.
    private static let busyMilliseconds: Int32 = 5_000

    init(_ path: String, _ mode: Mode) throws(StorageError) {
        self.path = path
        let code = sqlite3_open_v2(path, &handle, mode.flags, nil)
        guard code == SQLITE_OK else {
            let error = failure(code, "opening")
            sqlite3_close_v2(handle)
            throw error
        }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, Self.busyMilliseconds)
    }

    deinit { close() }

    /// Nothing may be asked afterwards. The last connection brings the log into the file.
    func close() {
        for statement in prepared.values { sqlite3_finalize(statement) }
        prepared = [:]
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// Rows that the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Within a transaction.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs statements that are not worth preparing, one or several.
    func script(_ sql: String) throws(StorageError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, String(sql.prefix(60))) }
    }

    /// Runs one statement, which is prepared once and kept.
    func run(_ sql: String, _ values: Value...) throws(StorageError) {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            throw failure(code, String(sql.prefix(60)))
        }
    }

    /// Inserts one row. Returns false, having changed nothing, where a unique key is taken.
    func insert(_ sql: String, _ values: Value...) throws(StorageError) -> Bool {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_DONE: return true
        case Int32(SQLITE_TAKEN): return false
        case let code: throw failure(code, String(sql.prefix(60)))
        }
    }

    /// The first row that a query finds; nil where it finds none.
    func first<Found>(
        _ sql: String, _ values: Value..., read: (Row) throws(StorageError) -> Found
    ) throws(StorageError) -> Found? {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(Row(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw failure(code, String(sql.prefix(60)))
        }
    }

    /// Hands every row that a query finds to `read`.
    func each(
        _ sql: String, _ values: Value..., read: (Row) throws(StorageError) -> Void
    ) throws(StorageError) {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try read(Row(statement: statement))
            case SQLITE_DONE: return
            case let code: throw failure(code, String(sql.prefix(60)))
            }
        }
    }

    // MARK: Statements

    private func bound(_ sql: String, _ values: [Value]) throws(StorageError) -> OpaquePointer {
        let statement = try statement(sql)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
                case .text(let text):
                    sqlite_bind_text(statement, place, text, Int32(text.utf8.count))
                case .blob(let bytes):
                    // A null pointer would bind NULL; an empty blob is not nothing.
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(statement, place, 0)
                        : sqlite_bind_blob(statement, place, bytes, Int32(bytes.count))
                case .null: sqlite3_bind_null(statement, place)
                }
            guard code == SQLITE_OK else { throw failure(code, String(sql.prefix(60))) }
        }
        return statement
    }

    private func statement(_ sql: String) throws(StorageError) -> OpaquePointer {
        if let known = prepared[sql] { return known }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(code, String(sql.prefix(60))) }
        prepared[sql] = statement
        return statement
    }

    private func failure(_ code: Int32, _ doing: String) -> StorageError {
        let words = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        return StorageError(sqlite: code, "\(path): \(words) (\(code)), at: \(doing)")
    }
}

/// One row that a query found. Valid only until the closure that it is handed to returns.
struct Row {
    fileprivate let statement: OpaquePointer

    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    func text(_ column: Int32) -> String {
        String(decoding: blob(column), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        guard let start, count > 0 else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension StorageError {
    fileprivate init(sqlite code: Int32, _ reason: String) {
        switch code & 0xff {
        case SQLITE_FULL: self.init(.full, reason + "; make room on the disk")
        case SQLITE_BUSY, SQLITE_LOCKED:
            self.init(.inUse, reason + "; another process holds the file")
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
            self.init(.unreadable, reason)
        default: self.init(.broken, reason)
        }
    }
}
