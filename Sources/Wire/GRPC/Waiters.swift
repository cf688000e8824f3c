internal import NIOCore

/// Tasks that wait on an event loop for something to happen, each resumed once.
struct Waiters<Value: Sendable> {
    private var waiting: [Waiter<Value>] = []

    var isEmpty: Bool { waiting.isEmpty }

    mutating func add(_ waiter: Waiter<Value>) { waiting.append(waiter) }

    mutating func resumeFirst(_ value: Value) {
        if !waiting.isEmpty { waiting.removeFirst().resume(value) }
    }

    mutating func resumeAll(_ value: Value) {
        guard !waiting.isEmpty else { return }
        let all = waiting
        waiting = []
        for waiter in all { waiter.resume(value) }
    }

    mutating func remove(_ waiter: Waiter<Value>) { waiting.removeAll { $0 === waiter } }
}

/// One waiting task. Its members are for the event loop alone, which makes it safe to send there.
final class Waiter<Value: Sendable>: @unchecked Sendable {
    private var continuation: CheckedContinuation<Value, Never>?
    /// The task was cancelled, perhaps before it had begun to wait.
    private(set) var isCancelled = false

    /// Suspends until `begin` or whoever it gives the waiter to resumes it. `begin` runs on `loop`.
    /// When the task is cancelled the result is `cancelled`, and `forget` runs on the loop.
    static func wait(
        on loop: any EventLoop, cancelled: Value, begin: @escaping @Sendable (Waiter) -> Void,
        forget: @escaping @Sendable (Waiter) -> Void
    ) async -> Value {
        let waiter = Waiter()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.run {
                    waiter.continuation = continuation
                    if waiter.isCancelled { waiter.resume(cancelled) } else { begin(waiter) }
                }
            }
        } onCancel: {
            loop.execute {
                waiter.isCancelled = true
                forget(waiter)
                waiter.resume(cancelled)
            }
        }
    }

    func resume(_ value: Value) {
        continuation?.resume(returning: value)
        continuation = nil
    }
}

extension EventLoop {
    /// At once where we are on the loop already.
    func run(_ work: @escaping @Sendable () -> Void) {
        if inEventLoop { work() } else { execute(work) }
    }
}
