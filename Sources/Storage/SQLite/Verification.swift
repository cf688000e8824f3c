internal import Messages

extension Upkeep {
    /// What ``verify(_:)`` found.
    package struct Findings: Sendable, Equatable {
        package var conversations = 0
        package var entries = 0
        /// Conversations that were erased, each with a record that holds.
        package var erasures = 0
        /// What is wrong, each with its place; at most ``problemsMax``.
        package var problems: [String] = []
    }

    /// Problems that are named one by one.
    package static let problemsMax = 100

    /// Reads every row: checksums, gapless sequences, what waits, and SQLite's own structure. Holds
    /// the records of erasures against each other, and looks for what they say is gone.
    package static func verify(_ path: String) throws(StorageError) -> Findings {
        let database = try open(path)
        var verification = Verification(database)
        // One snapshot: a daemon may go on writing.
        try database.script("BEGIN")
        try verification.structure()
        if database.version > 1 { try verification.erasures() }
        try verification.conversations()
        try verification.entries()
        if database.version > 1 { try verification.outbox() }
        try database.script("COMMIT")
        return verification.findings
    }
}

/// One reading of a whole store.
private struct Verification {
    let database: Database
    var findings = Upkeep.Findings()
    private var standing: [ConversationKey: ConversationRow] = [:]
    private var tombstones: Tombstones?
    /// When what has this hash was erased; the last time.
    private var erasedAt: [[UInt8]: Int] = [:]
    private var last: (key: ConversationKey, sequence: Int)?

    init(_ database: Database) { self.database = database }

    private mutating func note(_ problem: String) {
        if findings.problems.count < Upkeep.problemsMax { findings.problems.append(problem) }
    }

    mutating func structure() throws(StorageError) {
        try database.each("PRAGMA integrity_check(20)") { row in
            if row.text(0) != "ok" { note("\(database.path): \(row.text(0))") }
        }
    }

    mutating func erasures() throws(StorageError) {
        let records: [Erasure]
        do throws(StorageError) {
            records = try database.erasures()
            tombstones = records.isEmpty ? nil : try database.tombstones()
        } catch {
            return note(error.reason)
        }
        findings.erasures = records.count
        for one in records { erasedAt[one.conversation] = one.erasedAt }
        let buried = try database.first("SELECT count(*) FROM tombstone") { $0.integer(0) } ?? 0
        let entries = records.reduce(0) { $0 + $1.entries }
        if buried != entries {
            note("\(entries) entries were erased, and \(buried) of their keys are remembered")
        }
    }

    mutating func conversations() throws(StorageError) {
        try database.each(
            "SELECT \(ConversationRow.columns(of: database.version)) FROM conversation"
        ) { row in
            findings.conversations += 1
            do throws(StorageError) {
                var one = try ConversationRow(row)
                one.state = []
                standing[one.conversation] = one
            } catch {
                note(error.reason)
            }
        }
    }

    mutating func entries() throws(StorageError) {
        try database.each(
            "SELECT \(EventRow.columns) FROM event ORDER BY part, tenant, conversation, sequence"
        ) { row in
            findings.entries += 1
            do throws(StorageError) {
                try check(try EventRow(row))
            } catch {
                note(error.reason)
                // A damaged entry is there all the same: the next one is not out of place.
                if let place = last { last = (place.key, place.sequence + 1) }
            }
        }
        end()
        for (key, row) in standing where row.entries > 0 {
            note("conversation \(key.conversation) of tenant \(key.tenant) has no entries")
        }
    }

    private mutating func check(_ one: EventRow) throws(StorageError) {
        _ = (try one.what(), try one.told())
        if last?.key != one.conversation {
            end()
            last = (one.conversation, 0)
            if standing[one.conversation] == nil {
                note("\(place(one.conversation)) has entries and no state")
            }
        }
        let expected = (last?.sequence ?? 0) + 1
        if one.sequence != expected { note("\(place(one.conversation)) has no entry \(expected)") }
        last = (one.conversation, one.sequence)
        guard let tombstones else { return }
        if try database.isErased(tombstones.hash(one.key)) {
            note("entry \(one.sequence) of \(place(one.conversation)) was erased, and is here")
        }
        if let time = erasedAt[tombstones.hash(one.conversation)], one.keptAt < time {
            note("\(place(one.conversation)) was erased, and entry \(one.sequence) is older")
        }
    }

    /// The last conversation has no more entries.
    private mutating func end() {
        guard let last, let row = standing[last.key] else { return }
        if row.entries != last.sequence {
            note("\(place(last.key)) ends with entry \(last.sequence) of \(row.entries)")
        }
        standing[last.key]?.entries = 0
    }

    mutating func outbox() throws(StorageError) {
        try database.each("SELECT tenant, consumer, conversation FROM outbox") { row in
            let key = ConversationKey(
                tenant: TenantID(row.text(0)), conversation: row.text(2))
            if standing[key]?.carrier != row.text(1) {
                note("a forecast of \(place(key)) waits for \(row.text(1)), whose it is not")
            }
        }
    }

    private func place(_ key: ConversationKey) -> String {
        "conversation \(key.conversation) of tenant \(key.tenant)"
    }
}
