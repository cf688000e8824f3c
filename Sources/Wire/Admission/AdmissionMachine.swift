internal import Messages

/// Who may work now, who waits, and who is sent away. Knows no clock and wakes nobody: every method
/// is told the time and returns what is to be done.
///
/// ```
/// arrive ─► room in the method's limit, and nobody waits who comes first? ─► go
///        └► FairLine of its method and priority ─► next, as calls end ─► go
///                                               └► waited too long, pushed out ─► refuse
/// ```
/// A method is **overloaded** when its line has not been empty for a while, or has become longer
/// than is served in a quarter of that; then the newest call goes first and waits are cut short, so
/// that who is admitted is served soon and who is not hears it at once ("Fail at Scale": controlled
/// delay). It stays so until next to nobody is refused.
struct AdmissionMachine {
    typealias Instant = ContinuousClock.Instant

    enum Arrival: Equatable {
        case go
        /// A verdict on this id will come.
        case wait(Int)
        case refuse(Refusal)
    }

    enum Refusal: String, Equatable, CaseIterable {
        /// As many wait as may, and the call is not the one to stay.
        case full
        /// The method is overloaded, and more wait than will get their turn.
        case busy
        /// Requests that wait hold as many bytes as they may.
        case memory
        /// Its deadline would be over before its answer.
        case late
        /// It waited as long as calls may.
        case waited
    }

    struct Verdict: Equatable {
        let id: Int
        /// Nil for whoever may go.
        let refusal: Refusal?
    }

    /// What is known of one method.
    private struct Method {
        var limit: ConcurrencyLimit
        var atWork = 0
        /// By priority.
        var lines = [FairLine](repeating: FairLine(), count: CallPriority.allCases.count)
        var lastEmpty: Instant
        var isOverloaded = false
        /// Arrivals and refusals since `countedSince`.
        var arrived = 0
        var refused = 0
        var countedSince: Instant
        var refusals: [Refusal: Int] = [:]

        var waiting: Int { lines.reduce(0) { $0 + $1.count } }
        var hasRoom: Bool { atWork < limit.value }

        /// Calls that get their turn within `wait`, as fast as calls end of late: it is useless for
        /// more to wait.
        func useful(_ wait: Duration) -> Int {
            limit.rate > 0 ? max(2, Int(limit.rate * wait.seconds)) : .max
        }

        mutating func restartCount(_ now: Instant) {
            arrived = 0
            refused = 0
            countedSince = now
        }
    }

    private let limits: WireLimits
    private var methods: [String: Method] = [:]
    private var places: [Int: (method: String, priority: CallPriority, tenant: TenantID)] = [:]
    private var waitingOf = [Int](repeating: 0, count: CallPriority.allCases.count)
    private(set) var waitingBytes = 0
    private var nextID = 0
    private var sweptAt: Instant?

    init(limits: WireLimits) { self.limits = limits }

    var waiting: Int { places.count }

    // MARK: Arriving

    /// Verdicts on others may come of it: whoever was pushed out, whoever has waited too long.
    mutating func arrive(_ ticket: Ticket, now: Instant) -> (Arrival, [Verdict]) {
        var verdicts = sweep(now)
        if methods[ticket.method] == nil {
            let bounds = limits.concurrencyMin...max(limits.concurrencyMin, limits.concurrencyMax)
            methods[ticket.method] = Method(
                limit: ConcurrencyLimit(bounds, now: now), lastEmpty: now, countedSince: now)
        }
        methods[ticket.method]?.arrived += 1
        let latest = latest(ticket, now)
        if let latest, latest < now { return (refuse(ticket.method, .late), verdicts) }
        if hasRoom(for: ticket) {
            methods[ticket.method]?.atWork += 1
            return (.go, verdicts)
        }
        if let refusal = makeRoom(for: ticket, &verdicts) {
            return (refuse(ticket.method, refusal), verdicts)
        }
        return (.wait(enqueue(ticket, latest, now)), verdicts)
    }

