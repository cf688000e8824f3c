internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// The gRPC door of one connection: requests in, calls to the dispatcher, answers out.
final class GRPCServerConnection: HTTP2Connection {
    private let serving: ConnectionContext
    private var head = RequestHead()
    private var metadata = MetadataReader()
    /// Whose header fields are arriving; nil for trailers and for refused streams.
    private var arriving: GRPCServerStream?
    /// Streams of unary calls that are over, for the next ones.
    private var spare: [GRPCServerStream] = []
    private var isDraining = false
    private var hasSaidGoodbye = false
    private var lastBusy = NIODeadline.now()

    init(_ serving: ConnectionContext) {
        self.serving = serving
        super.init(isServer: true, limits: serving.limits, loop: serving.loop)
        figures = serving.figures
        // A weak reference would slow down every retain of this object for good; the cycle ends
        // with
        // the connection, in ended(_:).
        serving.beginDrain = { self.beginDrain() }
        serving.endNow = { status in self.endNow(status) }
    }

    // MARK: Requests

    override func beginHeaders(stream: HTTP2Stream?, id: Int32) -> HTTP2Stream? {
        arriving = nil
        head = RequestHead()
        metadata.begin()
        // Trailers of a request are read and mean nothing.
        if let stream { return stream }
        // A handler that was cancelled and goes on computing still is a load.
        guard serving.callsUnderWay < limits.streamsPerConnection else {
            reset(id, NGHTTP2_REFUSED_STREAM)
            return nil
        }
        let stream = spare.popLast() ?? GRPCServerStream(messageLimit: limits.messageBytes)
        arriving = stream
        return stream
    }

    override func header(
        _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
    ) -> HeaderVerdict {
        head.take(
            name, value, routes: serving.dispatcher.routes, metadata: &metadata, limits: limits)
        return abuse.headers(bytes: head.listBytes) ? .taken : .abuse
    }

    override func endHeaders(stream: HTTP2Stream, endsStream: Bool) {
        guard let stream = arriving else { return }
        arriving = nil
        guard head.isPost else { return refuse(stream, http: "405", endsStream) }
        guard head.isGRPC else { return refuse(stream, http: "415", endsStream) }
        stream.peerEnded = endsStream
        stream.peerAcceptsGzip = head.acceptsGzip
        stream.inflates = head.encoding == .gzip
        if let refusal = refusal() { return stream.finish(.failure(refusal)) }
        guard let route = head.route else { return stream.finish(.failure(unknown())) }
        stream.route = route
        stream.call = Call(
            service: route.service, method: route.method.name, door: .grpc,
            kind: route.method.kind, metadata: metadata.end(), peer: serving.peer,
            deadline: deadline(), drain: serving.dispatcher.drain)
        stream.peerEnded = false
        if !stream.isUnary { start(stream) }
    }

    private func refusal() -> Status? {
        if head.listBytes > limits.metadataBytes {
            return Status(
                .resourceExhausted,
                "header fields of \(head.listBytes) bytes; a call may have \(limits.metadataBytes) "
                    + "(limits.metadataBytes)")
        }
        if metadata.count > limits.metadataEntries {
            return Status(
                .resourceExhausted,
                "\(metadata.count) metadata entries; a call may have \(limits.metadataEntries) "
                    + "(limits.metadataEntries)")
        }
        if head.hasBadTimeout {
            return Status(
                .internal, "grpc-timeout is not one to eight digits and one of H, M, S, m, u, n")
        }
        if case .unknown(let name) = head.encoding {
            return Status(
                .unimplemented, "grpc-encoding \(name) is not known here; identity and gzip are")
        }
        return nil
    }

