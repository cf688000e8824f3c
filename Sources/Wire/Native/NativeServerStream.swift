internal import Messages
internal import NIOCore
internal import Synchronization

/// A streaming call on the server's side: what its handler reads from and writes to.
///
/// The mutable parts belong to the connection's event loop; a handler elsewhere goes there first.
final class NativeServerStream: RequestStream, ReplyStream, @unchecked Sendable {
    let id: UInt32
    let kind: MethodKind
    let inbox: Inbox
    private let loop: any EventLoop
    private let limits: WireLimits
    private let port: FramePort
    private let tickets = Atomic<UInt64>(0)

    // MARK: On the event loop

    var running: RunningCall?
    /// The one answer of a client-streaming call, which travels with the status.
    private(set) var reply: Payload?
    private(set) var writers = StreamWriters()
    /// How the call ended; nothing more is sent then.
    private var end: Status?

    init(
        id: UInt32, kind: MethodKind, loop: any EventLoop, limits: WireLimits, port: FramePort
    ) {
        self.id = id
        self.kind = kind
        self.loop = loop
        self.limits = limits
        self.port = port
        inbox = Inbox(limits: limits)
    }

    func next() async throws(Status) -> Payload? { try await inbox.next() }

    func send(_ message: Payload) async throws(Status) {
        let ticket = tickets.add(1, ordering: .relaxed).newValue
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: StreamWriters.Continuation) in
                if loop.inEventLoop {
                    send(message, ticket, continuation)
                } else {
                    loop.execute { self.send(message, ticket, continuation) }
                }
            }
        } onCancel: {
            loop.execute { self.writers.cancel(ticket: ticket) }
        }
        try result.get()
    }

    private func send(
        _ message: Payload, _ ticket: UInt64, _ continuation: StreamWriters.Continuation
    ) {
        if let end {
            continuation.resume(returning: .failure(end))
        } else if message.count > limits.messageBytes {
            continuation.resume(returning: .failure(limits.tooLong(message)))
        } else if kind == .clientStreaming {
            let isFirst = reply == nil
            reply = message
            continuation.resume(
                returning: isFirst
                    ? .success(())
                    : .failure(Status(.internal, "the method has one answer, and sent two")))
        } else {
            port.message(id, message.buffer)
            if port.isFull(id) {
                writers.wait(continuation, ticket: ticket)
            } else {
                continuation.resume(returning: .success(()))
            }
        }
    }

    /// The peer has taken enough for the writers to go on.
    func drained() {
        if !port.isFull(id) { writers.resume(.success(())) }
    }

    /// The call is over, however it came to that: whoever reads or writes learns it.
    func close(_ status: Status) {
        end = status
        inbox.fail(status)
        writers.resume(.failure(status))
    }
}

extension WireLimits {
    func tooLong(_ message: Payload) -> Status {
        Status(
            .resourceExhausted,
            "a message of \(message.count) bytes is longer than limits.messageBytes = \(messageBytes)"
        )
    }
}
