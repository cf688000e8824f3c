internal import Messages
internal import Testing

@testable internal import Wire

/// A machine at a clock that is set by hand.
private struct Desk {
    let start = ContinuousClock.now
    var machine: AdmissionMachine
    var milliseconds = 0

    init(_ change: (inout WireLimits) -> Void = { _ in }) {
        var limits = WireLimits()
        // Two at work, whatever is measured.
        limits.concurrencyMin = 2
        limits.concurrencyMax = 2
        change(&limits)
        machine = AdmissionMachine(limits: limits)
    }

    var now: ContinuousClock.Instant { start + .milliseconds(milliseconds) }

    mutating func arrive(
        _ method: String = "m", _ tenant: String = "t", _ priority: CallPriority = .score,
        bytes: Int = 1, deadline: Int? = nil, patience: Duration? = nil
    ) -> (AdmissionMachine.Arrival, [AdmissionMachine.Verdict]) {
        var ticket = Ticket(
            method: method, tenant: TenantID(tenant), priority: priority, bytes: bytes,
            deadline: deadline.map { start + .milliseconds($0) })
        ticket.patience = patience
        return machine.arrive(ticket, now: now)
    }

    /// Arrives where nothing but waiting is right.
    mutating func wait(
        _ method: String = "m", _ tenant: String = "t", _ priority: CallPriority = .score,
        bytes: Int = 1, deadline: Int? = nil, patience: Duration? = nil
    ) -> Int {
        let (arrival, _) = arrive(
            method, tenant, priority, bytes: bytes, deadline: deadline, patience: patience)
        guard case .wait(let id) = arrival else {
            Issue.record("it did not wait: \(arrival)")
            return 0
        }
        return id
    }

    mutating func end(_ method: String = "m") -> [AdmissionMachine.Verdict] {
        machine.ended(method, began: now - .milliseconds(1), isSample: true, now: now)
    }

    /// Fills the two places.
    mutating func fill(_ method: String = "m") {
        for _ in 0..<2 { #expect(arrive(method).0 == .go) }
    }
}

@Suite("Who works, who waits, who is sent away")
struct AdmissionMachineTests {
    private typealias Verdict = AdmissionMachine.Verdict

    @Test("lets in as many as the limit says, then in order of arrival as they end")
    func order() {
        var desk = Desk()
        desk.fill()
        let ids = [desk.wait(), desk.wait()]
        #expect(desk.end() == [Verdict(id: ids[0], refusal: nil)])
        #expect(desk.end() == [Verdict(id: ids[1], refusal: nil)])
        #expect(desk.end() == [])
        #expect(desk.machine.waiting == 0)
    }

    @Test("keeps one method's limit from another's calls")
    func methods() {
        var desk = Desk()
        desk.fill("a")
        #expect(desk.arrive("b").0 == .go)
    }

    @Test("takes a higher priority first, across methods too")
    func priorities() {
        var desk = Desk()
        desk.fill("a")
        desk.fill("b")
        let bulk = desk.wait("a", "t", .bulk)
        let score = desk.wait("b", "t", .score)
        let admin = desk.wait("b", "t", .admin)
        // A place in a is free, but whoever comes first waits for b.
        #expect(desk.end("a") == [])
        #expect(desk.arrive("a", "t", .bulk).0 != .go)
        #expect(desk.end("b") == [Verdict(id: admin, refusal: nil)])
        let last = desk.end("b")
        #expect(
            Array(last.prefix(2)) == [
                Verdict(id: score, refusal: nil), Verdict(id: bulk, refusal: nil),
            ])
    }

    @Test("cuts waits short and takes the newest first once a line has not been empty for long")
    func overload() {
        var desk = Desk()
        desk.fill()
        var ids: [Int] = []
        // Somebody is always waiting, for more than 100 ms.
        for step in 0...12 {
            desk.milliseconds = step * 10
            ids.append(desk.wait())
            if step % 3 == 2 {
                _ = desk.end()
                _ = desk.arrive()
            }
        }
        #expect(desk.machine.figures().first?.isOverloaded == true)
        desk.milliseconds += 3
        let newer = [desk.wait(), desk.wait()]
        #expect(desk.end().last == Verdict(id: newer[1], refusal: nil))
        desk.milliseconds += 5
        let gone = desk.machine.sweep(desk.now)
        #expect(gone.last == Verdict(id: newer[0], refusal: .waited))
        #expect(gone.allSatisfy { $0.refusal == .waited })
    }

    @Test("is at ease again when next to nobody was refused for a second")
    func recovers() {
        var desk = Desk()
        desk.fill()
        for step in 0...12 {
            desk.milliseconds = step * 10
            _ = desk.wait()
        }
        desk.milliseconds = 200
        _ = desk.machine.sweep(desk.now)
        #expect(desk.machine.figures().first?.isOverloaded == true)
        _ = desk.end()
        _ = desk.end()
        // The second in which many were refused, then one in which nobody was.
        for step in 1...60 {
            desk.milliseconds = 200 + step * 40
            #expect(desk.arrive().0 == .go)
            _ = desk.end()
        }
        #expect(desk.machine.figures().first?.isOverloaded == false)
    }

