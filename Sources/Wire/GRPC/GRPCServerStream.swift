internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// One call as the server sees it. On the connection's event loop only.
///
/// A unary call gathers its request and starts its handler at the peer's END_STREAM; a streaming
/// one
/// starts at once and reads and writes through ``GRPCServerMessages``.
final class GRPCServerStream: HTTP2Stream, @unchecked Sendable {
    enum Phase {
        /// Header fields or, for a unary call, the message are arriving.
        case arriving
        /// The handler is at work.
        case running
        /// The answer is complete, at least as far as nghttp2's queue.
        case answered
    }

    /// Nil once the stream is closed.
    private var server: GRPCServerConnection? {
        connection.map { unsafeDowncast($0, to: GRPCServerConnection.self) }
    }
    var phase = Phase.arriving
    var route: Route?
    var call: Call?
    var running: RunningCall?
    /// Messages may go out compressed.
    var peerAcceptsGzip = false
    private var compresses = false
    private var hasSentHeaders = false
    /// Nil for the common "grpc-status: 0" alone.
    private var trailers: HeaderFields?
    /// Why readers and writers hear an error now.
    private var failure: Status?
    private var readers = Waiters<Result<Payload?, Status>>()
    /// Bytes came since the last tick.
    var hasProgress = true

    override func reset() {
        super.reset()
        phase = .arriving
        route = nil
        call = nil
        running = nil
        peerAcceptsGzip = false
        compresses = false
        hasSentHeaders = false
        trailers = nil
        failure = nil
        hasProgress = true
    }

    var isUnary: Bool { route?.method.kind == .unary }

    // MARK: Inbound

    override var wantsMessage: Bool {
        switch phase {
        case .arriving, .answered: true
        case .running: !readers.isEmpty
        }
    }

    override func received() {
        hasProgress = true
        switch phase {
        case .arriving:
            if isUnary && reader.exceedsOneMessage { startUnary() }
        case .running:
            feedReaders()
        case .answered:
            reader.removeAll()
        }
    }

    override func receivedEnd() {
        switch phase {
        case .arriving: if isUnary { startUnary() }
        case .running: feedReaders()
        case .answered: break
        }
    }

    private func startUnary() {
        do throws(Status) {
            guard let message = try reader.next(inflate: inflates) else {
                let what =
                    reader.count == 0
                    ? "a request without a message" : "a request that ends inside its message"
                throw Status(
                    .unimplemented, "\(what); \(route?.method.name ?? "") takes exactly one")
            }
            guard reader.count == 0 else {
                throw Status(
                    .unimplemented,
                    "a request with more than one message; "
                        + "\(route?.method.name ?? "") takes exactly one"
                )
            }
            server?.start(self, message)
        } catch {
            finish(.failure(error))
        }
    }

    private func feedReaders() {
        while !readers.isEmpty, let next = takeNow() { readers.resumeFirst(next) }
    }

    /// The next message, the end or the failure where there is one; nil where one has to wait.
    func takeNow() -> Result<Payload?, Status>? {
        if let failure { return .failure(failure) }
        do throws(Status) {
            if let message = try reader.next(inflate: inflates) {
                releaseWindow(keeping: reader.count)
                return .success(message)
            }
        } catch {
            // The caller breaks the rules of its own stream: the call ends, whatever the handler
            // says.
            failure = error
            if let running { running.cancel(error) } else { finish(.failure(error)) }
            return .failure(error)
        }
        guard peerEnded else { return nil }
        if reader.count == 0 { return .success(nil) }
        return .failure(Status(.internal, "the request stream ended inside a message"))
    }

    func read(_ waiter: Waiter<Result<Payload?, Status>>) {
        if let next = takeNow() { return waiter.resume(next) }
        readers.add(waiter)
        hasProgress = true
        releaseWindow()
    }

    func forget(_ waiter: Waiter<Result<Payload?, Status>>) { readers.remove(waiter) }

    var waitsForBytes: Bool {
        phase == .arriving || (!readers.isEmpty && reader.count > 0)
    }

    // MARK: Outbound

    /// Queues one message of a streaming call. True when the writer should wait for room.
    func send(_ message: Payload) -> Result<Bool, Status> {
        if let failure { return .failure(failure) }
        guard phase == .running, connection != nil else {
            return .failure(Status(.cancelled, "the call is over"))
        }
        do throws(Status) {
            try write(message)
        } catch {
            return .failure(error)
        }
        return .success(!hasRoom)
    }

    func waitForRoom(_ waiter: Waiter<Result<Void, Status>>) {
        if let failure { return waiter.resume(.failure(failure)) }
        if hasRoom { return waiter.resume(.success(())) }
        if writersWaitSince == nil { writersWaitSince = .now() }
        writers.add(waiter)
    }

