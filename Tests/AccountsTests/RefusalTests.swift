import Messages
import Storage
import Testing
import Wire

@testable import Accounts

private func refusal(_ number: Int, _ reason: String = "TOKEN_UNKNOWN") -> AuditNote {
    AuditNote(
        actor: "-", peer: "10.0.0.\(number)", action: "call.refuse", object: "a.B/C",
        outcome: reason)
}

@Suite("Refusals on their way into the audit log")
struct RefusalLogTests {
    private let clock = TestClock()
    private let registry: MemoryRegistry
    private let log: RefusalLog

    init() {
        registry = MemoryRegistry(digest: Digest.sha256, now: clock.now)
        log = RefusalLog(registry, now: clock.now)
    }

    private func entries() async throws -> [AuditEntry] {
        var query = AuditQuery()
        query.limit = RegistryLimits.page
        var entries: [AuditEntry] = []
        while case let page = try await registry.audit(query), let last = page.last {
            entries += page
            query.after = last.number
        }
        return entries
    }

    @Test("are each counted in a flood of one kind, which takes a few entries")
    func flood() async throws {
        // An hour of a hundred a second.
        for _ in 0..<3_600 {
            for _ in 0..<100 { log.count(refusal(1)) }
            clock.advance(.seconds(1))
            try await log.write()
        }
        try await log.write(all: true)
        let entries = try await entries()
        #expect(entries.reduce(0) { $0 + $1.note.count } == 360_000)
        #expect(entries.count < 20)
        #expect(entries.first?.note.count == 100)
    }

    @Test("of one kind now and then are each written within a second")
    func rare() async throws {
        for _ in 0..<3 {
            log.count(refusal(1))
            try await log.write()
            clock.advance(.seconds(1))
            try await log.write()
            clock.advance(.seconds(300))
            try await log.write()
        }
        #expect(try await entries().map(\.note.count) == [1, 1, 1])
    }

    @Test("of more kinds than are kept apart are counted together, and none is lost")
    func kinds() async throws {
        for number in 0..<10_000 { log.count(refusal(number)) }
        log.count(refusal(0))
        clock.advance(.seconds(1))
        try await log.write()
        let entries = try await entries()
        #expect(entries.reduce(0) { $0 + $1.note.count } == 10_001)
        #expect(entries.count <= RefusalLog.kindsMax + 1)
        let various = entries.filter { $0.note.object == "(various)" }
        #expect(various.map(\.note.count) == [10_000 - RefusalLog.kindsMax])
        #expect(various.first?.note.outcome == "TOKEN_UNKNOWN")
    }
}

@Suite("Guessing tokens")
struct GuessTests {
    private let clock = TestClock()

    private func wrong(_ guesses: Guesses, _ count: Int, from address: String = "10.0.0.1") {
        for _ in 0..<count { guesses.wrong(address) }
    }

    @Test("is slowed down, twice as much with each further one, up to a minute")
    func backoff() {
        let guesses = Guesses(now: clock.now)
        let token = Token.make().text
        wrong(guesses, Guesses.freeGuesses)
        #expect(guesses.wait("10.0.0.1", showing: token) == nil)
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            wrong(guesses, 1)
            #expect(guesses.wait("10.0.0.1", showing: token) == .seconds(seconds))
        }
        #expect(guesses.wait("10.0.0.2", showing: token) == nil)
        clock.advance(.seconds(60))
        #expect(guesses.wait("10.0.0.1", showing: token) == nil)
        wrong(guesses, 1)
        #expect(guesses.wait("10.0.0.1", showing: token) == .seconds(60))
        clock.advance(.milliseconds(Guesses.memory + 1))
        wrong(guesses, 1)
        #expect(guesses.wait("10.0.0.1", showing: token) == nil)
    }

    @Test("locks out nobody whose token was right from there before")
    func neighbours() {
        let guesses = Guesses(now: clock.now)
        let (known, fresh) = (Token.make(), Token.make())
        guesses.right("10.0.0.1", "token \(known.id)")
        wrong(guesses, 100)
        #expect(guesses.wait("10.0.0.1", showing: known.text) == nil)
        #expect(guesses.wait("10.0.0.1", showing: fresh.text) != nil)
    }

    @Test("from more addresses than are kept leaves those that wait")
    func addresses() {
        let guesses = Guesses(now: clock.now)
        wrong(guesses, Guesses.freeGuesses + 7, from: "waits")
        for number in 0..<Guesses.addressesMax * 2 { guesses.wrong("host-\(number)") }
        #expect(guesses.wait("waits", showing: Token.make().text) != nil)
    }
}
