internal import Messages

/// One part of the cache: least recently used out first, within a budget of bytes. A plain value;
/// its owner locks.
///
/// Entries sit in an array and are chained by index, newest to oldest, so a hit moves three
/// numbers and allocates nothing.
struct CacheShard: Sendable {
    private struct Entry {
        var key: ContentKey
        var embedding: Embedding
        var bytes: Int
        var newer: Int
        var older: Int
    }

    private let byteBudget: Int
    private var entries: [Entry] = []
    private var free: [Int] = []
    private var places: [ContentKey: Int] = [:]
    private var newest = -1
    private var oldest = -1
    private(set) var bytes = 0
    private(set) var evictions = 0
    /// Texts being computed, and who waits for them.
    var flights: [ContentKey: Flight] = [:]

    init(byteBudget: Int) { self.byteBudget = byteBudget }

    var count: Int { places.count }

    mutating func find(_ key: ContentKey) -> Embedding? {
        guard let place = places[key] else { return nil }
        if place != newest {
            unlink(place)
            linkNewest(place)
        }
        return entries[place].embedding
    }

    /// An embedding that alone exceeds the budget is not kept.
    mutating func insert(_ embedding: Embedding, for key: ContentKey) {
        let cost = embedding.values.count * 4 + EmbeddingLimits.cacheEntryOverheadBytes
        if let place = places[key] { remove(place) }
        guard cost <= byteBudget else { return }
        while bytes + cost > byteBudget, oldest >= 0 {
            remove(oldest)
            evictions += 1
        }
        let entry = Entry(key: key, embedding: embedding, bytes: cost, newer: -1, older: -1)
        let place: Int
        if let reused = free.popLast() {
            entries[reused] = entry
            place = reused
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        bytes += cost
        linkNewest(place)
    }

    private mutating func remove(_ place: Int) {
        unlink(place)
        bytes -= entries[place].bytes
        places[entries[place].key] = nil
        entries[place].embedding.values = []
        free.append(place)
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
    }

    private mutating func linkNewest(_ place: Int) {
        entries[place].newer = -1
        entries[place].older = newest
        if newest >= 0 { entries[newest].newer = place } else { oldest = place }
        newest = place
    }
}
