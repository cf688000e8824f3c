internal import Messages
internal import NIOCore
internal import Synchronization

/// A streaming call seen from the native client. A method that takes one message sends it in its
/// request, so such a call begins with its first message.
final class NativeClientStream: ClientStream, @unchecked Sendable {
    private let connection: NativeClientConnection
    private let limits: WireLimits
    private let kind: MethodKind
    private let inbox: Inbox
    private let make: @Sendable (ByteBuffer) -> NativeClientCall
    private let tickets = Atomic<UInt64>(0)
    /// On the event loop: nil until the request is on its way.
    private var call: NativeClientCall?
    /// On the event loop.
    private var isCancelled = false

    init(
        on connection: NativeClientConnection, limits: WireLimits, service: String, method: String,
        kind: MethodKind, options: CallOptions
    ) {
        self.connection = connection
        self.limits = limits
        self.kind = kind
        let inbox = Inbox(limits: limits)
        self.inbox = inbox
        let deadline = options.timeout.map { ContinuousClock.now + $0 }
        let flags: FrameFlags = kind == .serverStreaming ? .remoteClosed : .remoteOpen
        make = { payload in
            NativeClientCall(
                service: service, method: method, payload: payload, flags: flags,
                metadata: options.metadata, deadline: deadline, listener: .streaming(inbox, kind))
        }
        if kind != .serverStreaming { connection.loop.execute { self.start(ByteBuffer()) } }
    }

    deinit {
        guard let call else { return }
        let connection = connection
        connection.loop.execute { connection.end(call, .cancelledByCaller) }
    }

    private func start(_ payload: ByteBuffer) {
        guard call == nil, !isCancelled else { return }
        let call = make(payload)
        self.call = call
        connection.start(call)
    }

    func send(_ message: Payload) async throws(Status) {
        let ticket = tickets.add(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: StreamWriters.Continuation) in
                connection.loop.execute { self.send(message, ticket, continuation) }
            }
        } onCancel: {
            connection.loop.execute { self.call?.writers.cancel(ticket: ticket) }
        }
        try result.get()
    }

    private func send(
        _ message: Payload, _ ticket: UInt64, _ continuation: StreamWriters.Continuation
    ) {
        if let call {
            connection.send(message, on: call, ticket: ticket, continuation)
        } else if isCancelled {
            continuation.resume(returning: .failure(.cancelledByCaller))
        } else if message.count > limits.messageBytes {
            continuation.resume(returning: .failure(limits.tooLong(message)))
        } else {
            start(message.buffer)
            continuation.resume(returning: .success(()))
        }
    }

    func finishSending() async throws(Status) {
        await withCheckedContinuation { continuation in
            connection.loop.execute {
                self.start(ByteBuffer())
                if let call = self.call { self.connection.finishSending(call) }
                continuation.resume()
            }
        }
    }

    func next() async throws(Status) -> Payload? { try await inbox.next() }

    func cancel() {
        connection.loop.execute {
            self.isCancelled = true
            if let call = self.call {
                self.connection.end(call, .cancelledByCaller)
            } else {
                self.inbox.fail(.cancelledByCaller)
            }
        }
    }
}
