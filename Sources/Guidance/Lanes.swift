internal import Messages
internal import Synchronization

/// One event of a conversation at a time, in the order of arrival; conversations side by side.
/// Waiting suspends a task and blocks no thread.
final class Lanes: Sendable {
    private struct Lane {
        var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }
    private struct State {
        /// Conversations with an event under way.
        var busy: [ConversationKey: Lane] = [:]
        var next = 0
    }
    private let state = Mutex(State())
    private let waitingMax: Int

    init(waitingMax: Int = GuidanceLimits.waitingEvents) { self.waitingMax = waitingMax }

    /// Runs `work` when every event of `key` that came before has ended.
    func run<Value: Sendable>(
        _ key: ConversationKey, _ work: () async throws(Status) -> Value
    ) async throws(Status) -> Value {
        try await enter(key)
        defer { leave(key) }
        return try await work()
    }

    private enum Entrance {
        case free, full
        case wait(Int)
    }

    private func enter(_ key: ConversationKey) async throws(Status) {
        let entrance: Entrance = state.withLock { state in
            guard let lane = state.busy[key] else {
                state.busy[key] = Lane()
                return .free
            }
            if lane.waiting.count >= waitingMax { return .full }
            state.next += 1
            return .wait(state.next)
        }
        switch entrance {
        case .free: return
        case .full:
            throw Status(
                .resourceExhausted,
                "\(waitingMax) events of conversation \(key.conversation) wait already"
            ).retry(after: .seconds(1))
        case .wait(let id):
            guard await wait(id, key) else {
                throw Status(.cancelled, "cancelled while waiting for an earlier event")
            }
        }
    }

    /// True when the lane is ours; false when the task was cancelled first.
    private func wait(_ id: Int, _ key: ConversationKey) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    guard state.busy[key] != nil else {
                        // It became free since we asked.
                        state.busy[key] = Lane()
                        return true
                    }
                    if Task.isCancelled { return false }
                    state.busy[key]?.waiting.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard let index = state.busy[key]?.waiting.firstIndex(where: { $0.id == id })
                else { return nil }
                return state.busy[key]?.waiting.remove(at: index).continuation
            }
            waiter?.resume(returning: false)
        }
    }

    private func leave(_ key: ConversationKey) {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard var lane = state.busy[key], !lane.waiting.isEmpty else {
                state.busy[key] = nil
                return nil
            }
            let first = lane.waiting.removeFirst()
            state.busy[key] = lane
            return first.continuation
        }
        next?.resume(returning: true)
    }

    /// Conversations with an event under way.
    var busyCount: Int { state.withLock { $0.busy.count } }

    /// Events that wait for an earlier one of their conversation.
    var waitingCount: Int {
        state.withLock { $0.busy.values.reduce(0) { $0 + $1.waiting.count } }
    }
}