    @Test("refuses at once whoever could not be answered before its deadline")
    func deadlines() {
        var desk = Desk()
        // The machine learns that calls take 50 ms.
        for _ in 0..<30 {
            _ = desk.arrive()
            desk.milliseconds += 50
            _ = desk.machine.ended(
                "m", began: desk.now - .milliseconds(50), isSample: true, now: desk.now)
        }
        #expect(desk.arrive(deadline: desk.milliseconds + 40).0 == .refuse(.late))
        desk.fill()
        // In time still when it comes, too late when its turn would come.
        let id = desk.wait(deadline: desk.milliseconds + 60)
        desk.milliseconds += 20
        #expect(desk.end() == [Verdict(id: id, refusal: .late)])
    }

    @Test("lets whoever said so wait longer than others")
    func patience() {
        var desk = Desk()
        desk.fill()
        let patient = desk.wait(patience: .seconds(1))
        let other = desk.wait()
        desk.milliseconds = 150
        #expect(desk.machine.sweep(desk.now) == [Verdict(id: other, refusal: .waited)])
        desk.milliseconds = 1_001
        #expect(desk.machine.sweep(desk.now) == [Verdict(id: patient, refusal: .late)])
    }

    @Test("bounds the bytes and the number of those who wait")
    func bounds() {
        var desk = Desk {
            $0.waitingCalls = 3
            $0.waitingBytes = 100
        }
        desk.fill()
        _ = desk.wait(bytes: 60)
        #expect(desk.arrive(bytes: 41).0 == .refuse(.memory))
        _ = desk.wait(bytes: 20)
        _ = desk.wait(bytes: 20)
        #expect(desk.machine.waitingBytes == 100)
        #expect(desk.arrive(bytes: 0).0 == .refuse(.full))
        #expect(desk.arrive(bytes: 101).0 == .refuse(.memory))
        for _ in 0..<3 { _ = desk.end() }
        #expect(desk.machine.waitingBytes == 0)
    }

    @Test("makes room for a quiet tenant and for a higher priority at the cost of who has most")
    func displaces() {
        var desk = Desk { $0.waitingCalls = 3 }
        desk.fill()
        let bulk = desk.wait("m", "noisy", .bulk)
        let first = desk.wait("m", "noisy")
        _ = desk.wait("m", "noisy")
        // The bulk call goes first of all.
        let (one, pushed) = desk.arrive("m", "quiet")
        #expect(pushed == [Verdict(id: bulk, refusal: .full)])
        guard case .wait = one else { return #expect(Bool(false), "\(one)") }
        let (two, next) = desk.arrive("m", "another")
        #expect(next == [Verdict(id: first, refusal: .full)])
        guard case .wait = two else { return #expect(Bool(false), "\(two)") }
        #expect(desk.arrive("m", "noisy", .bulk).0 == .refuse(.full))
        #expect(desk.machine.waiting == 3)
    }

    @Test("forgets whoever went away, once")
    func cancels() {
        var desk = Desk()
        desk.fill()
        let id = desk.wait(bytes: 10)
        let went = [desk.machine.cancel(id), desk.machine.cancel(id)]
        #expect(went == [true, false])
        #expect(desk.machine.waitingBytes == 0)
        #expect(desk.end() == [])
    }

    @Test("keeps its accounts through any sequence of steps", arguments: 1...20)
    func accounts(seed: Int) {
        var desk = Desk {
            $0.waitingCalls = 8
            $0.waitingBytes = 64
        }
        var random = Seeded(UInt64(seed))
        var atWork = ["a": 0, "b": 0]
        var waiting: [Int: (method: String, bytes: Int)] = [:]
        func take(_ verdicts: [Verdict]) {
            for verdict in verdicts {
                guard let one = waiting.removeValue(forKey: verdict.id) else {
                    Issue.record("a verdict on nobody: \(verdict)")
                    continue
                }
                if verdict.refusal == nil { atWork[one.method, default: 0] += 1 }
            }
        }
        for _ in 0..<2_000 {
            desk.milliseconds += Int(random.next() % 4)
            let method = random.next() % 2 == 0 ? "a" : "b"
            switch random.next() % 8 {
            case 0...4:
                let bytes = Int(random.next() % 20)
                let (arrival, verdicts) = desk.arrive(
                    method, "t\(random.next() % 3)", CallPriority.allCases[Int(random.next() % 3)],
                    bytes: bytes)
                take(verdicts)
                switch arrival {
                case .go: atWork[method, default: 0] += 1
                case .wait(let id): waiting[id] = (method, bytes)
                case .refuse: break
                }
            case 5...6:
                guard atWork[method, default: 0] > 0 else { continue }
                atWork[method, default: 0] -= 1
                take(desk.end(method))
            default:
                guard let id = waiting.keys.randomElement(using: &random) else { continue }
                if desk.machine.cancel(id) { waiting[id] = nil }
            }
            #expect(desk.machine.waiting == waiting.count)
            #expect(desk.machine.waitingBytes == waiting.values.reduce(0) { $0 + $1.bytes })
            for figures in desk.machine.figures() {
                #expect(figures.atWork == atWork[figures.method])
                #expect(figures.atWork <= 2)
            }
        }
        #expect(desk.machine.waiting <= 8)
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
