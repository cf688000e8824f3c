internal import DequeModule
internal import Messages

/// Calls of one method and one priority that wait for their turn.
///
/// Between tenants by start-time fair queueing (Goyal, Vin, Cheng: "Start-time Fair Queuing",
/// SIGCOMM 1996), each call costing 1/weight: who sends more than others waits behind itself.
/// Within a tenant the first comes first or, under overload, the newest: its caller is the
/// likeliest to be waiting still (Maurer: "Fail at Scale", ACM Queue 13/8, 2015, "adaptive LIFO").
struct FairLine {
    struct Entry: Equatable {
        let id: Int
        let tenant: TenantID
        let weight: Int
        let bytes: Int
        let since: ContinuousClock.Instant
        /// After this it need not start any more: deadline or patience would be over.
        let latest: ContinuousClock.Instant?
        /// The caller said how long it waits; the line's own limit does not apply.
        let isPatient: Bool
    }

    private struct Share {
        var entries: Deque<Entry> = []
        /// When this tenant's next call starts, in the line's virtual time.
        var start: Double
    }

    private var shares: [TenantID: Share] = [:]
    private var clock = 0.0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ entry: Entry) {
        count += 1
        shares[entry.tenant, default: Share(start: clock)].entries.append(entry)
    }

    /// Whose turn it is.
    mutating func next(newestFirst: Bool) -> Entry? {
        let first = shares.lazy.filter { !$1.entries.isEmpty }
            .min { ($0.value.start, $0.key) < ($1.value.start, $1.key) }
        guard let tenant = first?.key, var share = shares[tenant],
            let entry = newestFirst ? share.entries.popLast() : share.entries.popFirst()
        else { return nil }
        clock = share.start
        share.start += 1 / Double(max(1, entry.weight))
        shares[tenant] = share
        removed(1)
        return entry
    }

    mutating func remove(_ id: Int, of tenant: TenantID) -> Entry? {
        guard let index = shares[tenant]?.entries.firstIndex(where: { $0.id == id }) else {
            return nil
        }
        defer { removed(1) }
        return shares[tenant]?.entries.remove(at: index)
    }

    /// Calls of the tenant that has the most here for its weight.
    var longest: (tenant: TenantID, count: Int)? {
        let longest = shares.max { Self.length($0) < Self.length($1) }
        return longest.flatMap { $1.entries.isEmpty ? nil : ($0, $1.entries.count) }
    }

    private static func length(_ share: (key: TenantID, value: Share)) -> Double {
        Double(share.value.entries.count) / Double(max(1, share.value.entries.first?.weight ?? 1))
    }

    func waiting(_ tenant: TenantID) -> Int { shares[tenant]?.entries.count ?? 0 }

    /// Takes out who has waited longest of `tenant`.
    mutating func dropOldest(of tenant: TenantID) -> Entry? {
        guard let entry = shares[tenant]?.entries.popFirst() else { return nil }
        removed(1)
        return entry
    }

    /// Takes out all that need not start any more at `now`, having waited for `limit` or longer
    /// than they can.
    mutating func expired(at now: ContinuousClock.Instant, limit: Duration) -> [Entry] {
        var gone: [Entry] = []
        for (tenant, share) in shares where !share.entries.isEmpty {
            let isOver = { (entry: Entry) in
                entry.latest.map { $0 <= now } ?? false
                    || !entry.isPatient && entry.since.duration(to: now) >= limit
            }
            guard share.entries.contains(where: isOver) else { continue }
            gone += share.entries.filter(isOver)
            shares[tenant]?.entries.removeAll(where: isOver)
        }
        removed(gone.count)
        return gone
    }

    /// A line without anybody has no history: its shares are forgotten, so that they are never more
    /// than those who wait together.
    private mutating func removed(_ number: Int) {
        count -= number
        guard count == 0 else { return }
        shares = [:]
        clock = 0
    }
}
