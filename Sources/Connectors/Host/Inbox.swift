internal import Messages
internal import Synchronization

/// Lets so many events of a connector in at a time. The others wait in order, which slows the
/// connector down; when too many wait, the next is told to try again.
final class Inbox: Sendable {
    private struct State {
        var atWork = 0
        var next = 0
        var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    private let state = Mutex(State())
    private let atWorkMax: Int
    private let waitingMax: Int

    init(atWork: Int, waiting: Int) {
        precondition(atWork > 0)
        atWorkMax = atWork
        waitingMax = waiting
    }

    var counts: (atWork: Int, waiting: Int) {
        state.withLock { ($0.atWork, $0.waiting.count) }
    }

    /// Runs `work` when there is room.
    func take<Answer: Sendable>(
        _ work: () async throws -> Answer
    ) async throws -> Answer {
        try await enter()
        defer { leave() }
        return try await work()
    }

    private enum Entry {
        case entered, full
        case wait(Int)
    }

    private func enter() async throws {
        let entry: Entry = state.withLock { state in
            if state.atWork < atWorkMax {
                state.atWork += 1
                return .entered
            }
            guard state.waiting.count < waitingMax else { return .full }
            state.next += 1
            return .wait(state.next)
        }
        switch entry {
        case .entered: return
        case .full:
            throw Status(
                .resourceExhausted,
                "\(atWorkMax) events of this connector are worked on, \(waitingMax) wait; try again"
            )
        case .wait(let id):
            let entered = await withTaskCancellationHandler {
                await withCheckedContinuation { wait(id, $0) }
            } onCancel: {
                giveUp(id)
            }
            guard entered else { throw CancellationError() }
        }
    }

    private func wait(_ id: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let now: Bool? = state.withLock { state in
            // Room may have come, and the task may have been cancelled, since `enter` looked.
            if Task.isCancelled { return false }
            if state.atWork < atWorkMax {
                state.atWork += 1
                return true
            }
            state.waiting.append((id, continuation))
            return nil
        }
        if let now { continuation.resume(returning: now) }
    }

    private func giveUp(_ id: Int) {
        let waiter = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        waiter?.continuation.resume(returning: false)
    }

    private func leave() {
        let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
            state.atWork -= 1
            return nil
        }
        next?.resume(returning: true)
    }
}
