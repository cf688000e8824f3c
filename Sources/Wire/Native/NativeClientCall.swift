internal import Messages
internal import NIOCore

/// A call as the connection knows it, before and while it is under way. Lives on the event loop.
final class NativeClientCall: Expiring, @unchecked Sendable {
    /// What is told of a call that the server answers once, and of one that it streams to.
    enum Listener {
        case unary(CheckedContinuation<Result<Payload, Status>, Never>)
        case streaming(Inbox, MethodKind)
    }

    let path: String
    let flags: FrameFlags
    let payload: ByteBuffer
    let head: [UInt8]
    let metadata: Metadata
    let deadline: ContinuousClock.Instant?
    /// Nil once the caller knows how the call ended.
    private(set) var listener: Listener?
    /// Nil until the request has been sent.
    var stream: UInt32?
    var writers = StreamWriters()
    var hasFinishedSending = false
    /// Set by the connection: the deadline has come.
    var expired: (() -> Void)?

    init(
        service: String, method: String, payload: ByteBuffer, flags: FrameFlags,
        metadata: Metadata, deadline: ContinuousClock.Instant?, listener: Listener
    ) {
        path = "\(service)/\(method)"
        head = RequestEnvelope.head(service: service, method: method)
        self.payload = payload
        self.flags = flags
        self.metadata = metadata
        self.deadline = deadline
        self.listener = listener
    }

    var isStreaming: Bool {
        if case .streaming = listener { return true }
        return false
    }

    func expire() { expired?() }

    /// The request's end: what is left of the time, and the metadata.
    func tail() -> [UInt8] {
        var nanoseconds: Int64 = 0
        if let deadline {
            // Zero would mean for ever; what is over is told as such.
            let left = ContinuousClock.now.duration(to: deadline)
            nanoseconds = max(1, TimeAmount(left).nanoseconds)
        }
        return RequestEnvelope.tail(timeoutNanoseconds: nanoseconds, metadata: metadata.entries)
    }

    func take(_ message: Payload) -> Bool {
        guard case .streaming(let inbox, _) = listener else { return true }
        return inbox.put(message)
    }

    /// A whole answer: the last thing that is heard of the call.
    func respond(_ result: Result<Payload, Status>) {
        switch listener {
        case .unary(let continuation): continuation.resume(returning: result)
        case .streaming(let inbox, let kind):
            switch result {
            case .success(let payload):
                if kind == .clientStreaming || payload.count > 0 { _ = inbox.put(payload) }
                inbox.finish()
            case .failure(let status): inbox.finish(throwing: status)
            }
        case nil: return
        }
        listener = nil
        writers.resume(.failure(result.failure ?? Status(.cancelled, "the call has ended")))
    }

    func finish() {
        guard case .streaming(let inbox, _) = listener else { return }
        inbox.finish()
        listener = nil
        writers.resume(.failure(Status(.cancelled, "the call has ended")))
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { return failure }
        return nil
    }
}
