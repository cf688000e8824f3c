internal import Messages
internal import Synchronization

/// Where live conversations stand, as this process kept it last: their next turn needs no disk.
///
/// Only what a commit left is in here, and only conversations whose events are all known, so that
/// an event that is not among them has not been answered in this conversation. Whether it was in
/// another one the commit finds out. Bounded in bytes; who has been silent longest leaves.
final class LiveRows: Sendable {
    fileprivate struct Live {
        var entries: Int
        var state: [UInt8]
        var forecast: Forecast
        /// Hashes of the event keys; two that collide cost a look at the disk.
        var events: Set<Int>
        /// Commits of the store when this one was last touched.
        var touched: Int

        /// What it takes, about.
        var bytes: Int { 512 + state.count + 2 * MemoryLayout<Int>.size * events.count }
    }

    fileprivate struct Contents {
        var rows: [ConversationKey: Live] = [:]
        var bytes = 0
        var commits = 0
    }

    private let contents = Mutex(Contents())
    private let bound: Int

    /// - Parameter bound: bytes.
    init(bound: Int) {
        self.bound = bound
    }

    /// Where `conversation` stands, if that is known and `event` is new to it.
    func recollection(of conversation: ConversationKey, for event: EventKey) -> Recollection? {
        contents.withLock { contents in
            guard let row = contents.rows[conversation], !row.events.contains(event.hashValue)
            else { return nil }
            var found = Recollection()
            found.turns = row.entries
            found.state = row.state
            found.lastForecast = row.forecast
            return found
        }
    }

    /// How many are at hand.
    var count: Int { contents.withLock { $0.rows.count } }

    func forget(_ conversation: ConversationKey) {
        contents.withLock { contents in
            let row = contents.rows.removeValue(forKey: conversation)
            contents.bytes -= row?.bytes ?? 0
        }
    }

    /// Takes in what is on the disk now.
    func keep(_ entry: Entry) {
        let key = entry.event.conversation
        contents.withLock { contents in
            contents.commits += 1
            var row = contents.rows.removeValue(forKey: key)
            contents.bytes -= row?.bytes ?? 0
            // A closed one is not asked for again; one that was cut short elsewhere is not known.
            guard entry.event.what != .closed, entry.sequence == (row?.entries ?? 0) + 1 else {
                return
            }
            if row == nil {
                row = Live(
                    entries: 0, state: [], forecast: entry.forecast, events: [], touched: 0)
            }
            guard var live = row else { return }
            live.entries = entry.sequence
            live.state = entry.state
            live.forecast = entry.forecast
            live.events.insert(entry.event.key.hashValue)
            live.touched = contents.commits
            contents.rows[key] = live
            contents.bytes += live.bytes
            if contents.bytes > bound { contents.letGo() }
        }
    }
}

extension LiveRows.Contents {
    /// Drops the quarter that has been silent longest: the search looks at all, so it is seldom.
    fileprivate mutating func letGo() {
        let oldest = rows.sorted { $0.value.touched < $1.value.touched }
        for (key, row) in oldest.prefix(max(1, rows.count / 4)) {
            rows.removeValue(forKey: key)
            bytes -= row.bytes
        }
    }
}