    /// The last moment at which work may begin that the caller still hears of.
    private func latest(_ ticket: Ticket, _ now: Instant) -> Instant? {
        let takes = Duration.seconds(methods[ticket.method]?.limit.unloaded ?? 0)
        let patience = ticket.patience.map { now + $0 }
        guard let deadline = ticket.deadline.map({ $0 - takes }) else { return patience }
        return patience.map { min($0, deadline) } ?? deadline
    }

    /// Its method has room, and nobody waits who would come before it.
    private func hasRoom(for ticket: Ticket) -> Bool {
        waitingOf[...ticket.priority.rawValue].allSatisfy { $0 == 0 }
            && methods[ticket.method]?.hasRoom ?? false
    }

    private mutating func enqueue(_ ticket: Ticket, _ latest: Instant?, _ now: Instant) -> Int {
        nextID += 1
        let entry = FairLine.Entry(
            id: nextID, tenant: ticket.tenant, weight: ticket.weight, bytes: ticket.bytes,
            since: now, latest: latest, isPatient: ticket.patience != nil)
        if methods[ticket.method]?.waiting == 0 { methods[ticket.method]?.lastEmpty = now }
        methods[ticket.method]?.lines[ticket.priority.rawValue].append(entry)
        places[nextID] = (ticket.method, ticket.priority, ticket.tenant)
        waitingOf[ticket.priority.rawValue] += 1
        waitingBytes += ticket.bytes
        return nextID
    }

    /// Pushes out whoever has less right to wait: calls of a lower priority, then the oldest of the
    /// tenant that has most. Nil when there is room now. Whoever has most already is refused
    /// itself, which costs next to nothing: under overload that is what happens to most.
    private mutating func makeRoom(
        for ticket: Ticket, _ verdicts: inout [Verdict]
    ) -> Refusal? {
        guard ticket.bytes <= limits.waitingBytes else { return .memory }
        while let (refusal, method) = whatIsFull(for: ticket) {
            guard let (method, priority) = lowest(atMost: ticket.priority, of: method),
                let longest = methods[method]?.lines[priority.rawValue].longest
            else { return refusal }
            if method == ticket.method, priority == ticket.priority {
                let own = methods[method]?.lines[priority.rawValue].waiting(ticket.tenant) ?? 0
                if own >= longest.count { return refusal }
            }
            guard
                let entry = methods[method]?.lines[priority.rawValue].dropOldest(of: longest.tenant)
            else { return refusal }
            forget(entry)
            verdicts.append(verdict(entry, method, refusal))
        }
        return nil
    }

    /// Why the call cannot wait as things are, and whose line is too long; nil for all lines.
    private func whatIsFull(for ticket: Ticket) -> (Refusal, method: String?)? {
        if waiting >= limits.waitingCalls { return (.full, nil) }
        if waitingBytes + ticket.bytes > limits.waitingBytes { return (.memory, nil) }
        guard let method = methods[ticket.method], method.isOverloaded, ticket.patience == nil,
            method.waiting >= method.useful(limits.waitOverloaded)
        else { return nil }
        return (.busy, ticket.method)
    }

    /// The line of the lowest priority in which anybody waits, if it is not above `priority`.
    private func lowest(
        atMost priority: CallPriority, of method: String?
    ) -> (String, CallPriority)? {
        for low in CallPriority.allCases.reversed() where low >= priority {
            let lines = methods.lazy.filter { method == nil || $0.key == method }
                .map { ($0.key, $0.value.lines[low.rawValue].count) }
            if let longest = lines.max(by: { $0.1 < $1.1 }), longest.1 > 0 {
                return (longest.0, low)
            }
        }
        return nil
    }

    // MARK: Leaving

    /// A call that was let in has ended. `isSample`: its time says how fast the method is.
    mutating func ended(
        _ method: String, began: Instant, isSample: Bool, now: Instant
    ) -> [Verdict] {
        guard let atWork = methods[method]?.atWork else { return [] }
        if isSample { methods[method]?.limit.sample(began: began, now: now, atWork: atWork) }
        methods[method]?.atWork -= 1
        guard waiting > 0 else { return [] }
        return sweep(now) + admit(now)
    }

