internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// One call as the client sees it. On the connection's event loop only.
final class GRPCClientStream: HTTP2Stream, @unchecked Sendable {
    /// Messages may go out compressed.
    let compresses: Bool
    var answer = GRPCAnswer()
    private var outcome: Result<Void, Status>?
    private var readers = Waiters<Result<Payload?, Status>>()
    private var deadline: Scheduled<Void>?

    init(compresses: Bool, messageLimit: Int) {
        self.compresses = compresses
        super.init(messageLimit: messageLimit)
    }

    private var client: GRPCClientConnection? {
        connection.map { unsafeDowncast($0, to: GRPCClientConnection.self) }
    }

    /// Gives up after `timeout`, whether or not the server does.
    func expire(in timeout: Duration, of path: String, on loop: any EventLoop) {
        deadline = loop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
            self.end(Status(.deadlineExceeded, "\(path): no answer within \(timeout)"))
        }
    }

    /// Ends the call from our side.
    func end(_ status: Status) {
        guard outcome == nil else { return }
        conclude(.failure(status))
        client?.reset(self)
    }

    // MARK: Outbound

    func send(_ message: Payload) -> Result<Bool, Status> {
        if let ended = endedForWriters { return .failure(ended) }
        if hasEnded { return .failure(Status(.internal, "a message after finishSending()")) }
        do throws(Status) {
            if message.isCompressed && compresses {
                enqueue(try Gzip.deflated(message.buffer), isCompressed: true)
            } else {
                enqueue(message.buffer, isCompressed: false)
            }
        } catch {
            return .failure(error)
        }
        return .success(!hasRoom)
    }

    func waitForRoom(_ waiter: Waiter<Result<Void, Status>>) {
        if let ended = endedForWriters { return waiter.resume(.failure(ended)) }
        if hasRoom { return waiter.resume(.success(())) }
        writers.add(waiter)
    }

    /// A server may answer before it has heard everything; the writer learns that nobody listens.
    private var endedForWriters: Status? {
        switch outcome {
        case nil: nil
        case .success: Status(.cancelled, "the server has ended the call")
        case .failure(let status): status
        }
    }

    // MARK: Inbound

    override var wantsMessage: Bool { !readers.isEmpty }

    override func received() { feedReaders() }

    override func receivedEnd() {
        feedReaders()
        // Answered before we had said everything: the rest is not wanted, and the stream would stay
        // open.
        guard !hasEnded else { return }
        conclude(finalOutcome(NGHTTP2_NO_ERROR))
        client?.reset(self)
    }

    func headersArrived() {
        switch answer.encoding {
        case nil, "identity": break
        case "gzip": inflates = true
        case let other?:
            end(Status(.internal, "the server's grpc-encoding is \(other); only gzip is known"))
        }
    }

    func takeNow() -> Result<Payload?, Status>? {
        do throws(Status) {
            if let message = try reader.next(inflate: inflates) {
                releaseWindow(keeping: reader.count)
                return .success(message)
            }
        } catch {
            end(error)
            return .failure(error)
        }
        return outcome?.map { nil }
    }

    func read(_ waiter: Waiter<Result<Payload?, Status>>) {
        if let next = takeNow() { return waiter.resume(next) }
        readers.add(waiter)
        releaseWindow()
    }

    func forget(_ waiter: Waiter<Result<Payload?, Status>>) { readers.remove(waiter) }

    private func feedReaders() {
        while !readers.isEmpty, let next = takeNow() { readers.resumeFirst(next) }
    }

    // MARK: The end

    override func closed(_ code: nghttp2_error_code, connectionEnded: Status?) {
        if let connectionEnded, outcome == nil { return conclude(.failure(connectionEnded)) }
        conclude(finalOutcome(code))
    }

    private func finalOutcome(_ code: nghttp2_error_code) -> Result<Void, Status> {
        let result = answer.outcome(code)
        if case .success = result, reader.endsInsideMessage {
            return .failure(Status(.internal, "the answer ends inside a message"))
        }
        return result
    }

    private func conclude(_ result: Result<Void, Status>) {
        guard outcome == nil else { return }
        outcome = result
        deadline?.cancel()
        deadline = nil
        if case .failure = result { reader.removeAll() }
        feedReaders()
        if let ended = endedForWriters { resumeWriters(.failure(ended)) }
    }
}
