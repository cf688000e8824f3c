internal import Messages
internal import Synchronization
internal import Testing

@testable internal import Wire

/// Lets everybody in, and has them wait at one desk.
private struct DeskGate: CallGate {
    let desk: AdmissionDesk
    var priority = CallPriority.score

    func admit(_ call: Call) throws(Status) {}

    func seat(for call: Call, bytes: Int) throws(Status) -> Seat? {
        let tenant = TenantID(call.metadata["x-test"] ?? "t")
        let ticket = Ticket(
            method: call.path, tenant: tenant, priority: priority, bytes: bytes,
            deadline: call.deadline)
        return try desk.arrive(ticket)
    }

    func finished(_ call: Call, code: StatusCode, duration: Duration) {}
}

/// Work that goes on until it is told to end.
private final class Held: Sendable {
    private struct State {
        var isOpen = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { waiter in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiters.append(waiter) }
                return state.isOpen
            }
            if isOpen { waiter.resume() }
        }
    }

    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

@Suite("The desk in front of the handlers", .timeLimit(.minutes(5)))
struct AdmissionTests {
    private static func limits(_ change: (inout WireLimits) -> Void = { _ in }) -> WireLimits {
        var limits = WireLimits.test
        limits.concurrencyMin = 1
        limits.concurrencyMax = 1
        change(&limits)
        return limits
    }

    private func until(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test(
        "refuses with a hint who would wait in vain, while a call that answers at once goes through"
    )
    func refusal() async throws {
        let held = Held()
        let slow = Service(
            "test.Slow",
            methods: [
                Method(
                    "Work",
                    .unary { request, _ in
                        await held.wait()
                        return request
                    })
            ])
        let limits = Self.limits()
        let desk = AdmissionDesk(limits: limits)
        try await withServer(
            [slow, TestServices.echo], gate: DeskGate(desk: desk), limits: limits
        ) { test in
            let client = try await test.client()
            let first = Task {
                try await client.unary("test.Slow", "Work", Payload(text: "1"), options: .patient)
                    .text
            }
            try await until { desk.figures.first?.atWork == 1 }
            let refused = await status {
                _ = try await client.unary(
                    "test.Slow", "Work", Payload(text: "2"), options: .patient)
            }
            #expect(refused.code == .resourceExhausted)
            #expect(refused.errorInfo?.reason == "OVERLOADED")
            #expect((refused.retryInfo?.delay ?? .zero) >= .milliseconds(100))
            #expect(try await client.echo("Immediate", "still here") == "still here")
            held.open()
            #expect(try await first.value == "1")
            await client.close()
        }
        #expect(
            desk.figures.first { $0.method == "test.Slow/Work" }?.refusals == ["waited": 1])
    }

    @Test(
        "lets who waits go on as soon as there is room, and gives back what a cancelled call held")
    func waiting() async throws {
        let desk = AdmissionDesk(limits: Self.limits { $0.wait = .seconds(600) })
        let ticket = Ticket(method: "m", tenant: TenantID("t"), priority: .score, bytes: 7)
        let held = Held()
        let first = Task { try await desk.arrive(ticket).run { await held.wait() } }
        try await until { desk.figures.first?.atWork == 1 }
        let cancelled = Task { try await desk.arrive(ticket).run { Issue.record("it ran") } }
        try await until { desk.waitingBytes == 7 }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(desk.waitingBytes == 0)
        let second = Task { try await desk.arrive(ticket).run { 2 } }
        try await until { desk.waitingBytes == 7 }
        held.open()
        try await first.value
        #expect(try await second.value == 2)
        #expect(desk.figures.first?.atWork == 0)
    }

    @Test(
        "never has more at work than its limit, and loses nobody, with many callers of many tenants"
    )
    func crowd() async throws {
        let limits = Self.limits {
            $0.concurrencyMin = 3
            $0.concurrencyMax = 3
            $0.wait = .seconds(600)
        }
        let desk = AdmissionDesk(limits: limits)
        let atWork = Locked((now: 0, most: 0))
        let done = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<600 {
                group.addTask {
                    let ticket = Ticket(
                        method: "m", tenant: TenantID("t\(index % 7)"),
                        priority: CallPriority.allCases[index % 3], bytes: 1)
                    let result: Void? = try? await desk.arrive(ticket).run {
                        atWork.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                        }
                        await Task.yield()
                        atWork.withLock { $0.now -= 1 }
                    }
                    return result != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done == 600)
        #expect(atWork.withLock { $0.most } <= 3)
        #expect(desk.waitingBytes == 0)
    }
}
