internal import Messages
internal import NIOCore

/// What a streaming handler reads and writes through. Usable from any task: it goes to the event
/// loop
/// where it is not there already, which makes it safe to send.
final class GRPCServerMessages: RequestStream, ReplyStream, @unchecked Sendable {
    private let stream: GRPCServerStream
    private let loop: any EventLoop

    init(_ stream: GRPCServerStream, loop: any EventLoop) {
        self.stream = stream
        self.loop = loop
    }

    func next() async throws(Status) -> Payload? {
        if loop.inEventLoop, let next = stream.takeNow() { return try next.get() }
        let result = await Waiter<Result<Payload?, Status>>.wait(
            on: loop, cancelled: .failure(Status(.cancelled, "the call was cancelled")),
            begin: { self.stream.read($0) }, forget: { self.stream.forget($0) })
        return try result.get()
    }

    func send(_ message: Payload) async throws(Status) {
        if loop.inEventLoop {
            guard try stream.send(message).get() else { return }
            return try await waitForRoom()
        }
        let sent = await withCheckedContinuation { continuation in
            loop.execute { continuation.resume(returning: self.stream.send(message)) }
        }
        if try sent.get() { try await waitForRoom() }
    }

    private func waitForRoom() async throws(Status) {
        let result = await Waiter<Result<Void, Status>>.wait(
            on: loop, cancelled: .failure(Status(.cancelled, "the call was cancelled")),
            begin: { self.stream.waitForRoom($0) }, forget: { self.stream.writers.remove($0) })
        try result.get()
    }
}
