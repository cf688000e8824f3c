package import Messages

/// The desk in front of the handlers that compute: lets in as many calls as the machine can serve
/// at once, lets the rest wait shortly and fairly, and sends away at once whoever would wait in
/// vain.
/// ```
/// let desk = AdmissionDesk(limits: limits)
/// return try await desk.arrive(ticket).run { try await handler(request) }
/// ```
/// Where there is room, that costs a lock and a look. Waiting suspends the task and holds no
/// thread. What is decided, and why, is ``AdmissionMachine``'s.
package final class AdmissionDesk: Sendable {
    private typealias Waiter = CheckedContinuation<Outcome, Never>

    /// What is to be seen of one method.
    package struct Figures: Sendable, Equatable {
        package let method: String
        /// Calls that may be at work at once, as found by now.
        package let limit: Int
        package let atWork, waiting: Int
        package let isOverloaded: Bool
        /// How many were sent away so far, by reason: full, busy, memory, late, waited.
        package let refusals: [String: Int]
    }

    private enum Outcome {
        case go, cancelled
        case refused(AdmissionMachine.Refusal)

        init(_ verdict: AdmissionMachine.Verdict) {
            self = verdict.refusal.map(Self.refused) ?? .go
        }
    }

    private struct State {
        var machine: AdmissionMachine
        var waiters: [Int: Waiter] = [:]
        /// What came before its waiter had settled down.
        var early: [Int: Outcome] = [:]
        var isSweeping = false

        /// Waiters to be woken, outside the lock.
        mutating func deliver(_ verdicts: [AdmissionMachine.Verdict]) -> [(Waiter, Outcome)] {
            verdicts.compactMap { verdict in
                let outcome = Outcome(verdict)
                if let waiter = waiters.removeValue(forKey: verdict.id) { return (waiter, outcome) }
                early[verdict.id] = outcome
                return nil
            }
        }
    }

    private let state: Locked<State>

    package init(limits: WireLimits) {
        state = Locked(State(machine: AdmissionMachine(limits: limits)))
    }

    package var figures: [Figures] { state.withLock { $0.machine.figures() } }
    /// Bytes of the requests that wait.
    package var waitingBytes: Int { state.withLock { $0.machine.waitingBytes } }

    /// Refuses at once, with a hint when to come back, whoever would wait in vain.
    package func arrive(_ ticket: Ticket) throws(Status) -> Seat {
        let (arrival, woken, startsSweeping) = state.withLock { state in
            let (arrival, verdicts) = state.machine.arrive(ticket, now: .now)
            let woken = state.deliver(verdicts)
            guard case .wait = arrival, !state.isSweeping else { return (arrival, woken, false) }
            state.isSweeping = true
            return (arrival, woken, true)
        }
        for (waiter, outcome) in woken { waiter.resume(returning: outcome) }
        if startsSweeping { sweepUntilEmpty() }
        switch arrival {
        case .go: return Seat(desk: self, ticket: ticket, waitingAs: nil)
        case .wait(let id): return Seat(desk: self, ticket: ticket, waitingAs: id)
        case .refuse(let refusal): throw Self.status(refusal, ticket)
        }
    }

    func run<Value>(_ seat: Seat, _ work: () async throws -> Value) async throws -> Value {
        let ticket = seat.ticket
        if let id = seat.waitingAs {
            switch await outcome(id) {
            case .go: break
            case .cancelled: throw CancellationError()
            case .refused(let refusal): throw Self.status(refusal, ticket)
            }
        }
        let began = ContinuousClock.now
        do {
            let value = try await work()
            leave(ticket.method, began, isSample: true)
            return value
        } catch {
            // A call that failed early says nothing about speed; one that took too long does.
            let isLate = (error as? Status)?.code == .deadlineExceeded
            leave(ticket.method, began, isSample: isLate)
            throw error
        }
    }

    private func leave(_ method: String, _ began: ContinuousClock.Instant, isSample: Bool) {
        change { $0.ended(method, began: began, isSample: isSample, now: .now) }
    }

    /// Changes the machine and wakes whom that concerns.
    private func change(_ body: (inout AdmissionMachine) -> [AdmissionMachine.Verdict]) {
        let woken = state.withLock { $0.deliver(body(&$0.machine)) }
        for (waiter, outcome) in woken { waiter.resume(returning: outcome) }
    }

    private func outcome(_ id: Int) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                let outcome = state.withLock { state -> Outcome? in
                    if let early = state.early.removeValue(forKey: id) { return early }
                    state.waiters[id] = waiter
                    return nil
                }
                if let outcome { waiter.resume(returning: outcome) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard state.machine.cancel(id) else { return nil }
                if let waiter = state.waiters.removeValue(forKey: id) { return waiter }
                state.early[id] = .cancelled
                return nil
            }
            waiter?.resume(returning: .cancelled)
        }
    }

    /// Arrivals and ends look for who has waited too long; this does where neither comes.
    private func sweepUntilEmpty() {
        Task.detached(priority: .high) { [weak self] in
            while let self, self.sweep() {
                do { try await Task.sleep(for: .milliseconds(1)) } catch { return }
            }
        }
    }

    /// False when nobody waits any more.
    private func sweep() -> Bool {
        change { $0.sweep(.now) }
        return state.withLock { state in
            state.isSweeping = state.machine.waiting > 0
            return state.isSweeping
        }
    }
}

// MARK: Words

extension AdmissionDesk {
    /// Told to a refused caller: this, and at random up to as much again, so that those who were
    /// refused together do not come back together.
    private static let retryDelay = 0.1

    private static func status(
        _ refusal: AdmissionMachine.Refusal, _ ticket: Ticket
    ) -> Status {
        let why =
            switch refusal {
            case .full: "as many calls as may (limits.waitingCalls) wait already"
            case .busy: "more wait already than will get their turn (limits.waitOverloaded)"
            case .memory:
                "requests that wait already hold what they may together (limits.waitingBytes)"
            case .late: "its deadline would be over before the answer"
            case .waited: "no room came within the time that calls may wait (limits.wait)"
            }
        return Status(
            .resourceExhausted, "\(ticket.method): the server is busy: \(why); try again later"
        ).errorInfo(reason: "OVERLOADED", metadata: ["cause": refusal.rawValue])
            .retry(after: .seconds(retryDelay * Double.random(in: 1...2)))
    }
}
