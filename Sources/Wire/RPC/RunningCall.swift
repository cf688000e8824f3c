internal import Messages
internal import NIOCore
internal import Synchronization
internal import Tracing

/// A call whose handler is at work.
///
/// Everything but the handler's own task happens on the connection's event loop, and so does the
/// handler until it goes elsewhere; that, and nothing else, makes the mutable state below safe.
final class RunningCall: Expiring, @unchecked Sendable {
    let call: Call
    private let context: ConnectionContext
    private let since: ContinuousClock.Instant
    /// Current while the handler is at work, where somebody traces the call.
    private let trace: ServiceContext?
    private var task: Task<Void, Never>?
    /// Nil once the caller has been answered.
    private var end: Dispatcher.End?
    private var code: StatusCode?
    private var hasReturned = false

    init(
        _ call: Call, on context: ConnectionContext, since: ContinuousClock.Instant,
        trace: ServiceContext?, end: @escaping Dispatcher.End
    ) {
        self.call = call
        self.context = context
        self.since = since
        self.trace = trace
        self.end = end
    }

    /// The caller has been answered.
    var isOver: Bool { end == nil }

    /// Starts the handler on the event loop at once. One that need not wait has answered when this
    /// returns.
    func run(_ handler: @escaping @Sendable () async throws -> Payload) {
        context.callsUnderWay += 1
        context.figures?.calls.add(1, ordering: .relaxed)
        task = Task.immediate(executorPreference: context.executor) { [self] in
            let result: Result<Payload, Status>
            do {
                if let trace {
                    result = .success(
                        try await ServiceContext.withValue(trace) { try await handler() })
                } else {
                    result = .success(try await handler())
                }
            } catch {
                result = .failure(context.dispatcher.status(for: error, in: call))
            }
            if context.loop.inEventLoop {
                handlerReturned(result)
            } else {
                context.loop.execute { self.handlerReturned(result) }
            }
        }
        if !hasReturned, let deadline = call.deadline {
            context.deadlines.add(self, at: deadline)
        }
    }

    /// Answers the caller with `status` and asks the handler to stop. Does nothing to a call that
    /// is over.
    func cancel(_ status: Status) {
        answer(.failure(status))
        task?.cancel()
    }

    /// The deadline has come.
    func expire() {
        cancel(Status(.deadlineExceeded, "\(call.path): the deadline came before the answer"))
    }

    private func handlerReturned(_ result: Result<Payload, Status>) {
        hasReturned = true
        if call.deadline != nil { context.deadlines.remove(self) }
        context.callsUnderWay -= 1
        context.figures?.calls.subtract(1, ordering: .relaxed)
        answer(result)
        // The slot was the call's until here: a cancelled handler that goes on computing is still a
        // load.
        context.dispatcher.finished(call, code ?? result.code, since: since, trace)
        task = nil
        context.callReturned?()
    }

    private func answer(_ result: Result<Payload, Status>) {
        guard let end else { return }
        self.end = nil
        code = result.code
        end(result)
    }
}
