internal import Messages
internal import Synchronization

/// One computation that several callers wait for. Each may give up alone; when the last one has,
/// it is cancelled.
final class Flight: Sendable {
    typealias Answer = Result<Embedding, EmbeddingError>

    private struct State {
        var waiting: [Int: CheckedContinuation<Answer, Never>] = [:]
        var next = Flight.first
        /// How many boarded and have not left.
        var boarded = 1
        var left: Set<Int> = []
        var answer: Answer?
        var task: Task<Void, Never>?
        var isAbandoned = false
    }

    /// The place of whoever made the flight.
    static let first = 0

    private let state = Mutex(State())

    /// Says which task computes the answer.
    func computed(by task: Task<Void, Never>) {
        let isAbandoned = state.withLock { state in
            state.task = task
            return state.isAbandoned
        }
        if isAbandoned { task.cancel() }
    }

    func land(_ answer: Answer) {
        let waiting = state.withLock { state in
            state.answer = answer
            defer { state.waiting = [:] }
            return state.waiting.values.map(\.self)
        }
        for one in waiting { one.resume(returning: answer) }
    }

    /// A place among those who wait; nil if everybody left and the computation is being cancelled.
    func board() -> Int? {
        state.withLock { state in
            if state.isAbandoned { return nil }
            state.next += 1
            state.boarded += 1
            return state.next
        }
    }

    func wait(at place: Int) async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: Answer? = state.withLock { state in
                    if let answer = state.answer { return answer }
                    if state.left.contains(place) { return .failure(Self.cancelled) }
                    state.waiting[place] = continuation
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            leave(place)
        }
    }

    private static let cancelled = EmbeddingError(.cancelled, "the caller gave up waiting")

    private func leave(_ place: Int) {
        let (continuation, task) = state.withLock { state in
            state.left.insert(place)
            state.boarded -= 1
            if state.boarded == 0, state.answer == nil { state.isAbandoned = true }
            return (
                state.waiting.removeValue(forKey: place), state.isAbandoned ? state.task : nil
            )
        }
        task?.cancel()
        continuation?.resume(returning: .failure(Self.cancelled))
    }
}