    /// Whoever waited has gone away. False when there was a verdict already.
    mutating func cancel(_ id: Int) -> Bool {
        guard let place = places[id],
            let entry = methods[place.method]?.lines[place.priority.rawValue]
                .remove(id, of: place.tenant)
        else { return false }
        forget(entry)
        return true
    }

    private mutating func admit(_ now: Instant) -> [Verdict] {
        var verdicts: [Verdict] = []
        for priority in CallPriority.allCases where waitingOf[priority.rawValue] > 0 {
            for name in methods.keys {
                while let method = methods[name], method.hasRoom,
                    let entry = methods[name]?.lines[priority.rawValue]
                        .next(newestFirst: method.isOverloaded)
                {
                    forget(entry)
                    if let latest = entry.latest, latest < now {
                        verdicts.append(verdict(entry, name, .late))
                    } else {
                        methods[name]?.atWork += 1
                        verdicts.append(Verdict(id: entry.id, refusal: nil))
                    }
                }
            }
            // Nobody goes before one who waits with a higher priority, whatever it waits for.
            if waitingOf[priority.rawValue] > 0 { break }
        }
        return verdicts
    }

    private mutating func forget(_ entry: FairLine.Entry) {
        guard let place = places.removeValue(forKey: entry.id) else { return }
        waitingOf[place.priority.rawValue] -= 1
        waitingBytes -= entry.bytes
    }

    private mutating func verdict(
        _ entry: FairLine.Entry, _ method: String, _ refusal: Refusal
    ) -> Verdict {
        _ = refuse(method, refusal)
        return Verdict(id: entry.id, refusal: refusal)
    }

    private mutating func refuse(_ method: String, _ refusal: Refusal) -> Arrival {
        methods[method]?.refused += 1
        methods[method]?.refusals[refusal, default: 0] += 1
        return .refuse(refusal)
    }

    // MARK: Time

    /// Sends away who has waited too long. Looks at most once a millisecond.
    mutating func sweep(_ now: Instant) -> [Verdict] {
        if let sweptAt, sweptAt.duration(to: now) < .milliseconds(1) { return [] }
        sweptAt = now
        var verdicts: [Verdict] = []
        for name in methods.keys {
            judge(name, now)
            guard let method = methods[name], method.waiting > 0 else { continue }
            let limit = method.isOverloaded ? limits.waitOverloaded : limits.wait
            for index in method.lines.indices where !method.lines[index].isEmpty {
                let gone = methods[name]?.lines[index].expired(at: now, limit: limit) ?? []
                for entry in gone {
                    forget(entry)
                    let isLate = entry.latest.map { $0 <= now } ?? false
                    verdicts.append(verdict(entry, name, isLate ? .late : .waited))
                }
            }
        }
        return verdicts
    }

    /// Is the method overloaded?
    private mutating func judge(_ name: String, _ now: Instant) {
        guard var method = methods[name] else { return }
        if method.waiting == 0 {
            method.lastEmpty = now
        } else if method.lastEmpty.duration(to: now) >= limits.wait
            || method.waiting > method.useful(limits.wait / 4)
        {
            if !method.isOverloaded { method.restartCount(now) }
            method.isOverloaded = true
        }
        if method.countedSince.duration(to: now) >= .seconds(1) {
            // One refusal in twenty is what bursts alone may cost.
            if method.refused * 20 <= method.arrived { method.isOverloaded = false }
            method.restartCount(now)
        }
        methods[name] = method
    }

    // MARK: What there is to see

    func figures() -> [AdmissionDesk.Figures] {
        methods.map { name, method in
            AdmissionDesk.Figures(
                method: name, limit: method.limit.value, atWork: method.atWork,
                waiting: method.waiting, isOverloaded: method.isOverloaded,
                refusals: Dictionary(
                    uniqueKeysWithValues: method.refusals.map { ($0.rawValue, $1) }))
        }
    }
}
