import Messages
import Testing

@testable import Connectors

private func forecast(_ turn: Int) -> Forecast {
    Forecast(
        turn: turn, probability: 0.5, value: 0, confidence: Confidence(level: 0), modelID: "m")
}

@Suite("The outbox")
struct OutboxTests {
    @Test("A conversation has one forecast to carry, the latest, in the order of arrival")
    func conflates() {
        var outbox = OutboxState(countMax: 10)
        outbox.add("a", forecast(1))
        outbox.add("b", forecast(1))
        outbox.add("a", forecast(2))
        let batch = outbox.take(10)
        #expect(batch.map(\.conversation) == ["a", "b"])
        #expect(batch.map(\.forecast.turn) == [2, 1])
        #expect(!outbox.hasWaiting)
    }

    @Test("What was not confirmed comes again after a restart, unless something newer waits")
    func comesAgain() {
        var outbox = OutboxState(countMax: 10)
        outbox.add("a", forecast(1))
        outbox.add("b", forecast(1))
        _ = outbox.take(10)
        outbox.add("b", forecast(2))
        outbox.add("c", forecast(1))
        outbox.restart()
        #expect(outbox.take(10).map(\.conversation) == ["a", "b", "c"])
        #expect(outbox.take(10).map(\.forecast.turn) == [1, 2, 1])
        outbox.acknowledge()
        outbox.restart()
        #expect(outbox.take(10).isEmpty)
        #expect(outbox.carried == 3)
    }

    @Test("Past its limit the oldest is dropped and counted")
    func isBounded() {
        var outbox = OutboxState(countMax: 3)
        for number in 1...1000 { outbox.add("c\(number)", forecast(1)) }
        #expect(outbox.count == 3)
        #expect(outbox.dropped == 997)
        #expect(outbox.take(2).map(\.conversation) == ["c998", "c999"])
        outbox.acknowledge()
        #expect(outbox.take(2).map(\.conversation) == ["c1000"])
    }

    @Test("A connector that never asks has nothing kept for it; one that waits is woken")
    func wakes() async throws {
        let outbox = Outbox(countMax: 10, batch: 10)
        outbox.add("a", forecast(1))
        #expect(outbox.counts.waiting == 0)
        let reader = Task { await outbox.next().map(\.conversation) }
        // Until the reader has asked, nothing is kept; then what is added wakes it.
        try await eventually("the reader is woken") {
            outbox.add("b", forecast(1))
            return outbox.counts.waiting > 0
        }
        #expect(await reader.value == ["b"])
        let next = Task { await outbox.next().count }
        next.cancel()
        #expect(await next.value == 0)
        #expect(outbox.counts.carried == 1)
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
