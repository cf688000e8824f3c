internal import Messages
internal import NIOCore

/// Tasks that wait to send on one stream while its queue is full. Lives on the event loop.
struct StreamWriters {
    typealias Continuation = CheckedContinuation<Result<Void, Status>, Never>

    private struct Waiter {
        let ticket: UInt64
        let continuation: Continuation
        let since: NIODeadline
    }

    private var waiters: [Waiter] = []

    /// Since when the oldest has waited.
    var waitingSince: NIODeadline? { waiters.first?.since }

    mutating func wait(_ continuation: Continuation, ticket: UInt64) {
        waiters.append(Waiter(ticket: ticket, continuation: continuation, since: .now()))
    }

    mutating func cancel(ticket: UInt64) {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiters.remove(at: index).continuation.resume(
            returning: .failure(Status(.cancelled, "the task that sends was cancelled")))
    }

    mutating func resume(_ result: Result<Void, Status>) {
        let all = waiters
        waiters = []
        for waiter in all { waiter.continuation.resume(returning: result) }
    }
}
