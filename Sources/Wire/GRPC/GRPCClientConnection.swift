internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// The calling side of one connection. On its event loop only.
final class GRPCClientConnection: HTTP2Connection {
    private let authority: String
    /// Set when no further call can go out on this connection.
    private var refusal: Status?
    /// Resumed when the last stream has ended, or the connection has.
    private var onIdle: [EventLoopPromise<Void>] = []

    init(authority: String, limits: WireLimits, loop: any EventLoop) {
        self.authority = authority
        super.init(isServer: false, limits: limits, loop: loop)
    }

    // MARK: Calls

    /// Sends the head of a call.
    func start(_ stream: GRPCClientStream, path: String, options: CallOptions) throws(Status) {
        if let refusal { throw refusal }
        guard let session, !isOver else { throw Status(.unavailable, "the connection is closed") }
        var fields = HeaderFields()
        fields.add(":method", "POST")
        fields.add(":scheme", "https")
        fields.add(":path", path)
        fields.add(":authority", authority)
        fields.add("te", "trailers")
        fields.add("content-type", "application/grpc")
        fields.add("user-agent", "salesrl")
        fields.add("grpc-accept-encoding", "identity,gzip")
        if stream.compresses { fields.add("grpc-encoding", "gzip") }
        if let timeout = options.timeout { fields.add("grpc-timeout", GRPCText.timeout(timeout)) }
        fields.add(options.metadata, limit: limits.metadataBytes)
        var provider = HTTP2Session.provider(for: stream)
        let id = fields.withFields {
            nghttp2_submit_request(session, nil, $0, $1, &provider, address(of: stream))
        }
        guard id > 0 else {
            throw Status(
                .unavailable,
                "the connection takes no more calls: \(String(cString: nghttp2_strerror(id)))")
        }
        add(stream, id: id)
        schedulePump()
    }

    func reset(_ stream: GRPCClientStream) {
        guard let session, stream.connection === self else { return }
        nghttp2_submit_rst_stream(
            session, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream.id, NGHTTP2_CANCEL.rawValue)
        schedulePump()
    }

    // MARK: Answers

    private var arriving: GRPCClientStream?
    private var listBytes = 0

    override func beginHeaders(stream: HTTP2Stream?, id: Int32) -> HTTP2Stream? {
        arriving = stream as? GRPCClientStream
        listBytes = 0
        return stream
    }

    override func header(
        _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
    ) -> HeaderVerdict {
        listBytes += name.count + value.count + 32
        guard abuse.headers(bytes: listBytes) else { return .abuse }
        arriving?.answer.take(name, value)
        return .taken
    }

    override func endHeaders(stream: HTTP2Stream, endsStream: Bool) {
        arriving?.headersArrived()
        arriving = nil
    }

    override func goAway(lastStreamID: Int32, code: UInt32, debug: String) {
        isClosing = true
        let why = debug.isEmpty ? "" : ": \(debug)"
        refusal = Status(.unavailable, "the server takes no more calls on this connection\(why)")
    }

    override func forgotten(_ stream: HTTP2Stream) { tellIdle() }

    // MARK: The end

    /// Completes when no call is under way.
    func whenIdle() -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        onIdle.append(promise)
        tellIdle()
        return promise.futureResult
    }

    func close(_ status: Status) {
        refusal = refusal ?? status
        fail(NGHTTP2_NO_ERROR, status.message)
    }

    override func ended(_ status: Status) {
        refusal = refusal ?? status
        tellIdle()
    }

    private func tellIdle() {
        guard streams.isEmpty else { return }
        let waiting = onIdle
        onIdle = []
        for promise in waiting { promise.succeed() }
    }
}
