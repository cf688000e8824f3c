import Messages
import Storage
import Testing

@testable import Connectors

private func forecast(_ turn: Int) -> Forecast {
    Forecast(
        turn: turn, probability: 0.5, value: 0, confidence: Confidence(level: 0), modelID: "m")
}

private let acme = TenantID("acme")

@Suite("A connector's write-backs")
struct WriteBackQueueTests {
    private let store = MemoryStore()
    private let queue: WriteBackQueue

    init() {
        queue = WriteBackQueue(store, of: Consumer(tenant: acme, name: "echo"), batch: 2)
        store.hear { [queue] _ in queue.stir() }
    }

    private func say(_ conversation: String, _ turn: Int) async throws {
        let key = ConversationKey(tenant: acme, conversation: conversation)
        let event = Event(
            key: EventKey(tenant: acme, source: "echo", event: "\(conversation)-\(turn)"),
            conversation: key, what: .said(Turn(number: turn, speaker: .customer, text: "hello")))
        _ = try await store.commit(
            Entry(event: event, sequence: turn, forecast: forecast(turn), state: []))
    }

    private func carried(_ parcels: [Parcel]) -> [String] {
        parcels.map { "\($0.conversation.conversation) \($0.forecast.turn)" }
    }

    @Test("come in batches, and again to a new process where they were not confirmed")
    func comesAgain() async throws {
        try await store.follow(Consumer(tenant: acme, name: "echo"))
        for conversation in ["a", "b", "c"] { try await say(conversation, 1) }
        #expect(carried(try await queue.next()) == ["a 1", "b 1"])
        queue.restart()
        #expect(carried(try await queue.next()) == ["a 1", "b 1"])
        #expect(queue.counts.waiting == 3 && queue.counts.carried == 0)
        try await say("a", 2)
        #expect(carried(try await queue.next()) == ["c 1", "a 2"])
        #expect(queue.counts.waiting == 2 && queue.counts.carried == 2)
    }

    @Test("are kept from the first asking on; who waits is woken, and gives up when cancelled")
    func wakes() async throws {
        try await say("a", 1)
        #expect(queue.counts.waiting == 0)
        let reader = Task { carried(try await queue.next()) }
        try await eventually("it follows") {
            try await say("b\(Int.random(in: 0...Int.max))", 1)
            return queue.counts.waiting > 0
        }
        #expect(try await reader.value.first?.hasPrefix("b") == true)
        let next = Task {
            while try await !queue.next().isEmpty {}
            return true
        }
        try await eventually("all is carried") { queue.counts.waiting == 0 }
        next.cancel()
        #expect(try await next.value)
    }
}

@Suite("The inbox")
struct InboxTests {
    private actor Gate {
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private(set) var inside = 0
        func pass() async {
            inside += 1
            await withCheckedContinuation { waiting.append($0) }
        }
        func open() {
            for one in waiting { one.resume() }
            waiting = []
        }
    }

    @Test("So many are at work, so many wait, and the next is told to try again")
    func isBounded() async throws {
        let inbox = Inbox(atWork: 2, waiting: 1)
        let gate = Gate()
        let work = (0..<3).map { _ in Task { try await inbox.take { await gate.pass() } } }
        try await eventually("two are at work") { await gate.inside == 2 }
        try await eventually("a fourth is told to try again") {
            let fourth = Task { try await inbox.take { await gate.pass() } }
            // Whoever comes before the third waits in its place, and gives the place up again.
            try await Task.sleep(for: .milliseconds(5))
            fourth.cancel()
            guard case .failure(let error as Status) = await fourth.result else { return false }
            return error.code == .resourceExhausted
        }
        #expect(await gate.inside == 2)
        try await eventually("all have been let in") {
            await gate.open()
            return await gate.inside == 3
        }
        await gate.open()
        for one in work { try await one.value }
    }
}

@Suite("The pause before a restart")
struct RestartPauseTests {
    @Test("Doubles from 0.2 s to 5 s, and is short again after a long life")
    func doubles() {
        var pause = RestartPause(ConnectorLimits())
        let pauses = (0..<7).map { _ in pause.take(after: .zero) / .milliseconds(1) }
        #expect(pauses == [200, 400, 800, 1600, 3200, 5000, 5000])
        #expect(pause.take(after: .seconds(30)) == .milliseconds(200))
        #expect(pause.take(after: .seconds(1)) == .milliseconds(400))
    }
}
