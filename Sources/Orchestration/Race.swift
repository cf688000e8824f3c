internal import Synchronization

/// Work against a deadline. Late work is cancelled and not waited for.
enum Race {
    /// What `work` returned, or nil where it was not there by `limit`.
    static func run<Found: Sendable>(
        until limit: ContinuousClock.Instant, _ work: @escaping @Sendable () async throws -> Found
    ) async throws -> Found? {
        let finish = Finish<Found?>()
        // Begins on this thread: work that turns out not to wait costs no timer and changes no
        // thread.
        let job = Task.immediate {
            do {
                finish.settle(.success(try await work()))
            } catch {
                finish.settle(.failure(error))
            }
        }
        if let ready = finish.ready() { return try ready.get() }
        let timer = Task {
            do {
                try await Task.sleep(until: limit, clock: .continuous)
                finish.settle(.success(nil))
            } catch {
                // Cancelled: the work was in time.
            }
        }
        defer {
            job.cancel()
            timer.cancel()
        }
        return try await withTaskCancellationHandler {
            try await finish.value()
        } onCancel: {
            finish.settle(.failure(CancellationError()))
        }
    }
}

/// Settled once, by whoever is first; read once.
private final class Finish<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Value, any Error>)
        case settled(Result<Value, any Error>)
        case read
    }
    private let state = Mutex(State.open)

    func settle(_ result: Result<Value, any Error>) {
        let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .open:
                state = .settled(result)
                return nil
            case .waiting(let continuation):
                state = .read
                return continuation
            case .settled, .read:
                return nil
            }
        }
        waiter?.resume(with: result)
    }

    /// What it was settled with, if it has been.
    func ready() -> Result<Value, any Error>? {
        state.withLock { state in
            guard case .settled(let result) = state else { return nil }
            state = .read
            return result
        }
    }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let ready: Result<Value, any Error>? = state.withLock { state in
                if case .settled(let result) = state {
                    state = .read
                    return result
                }
                state = .waiting(continuation)
                return nil
            }
            if let ready { continuation.resume(with: ready) }
        }
    }
}
