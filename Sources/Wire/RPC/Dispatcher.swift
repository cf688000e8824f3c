internal import Logging
internal import Messages
internal import Tracing

/// What both RPC doors do with a call: find its method, ask the gate, run the handler under the
/// caller's deadline, and say how it ended.
///
/// A door reads its own framing, makes a ``Call`` of it, and comes here on the connection's event
/// loop:
/// ```
/// guard let route = dispatcher.routes.find(path: path) else { refuse(dispatcher.unknown(…)) }
/// running = dispatcher.start(route, payload, call, on: context) { result in … write … }
/// ```
/// `end` runs once, on the event loop: before `start` returns when the handler did not have to
/// wait, later otherwise. `start` gives back the call only if it is still under way, for
/// ``RunningCall/cancel(_:)``.
final class Dispatcher: Sendable {
    let routes: Routes
    let drain: DrainSignal
    let gate: any CallGate
    private let watch: (any CallWatch)?
    let logger: Logger

    typealias End = (Result<Payload, Status>) -> Void

    init(
        services: [Service], gate: any CallGate, watch: (any CallWatch)? = nil,
        drain: DrainSignal = DrainSignal(), logger: Logger
    ) {
        routes = Routes(services)
        self.gate = gate
        self.watch = watch
        self.drain = drain
        self.logger = logger
    }

    /// What a caller hears who asks for something that is not served.
    func unknown(service: String, method: String) -> Status {
        if routes.has(service: service) {
            return Status(.unimplemented, "service \(service) has no method \(method)")
        }
        return Status(.unimplemented, "no service \(service) is served here")
    }

    /// Runs a method of kind unary.
    func start(
        _ route: Route, _ request: Payload, _ call: Call, on context: ConnectionContext,
        end: @escaping End
    ) -> RunningCall? {
        let now = ContinuousClock.now
        let trace = watch?.began(call)
        if let refusal = refusal(of: call, on: context, at: now) {
            refused(call, refusal, since: now, trace)
            end(.failure(refusal))
            return nil
        }
        switch route.method.handler {
        case .immediate(let answer):
            let result: Result<Payload, Status>
            do throws(Status) {
                result = .success(try answer(request, call))
            } catch {
                result = .failure(error)
            }
            finished(call, result.code, since: now, trace)
            end(result)
            return nil
        case .unary(let answer):
            let seat: Seat?
            do throws(Status) {
                seat = try gate.seat(for: call, bytes: request.count)
            } catch {
                finished(call, error.code, since: now, trace)
                end(.failure(error))
                return nil
            }
            let running = RunningCall(call, on: context, since: now, trace: trace, end: end)
            running.run {
                guard let seat else { return try await answer(request, call) }
                return try await seat.run { try await answer(request, call) }
            }
            return running.isOver ? nil : running
        case .streaming:
            preconditionFailure("\(call.path) streams: the door calls start(_:reading:writing:…)")
        }
    }

    /// Runs a method of one of the streaming kinds. A success carries an empty payload: what the
    /// handler had to say went through `replies`.
    func start(
        _ route: Route, reading requests: any RequestStream, writing replies: any ReplyStream,
        _ call: Call, on context: ConnectionContext, end: @escaping End
    ) -> RunningCall? {
        guard case .streaming(let serve) = route.method.handler else {
            preconditionFailure("\(call.path) does not stream: the door calls start(_:_:_:on:end:)")
        }
        let now = ContinuousClock.now
        let trace = watch?.began(call)
        if let refusal = refusal(of: call, on: context, at: now) {
            refused(call, refusal, since: now, trace)
            end(.failure(refusal))
            return nil
        }
        let running = RunningCall(call, on: context, since: now, trace: trace, end: end)
        running.run {
            try await serve(requests, replies, call)
            return Payload()
        }
        return running.isOver ? nil : running
    }

    /// An admitted call is over.
    func finished(
        _ call: Call, _ code: StatusCode, since: ContinuousClock.Instant, _ trace: ServiceContext?
    ) {
        let duration = since.duration(to: .now)
        gate.finished(call, code: code, duration: duration)
        watch?.ended(call, code: code, duration: duration, wasAdmitted: true, trace: trace)
    }

    private func refused(
        _ call: Call, _ refusal: Status, since: ContinuousClock.Instant, _ trace: ServiceContext?
    ) {
        watch?.ended(
            call, code: refusal.code, duration: since.duration(to: .now), wasAdmitted: false,
            trace: trace)
    }

    private func refusal(
        of call: Call, on context: ConnectionContext, at now: ContinuousClock.Instant
    ) -> Status? {
        if let deadline = call.deadline, deadline <= now {
            return Status(
                .deadlineExceeded,
                "\(call.path): the deadline was over when the call arrived; it did not run")
        }
        // HTTP/2 says itself, by GOAWAY, which calls are not taken any more; those that come before
        // it has said so are served. ttrpc has no such word but this.
        if drain.isDraining, call.door != .grpc {
            return Status(.unavailable, "the server is stopping and takes no new calls; try again")
                .errorInfo(reason: "SERVER_STOPPING").retry(after: .zero)
        }
        // Calls that were cancelled, and whose handlers have not noticed yet, count as well.
        let calls = context.limits.streamsPerConnection
        if context.callsUnderWay >= calls {
            return Status(
                .resourceExhausted,
                "more than limits.streamsPerConnection = \(calls) calls at once on this connection")
        }
        do throws(Status) {
            try gate.admit(call)
            return nil
        } catch {
            return error
        }
    }

    /// A handler's error as the caller may see it. What is not a ``Messages/Status`` is a defect:
    /// the log has it, the caller learns that much and no more.
    func status(for error: any Error, in call: Call) -> Status {
        if let status = error as? Status { return status }
        if error is CancellationError {
            return Status(.cancelled, "\(call.path) was cancelled")
        }
        logger.error(
            "a handler failed",
            metadata: [
                "method": "\(call.path)", "request": "\(call.requestID)", "error": "\(error)",
            ])
        return Status(.internal, "\(call.path) failed inside the server; its log says why")
    }
}

extension Result where Success == Payload, Failure == Status {
    var code: StatusCode {
        switch self {
        case .success: .ok
        case .failure(let status): status.code
        }
    }
}
