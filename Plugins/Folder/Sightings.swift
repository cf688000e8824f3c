/// Whether a file has been written to its end: its writer has closed it, or it has not changed for
/// a while.
struct Sightings {
    private struct Sighting {
        var stamp: Stamp
        var since: ContinuousClock.Instant
    }

    /// How long a file must stay as it is.
    private let settle: Duration
    private var seen: [String: Sighting] = [:]
    /// What this run has answered, for file systems that do not keep a modification time as it is
    /// set.
    private var answered: [String: Stamp] = [:]

    init(settle: Duration) { self.settle = settle }

    /// Those of `drops` that can be taken, and forgets whatever is no longer there.
    mutating func ready(
        _ drops: [Drop], closed: Set<String>, now: ContinuousClock.Instant
    ) -> [Drop] {
        var next: [String: Sighting] = [:]
        var ready: [Drop] = []
        for drop in drops where answered[drop.name] != drop.stamp {
            let before = seen[drop.name].flatMap { $0.stamp == drop.stamp ? $0 : nil }
            let sighting = before ?? Sighting(stamp: drop.stamp, since: now)
            if closed.contains(drop.name) || sighting.since.duration(to: now) >= settle {
                ready.append(drop)
            }
            next[drop.name] = sighting
        }
        seen = next
        return ready
    }

    mutating func answered(_ drop: Drop) { answered[drop.name] = drop.stamp }
}