    private func write(_ message: Payload) throws(Status) {
        sendHeaders(compressing: message.isCompressed && peerAcceptsGzip)
        if message.isCompressed && compresses {
            enqueue(try Gzip.deflated(message.buffer), isCompressed: true)
        } else {
            enqueue(message.buffer, isCompressed: false)
        }
    }

    /// The first message decides whether any of them may be compressed.
    private func sendHeaders(compressing: Bool) {
        guard !hasSentHeaders, let server else { return }
        hasSentHeaders = true
        compresses = compressing
        let initial = call?.response.initial ?? Metadata()
        if !compressing && initial.entries.isEmpty {
            let fields: FixedFields = peerAcceptsGzip ? .answerAcceptingGzip : .answer
            return fields.withFields(and: "x-request-id", call?.requestID ?? "") {
                server.respond(self, $0, $1, withMessages: true)
            }
        }
        var fields = HeaderFields()
        fields.addAnswer(acceptsGzip: peerAcceptsGzip)
        if compressing { fields.add("grpc-encoding", "gzip") }
        if let call { fields.add(Call.requestIDKey, call.requestID) }
        fields.add(initial, limit: server.limits.metadataBytes)
        fields.withFields { server.respond(self, $0, $1, withMessages: true) }
    }

    // MARK: The end

    /// Answers the call: the message of a unary one, then the status. Does nothing the second time.
    func finish(_ result: Result<Payload, Status>) {
        guard phase != .answered else { return }
        var result = result
        if connection != nil, isUnary, case .success(let message) = result {
            do throws(Status) {
                try write(message)
            } catch {
                result = .failure(error)
            }
        }
        phase = .answered
        if case .failure(let status) = result { fail(status) }
        guard let server else { return }
        discardInbound()
        let trailing = call?.response.trailing ?? Metadata()
        if case .success = result, trailing.entries.isEmpty, outbound.count > 0 {
            return endOutbound()
        }
        let isBare = !hasSentHeaders && (call?.response.initial.entries.isEmpty ?? true)
        if !isBare { sendHeaders(compressing: false) }
        var fields = HeaderFields()
        if isBare {
            fields.addAnswer(acceptsGzip: peerAcceptsGzip)
            if let call { fields.add(Call.requestIDKey, call.requestID) }
        }
        fields.add(result, limits: server.limits)
        fields.add(trailing, limit: server.limits.metadataBytes)
        if outbound.count > 0 {
            trailers = fields
            return endOutbound()
        }
        // With nothing left to send, the status needs no window and overtakes nothing.
        hasEnded = true
        fields.withFields {
            if isBare {
                server.respond(self, $0, $1, withMessages: false)
            } else {
                server.trail(self, $0, $1)
            }
        }
        server.schedulePump()
    }

    private func fail(_ status: Status) {
        failure = failure ?? status
        // What the peer has not taken by now would only hold up the status.
        if outbound.count > 0 { dropOutbound() }
        readers.resumeAll(.failure(status))
        resumeWriters(.failure(status))
    }

    override func submitTrailers() -> Bool {
        if let trailers {
            trailers.withFields { server?.trail(self, $0, $1) }
        } else {
            FixedFields.okTrailers.withFields { server?.trail(self, $0, $1) }
        }
        return true
    }

    override func closed(_ code: nghttp2_error_code, connectionEnded: Status?) {
        guard phase != .answered || !writers.isEmpty else { return }
        let status = connectionEnded ?? Status(.cancelled, "the caller cancelled")
        phase = .answered
        fail(status)
        running?.cancel(status)
    }
}

extension HeaderFields {
    fileprivate mutating func addAnswer(acceptsGzip: Bool) {
        add(":status", "200")
        add("content-type", "application/grpc")
        if acceptsGzip { add("grpc-accept-encoding", "identity,gzip") }
    }

    /// grpc-status with its message and details.
    fileprivate mutating func add(_ result: Result<Payload, Status>, limits: WireLimits) {
        guard case .failure(let status) = result else { return add("grpc-status", "0") }
        add("grpc-status", "\(status.code.rawValue)")
        var message = status.message
        if message.utf8.count > limits.statusMessageBytes {
            message = String(
                decoding: message.utf8.prefix(limits.statusMessageBytes), as: UTF8.self)
        }
        if !message.isEmpty { add("grpc-message", GRPCText.percentEncoded(message)) }
        guard !status.details.isEmpty else { return }
        let details = GRPCText.base64(status.bytes())
        if listBytes + details.utf8.count + 64 <= limits.metadataBytes {
            add("grpc-status-details-bin", details)
        }
    }
}
