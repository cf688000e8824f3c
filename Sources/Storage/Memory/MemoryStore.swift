package import Messages
internal import Synchronization

/// Keeps conversations in this process's memory: a restart forgets them.
///
/// When it is full, closed conversations leave first, the longest untouched before the others, then
/// live ones that have been silent for ``StoreLimits/idle``. An event key leaves with its
/// conversation. Where nothing may leave, a new conversation or a further turn is refused.
package final class MemoryStore: Store {
    /// One conversation, and what it takes.
    struct Kept {
        var record = ConversationRecord()
        var state: [UInt8] = []
        var events: [EventKey] = []
        var bytes = 0
        var touched: ContinuousClock.Instant
        /// The consumer that its forecasts wait for; empty where nobody carries them back.
        var carrier = ""
    }

    /// Where an event ended up.
    struct Place {
        let conversation: ConversationKey
        let sequence: Int
    }

    struct Contents {
        var conversations: [ConversationKey: Kept] = [:]
        var events: [EventKey: Place] = [:]
        var countOfTenant: [TenantID: Int] = [:]
        var bytes = 0
        var followers = Followers()
        /// What waits, with its position.
        var parcels: [Consumer: [ConversationKey: Int]] = [:]
        var erasures: [Erasure] = []
        /// Hashes of erased events' keys.
        var buried: Set<[UInt8]> = []
        /// Nothing may leave before this, unless a conversation is closed; spares vain searches.
        var nextDeparture: ContinuousClock.Instant?
    }

    let limits: StoreLimits
    let now: @Sendable () -> ContinuousClock.Instant
    let contents = Mutex(Contents())
    let tombstones = Tombstones(salt: (0..<32).map { _ in UInt8.random(in: 0...255) })

    package init(
        limits: StoreLimits = StoreLimits(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.limits = limits
        self.now = now
    }

    /// Conversations kept, and the bytes that they are reckoned to take.
    package var size: (conversations: Int, bytes: Int) {
        contents.withLock { ($0.conversations.count, $0.bytes) }
    }

    package func close() async {}

    package func recall(
        _ conversation: ConversationKey, event: EventKey
    ) async throws(StorageError) -> Recollection {
        let found: Recollection? = contents.withLock { contents in
            var found = Recollection()
            found.answered = contents.answer(to: event)
            if found.answered == nil, isErased(event, contents) { return nil }
            guard let kept = contents.conversations[conversation] else { return found }
            found.turns = kept.record.turns.count
            found.status = kept.record.status
            found.state = kept.state
            found.lastForecast = kept.record.closing ?? kept.record.forecasts.last
            return found
        }
        guard let found else { throw .erased(event) }
        return found
    }

    func isErased(_ event: EventKey, _ contents: Contents) -> Bool {
        !contents.buried.isEmpty && contents.buried.contains(tombstones.hash(event))
    }

    package func commit(_ entry: Entry) async throws(StorageError) -> SequenceKey {
        let time = now()
        let result: Result<Consumer?, StorageError> = contents.withLock { contents in
            do throws(StorageError) {
                if isErased(entry.event.key, contents) { throw .erased(entry.event.key) }
                try contents.check(entry)
                try makeRoom(for: entry, in: &contents, at: time)
                contents.keep(entry, at: time)
                return .success(contents.put(entry))
            } catch {
                return .failure(error)
            }
        }
        if let consumer = try result.get() { announce(consumer) }
        return SequenceKey(entry.event.conversation, sequence: entry.sequence)
    }

    package func conversation(
        _ key: ConversationKey
    ) async throws(StorageError) -> ConversationRecord? {
        contents.withLock { $0.conversations[key]?.record }
    }
}

extension MemoryStore.Contents {
    fileprivate func answer(to event: EventKey) -> Answered? {
        guard let place = events[event], let kept = conversations[place.conversation] else {
            return nil
        }
        let index = place.sequence - 1
        if index < kept.record.turns.count {
            return Answered(
                conversation: place.conversation, what: .said(kept.record.turns[index]),
                forecast: kept.record.forecasts[index])
        }
        return kept.record.closing.map {
            Answered(conversation: place.conversation, what: .closed, forecast: $0)
        }
    }

    fileprivate func check(_ entry: Entry) throws(StorageError) {
        let name = entry.event.conversation.conversation
        if events[entry.event.key] != nil {
            throw StorageError(
                .eventTaken, "event \(entry.event.key.event) has been answered before")
        }
        let kept = conversations[entry.event.conversation]
        if kept?.record.status == .closed {
            throw StorageError(.closed, "conversation \(name) is closed")
        }
        let expected = (kept?.record.turns.count ?? 0) + 1
        guard entry.sequence == expected else {
            throw StorageError(
                .outOfOrder, "conversation \(name) goes on with \(expected), not \(entry.sequence)")
        }
    }

    fileprivate mutating func keep(_ entry: Entry, at time: ContinuousClock.Instant) {
        let key = entry.event.conversation
        if conversations[key] == nil { countOfTenant[key.tenant, default: 0] += 1 }
        var kept = conversations.removeValue(forKey: key) ?? MemoryStore.Kept(touched: time)
        switch entry.event.what {
        case .said(let turn):
            kept.record.turns.append(turn)
            kept.record.forecasts.append(entry.forecast)
        case .closed:
            kept.record.closing = entry.forecast
            kept.record.status = .closed
            nextDeparture = nil
        }
        let more = MemoryStore.bytes(of: entry) - kept.state.count
        kept.state = entry.state
        kept.events.append(entry.event.key)
        kept.bytes += more
        kept.touched = time
        bytes += more
        conversations[key] = kept
        events[entry.event.key] = MemoryStore.Place(conversation: key, sequence: entry.sequence)
    }

}