    private func unknown() -> Status {
        let path = head.unknownPath ?? ""
        let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true)
        guard path.hasPrefix("/"), parts.count == 2 else {
            return Status(.unimplemented, "a path is /package.Service/Method; this one is \(path)")
        }
        return serving.dispatcher.unknown(service: String(parts[0]), method: String(parts[1]))
    }

    private func deadline() -> ContinuousClock.Instant? {
        head.timeout.map { ContinuousClock.now.advanced(by: min($0, limits.callDuration)) }
    }

    // MARK: Calls

    func start(_ stream: GRPCServerStream, _ message: Payload) {
        guard let route = stream.route, let call = stream.call else { return }
        stream.phase = .running
        let running = serving.dispatcher.start(route, message, call, on: serving) { result in
            self.finish(stream, result)
        }
        if stream.phase == .running { stream.running = running }
    }

    private func start(_ stream: GRPCServerStream) {
        guard let route = stream.route, let call = stream.call else { return }
        stream.phase = .running
        let messages = GRPCServerMessages(stream, loop: loop)
        let running = serving.dispatcher.start(
            route, reading: messages, writing: messages, call, on: serving
        ) { result in
            self.finish(stream, result)
        }
        if stream.phase == .running { stream.running = running }
    }

    private func finish(_ stream: GRPCServerStream, _ result: Result<Payload, Status>) {
        stream.finish(result)
        stream.running = nil
        if stream.connection == nil { keep(stream) }
    }

    override func forgotten(_ stream: HTTP2Stream) {
        guard let stream = stream as? GRPCServerStream, stream.running == nil else { return }
        keep(stream)
    }

    /// Only unary calls' streams serve again: a streaming handler may have kept its own.
    private func keep(_ stream: GRPCServerStream) {
        guard stream.isUnary, stream.phase == .answered, spare.count < 64 else { return }
        stream.reset()
        spare.append(stream)
    }

    // MARK: Answers

    func respond(
        _ stream: HTTP2Stream, _ fields: UnsafePointer<nghttp2_nv>?, _ count: Int,
        withMessages: Bool
    ) {
        guard let session, stream.connection != nil else { return }
        if withMessages {
            var provider = HTTP2Session.provider(for: stream)
            nghttp2_submit_response(session, stream.id, fields, count, &provider)
        } else {
            nghttp2_submit_response(session, stream.id, fields, count, nil)
            resetUnlessEnded(stream)
        }
    }

    func trail(_ stream: HTTP2Stream, _ fields: UnsafePointer<nghttp2_nv>?, _ count: Int) {
        guard let session else { return }
        nghttp2_submit_trailer(session, stream.id, fields, count)
        resetUnlessEnded(stream)
    }

    /// Streams answered before their request was whole, whose answers are on their way.
    private var answeredEarly = 0

    private func resetUnlessEnded(_ stream: HTTP2Stream) {
        if !stream.peerEnded { answeredEarly += 1 }
    }

    /// The answer is complete; the rest of the request is not wanted. Not before it has gone out: a
    /// reset overtakes what is queued.
    override func sentEnd(of id: Int32) {
        guard answeredEarly > 0, let session,
            nghttp2_session_get_stream_remote_close(session, id) == 0
        else { return }
        answeredEarly -= 1
        reset(id, NGHTTP2_NO_ERROR)
    }

    private func reset(_ id: Int32, _ code: nghttp2_error_code) {
        guard let session else { return }
        nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code.rawValue)
    }

    /// What is not gRPC at all gets HTTP's word for it.
    private func refuse(_ stream: GRPCServerStream, http code: String, _ endsStream: Bool) {
        stream.peerEnded = endsStream
        stream.phase = .answered
        stream.hasEnded = true
        var fields = HeaderFields()
        fields.add(":status", code)
        fields.withFields { respond(stream, $0, $1, withMessages: false) }
        stream.peerEnded = false
    }

    // MARK: Watching

    override func ticked(_ now: NIODeadline) {
        if !streams.isEmpty { lastBusy = now }
        if now - lastBusy >= TimeAmount(limits.idle) { return beginDrain() }
        for case let stream as GRPCServerStream in streams where stream.waitsForBytes {
            if stream.hasProgress {
                stream.hasProgress = false
                stream.progressAt = now
            } else if now - stream.progressAt >= TimeAmount(limits.frameArrival) {
                let status = Status(
                    .deadlineExceeded,
                    "a request stood still for \(limits.frameArrival) before it "
                        + "was whole (limits.frameArrival)"
                )
                if let running = stream.running {
                    running.cancel(status)
                } else {
                    stream.finish(.failure(status))
                }
            }
        }
    }

    // MARK: Draining

    private static let goodbye: UInt64 = 0x6472_6169_6e20_7270

    /// Two phases, so that no request is lost that was on its way: first "no more, please", and
    /// when
    /// the peer has surely read that, "none after this one".
    private func beginDrain() {
        guard let session, !isDraining, !isOver else { return }
        isDraining = true
        isClosing = true
        nghttp2_submit_shutdown_notice(session)
        withUnsafeBytes(of: Self.goodbye) { mark in
            _ = nghttp2_submit_ping(
                session, UInt8(NGHTTP2_FLAG_NONE.rawValue),
                mark.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        schedulePump()
        loop.assumeIsolated().scheduleTask(in: TimeAmount(limits.keepaliveAnswer)) {
            self.sayGoodbye()
        }
    }

    override func pingAnswered(_ opaque: UInt64) {
        if isDraining && opaque == Self.goodbye { sayGoodbye() }
    }

    private func sayGoodbye() {
        guard let session, !hasSaidGoodbye, !isOver else { return }
        hasSaidGoodbye = true
        nghttp2_submit_goaway(
            session, UInt8(NGHTTP2_FLAG_NONE.rawValue),
            nghttp2_session_get_last_proc_stream_id(session),
            NGHTTP2_NO_ERROR.rawValue, nil, 0)
        schedulePump()
    }

    private func endNow(_ status: Status) {
        for case let stream as GRPCServerStream in streams {
            if let running = stream.running {
                running.cancel(status)
            } else {
                stream.finish(.failure(status))
            }
        }
        pump()
        fail(NGHTTP2_NO_ERROR, status.message)
    }

    override func ended(_ status: Status) {
        serving.deadlines.stop()
        serving.beginDrain = nil
        serving.endNow = nil
        spare = []
    }
}
