internal import Messages
internal import NIOCore

/// A streaming call in the hands of its caller. Usable from any task; dropping it cancels the call.
/// Goes to the event loop for everything, which makes it safe to send.
final class GRPCClientCall: ClientStream, @unchecked Sendable {
    private let stream: GRPCClientStream
    private let loop: any EventLoop

    init(_ stream: GRPCClientStream, loop: any EventLoop) {
        self.stream = stream
        self.loop = loop
    }

    deinit { cancel() }

    func send(_ message: Payload) async throws(Status) {
        let stream = stream
        let sent = await withCheckedContinuation { continuation in
            loop.run { continuation.resume(returning: stream.send(message)) }
        }
        guard try sent.get() else { return }
        let result = await Waiter<Result<Void, Status>>.wait(
            on: loop, cancelled: .failure(Status(.cancelled, "the call was cancelled")),
            begin: { stream.waitForRoom($0) }, forget: { stream.writers.remove($0) })
        try result.get()
    }

    func finishSending() async throws(Status) {
        let stream = stream
        loop.run { stream.endOutbound() }
    }

    func next() async throws(Status) -> Payload? {
        let stream = stream
        let result = await Waiter<Result<Payload?, Status>>.wait(
            on: loop, cancelled: .failure(Status(.cancelled, "the call was cancelled")),
            begin: { stream.read($0) },
            forget: {
                stream.forget($0)
                stream.end(Status(.cancelled, "the call was cancelled"))
            })
        return try result.get()
    }

    func cancel() {
        let stream = stream
        loop.run { stream.end(Status(.cancelled, "the caller cancelled the call")) }
    }
}
