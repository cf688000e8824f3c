internal import CNGHTTP2
internal import Messages
internal import NIOCore
internal import Synchronization

/// One HTTP/2 connection: libnghttp2's memory-to-memory session inside a channel handler.
///
/// Bytes read go into the session, whose callbacks (`HTTP2Callbacks`) come back into the methods of
/// `HTTP2Connection+Events`. Bytes to write are collected once per read cycle, in pieces that fill
/// TLS
/// records, and flushed together. Everything happens on the connection's event loop. Client and
/// server
/// sides are subclasses; what the peer does wrong ends the connection here, in one place
/// (``fail(_:_:)``).
class HTTP2Connection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// Bytes collected before they are handed on: four full TLS records.
    static let pieceBytes = 64 * 1024

    final let limits: WireLimits
    final let loop: any EventLoop
    final let isServer: Bool
    /// Nil before the handler is in a pipeline and after the connection has ended.
    private(set) final var session: OpaquePointer?
    private final var context: ChannelHandlerContext?

    // Streams
    /// Those that nghttp2 knows, in no order.
    private(set) final var streams: [HTTP2Stream] = []
    /// Bytes queued by all streams.
    final var queuedBytes = 0
    /// Bytes that have arrived and that nobody has taken, of all streams.
    private final var heldBytes = 0
    /// That part of them whose connection window the peer has not got back.
    private final var unreturnedBytes = 0

    // Output
    final var output = ByteBuffer()
    private final var isReading = false
    private final var isPumping = false
    private final var isPumpScheduled = false

    // The end
    /// Nothing the peer sends matters any more; we wait for it to close.
    private(set) final var isOver = false
    /// GOAWAY is out or about to be: the socket is closed behind the last write.
    final var isClosing = false
    private final var lastWrite: EventLoopFuture<Void>?
    final var abuse: AbuseWatch
    final var keepalive: Keepalive
    private final var tick: Scheduled<Void>?
    /// Frames since they were counted last; on a server's side, where they are.
    final var frames = (received: 0, sent: 0)
    final var figures: DoorFigures?

    init(isServer: Bool, limits: WireLimits, loop: any EventLoop) {
        self.isServer = isServer
        self.limits = limits
        self.loop = loop
        let now = NIODeadline.now()
        abuse = AbuseWatch(limits, now: now)
        keepalive = Keepalive(limits, now: now)
    }

    // MARK: What a side adds

    /// Header fields begin. Nil for a request whose stream is refused.
    func beginHeaders(stream: HTTP2Stream?, id: Int32) -> HTTP2Stream? { stream }
    func header(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> HeaderVerdict {
        .taken
    }
    func endHeaders(stream: HTTP2Stream, endsStream: Bool) {}
    /// The header fields that end a stream have gone out.
    func sentEnd(of id: Int32) {}
    func pingAnswered(_ opaque: UInt64) {}
    func goAway(lastStreamID: Int32, code: UInt32, debug: String) {}
    /// The stream has been closed and detached.
    func forgotten(_ stream: HTTP2Stream) {}
    /// Once every `Keepalive.tick`.
    func ticked(_ now: NIODeadline) {}
    /// No more calls will go through; `status` says why.
    func ended(_ status: Status) {}

    // MARK: ChannelHandler

    final func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        session = HTTP2Session.make(isServer: isServer, owner: self, limits: limits)
        scheduleTick()
        schedulePump()
    }

    final func handlerRemoved(context: ChannelHandlerContext) {
        finish(Status(.unavailable, "the connection was closed"))
        self.context = nil
    }

    private final func scheduleTick() {
        tick = loop.assumeIsolated().scheduleTask(in: keepalive.tick) {
            guard !self.isOver else { return }
            self.onTick()
            self.scheduleTick()
        }
    }

    final func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let session, !isOver else { return }
        isReading = true
        keepalive.heard(.now())
        let buffer = Self.unwrapInboundIn(data)
        let result = buffer.withUnsafeReadableBytes { bytes in
            nghttp2_session_mem_recv(
                session, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
        }
        // What callers sent was copied to where it is kept; a secret among it is not left here.
        buffer.wipe()
        if result < 0 { fail(sessionError: Int32(result)) }
    }

    final func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        pump()
        context.fireChannelReadComplete()
    }

    final func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { schedulePump() }
        context.fireChannelWritabilityChanged()
    }

    final func channelInactive(context: ChannelHandlerContext) {
        finish(Status(.unavailable, "the connection was closed by the peer"))
        context.fireChannelInactive()
    }

    final func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(Status(.unavailable, "the connection failed: \(error)"))
        context.close(promise: nil)
    }

    // MARK: Streams

    final func add(_ stream: HTTP2Stream, id: Int32) {
        stream.id = id
        stream.connection = self
        stream.slot = streams.count
        streams.append(stream)
    }

    final func remove(
        _ stream: HTTP2Stream, _ code: nghttp2_error_code, connectionEnded: Status? = nil
    ) {
        guard stream.connection === self else { return }
        let last = streams.removeLast()
        if last !== stream {
            last.slot = stream.slot
            streams[stream.slot] = last
        }
        stream.closed(code, connectionEnded: connectionEnded)
        stream.detach()
        forgotten(stream)
    }

    /// A writer of `stream` need not wait.
    final func hasRoom(_ stream: HTTP2Stream) -> Bool {
        stream.outbound.count <= limits.streamOutboundBytes
            && queuedBytes <= limits.connectionOutboundBytes
    }

    // MARK: Windows

    /// A slow stream must not stop the others, so the connection's window is given back at once,
    /// until
    /// as much as it holds lies unread; beyond that the whole peer has to wait.
    final func hold(_ count: Int) {
        heldBytes += count
        unreturnedBytes += count
        returnConnectionWindow()
    }

    final func release(_ count: Int, of stream: HTTP2Stream) {
        heldBytes -= count
        guard let session else { return }
        nghttp2_session_consume_stream(session, stream.id, count)
        returnConnectionWindow()
        schedulePump()
    }

    private final func returnConnectionWindow() {
        guard let session, unreturnedBytes > 0, heldBytes <= limits.connectionWindowBytes else {
            return
        }
        nghttp2_session_consume_connection(session, unreturnedBytes)
        unreturnedBytes = 0
    }

    /// Bytes of a stream that nobody knows any more.
    final func discard(_ count: Int) {
        if let session { nghttp2_session_consume_connection(session, count) }
    }

    // MARK: Output

    final func resume(_ stream: HTTP2Stream) {
        if let session { nghttp2_session_resume_data(session, stream.id) }
    }

    /// At the end of the read cycle we are in, or of this turn of the loop.
    final func schedulePump() {
        guard !isReading, !isPumping, !isPumpScheduled else { return }
        isPumpScheduled = true
        loop.assumeIsolated().execute {
            self.isPumpScheduled = false
            self.pump()
        }
    }

    /// Writes what nghttp2 has to say while the socket takes it, and flushes once. `isLast` writes
    /// four
    /// pieces at most to a socket that takes none, so that a GOAWAY gets in line.
    final func pump(isLast: Bool = false) {
        guard let session, let context, !isOver, !isReading, !isPumping else { return }
        isPumping = true
        output.clear()
        var pieces = 0
        while self.session != nil, context.channel.isWritable || (isLast && pieces < 4) {
            var bytes: UnsafePointer<UInt8>?
            let count = nghttp2_session_mem_send(session, &bytes)
            if count > 0 {
                output.writeBytes(UnsafeRawBufferPointer(start: bytes, count: count))
            }
            let isFull = output.readableBytes >= Self.pieceBytes
            let isDone = count < 0 || (count == 0 && !isFull)
            if output.readableBytes > 0 && (isFull || isDone) {
                pieces += 1
                write(context)
            }
            if isDone { break }
        }
        if pieces > 0 { context.flush() }
        isPumping = false
        countFrames()
        closeIfFinished()
    }

    private final func countFrames() {
        guard let figures else { return }
        if frames.received > 0 { figures.framesIn.add(frames.received, ordering: .relaxed) }
        if frames.sent > 0 { figures.framesOut.add(frames.sent, ordering: .relaxed) }
        frames = (0, 0)
    }

    private final func write(_ context: ChannelHandlerContext) {
        if isClosing {
            let promise = loop.makePromise(of: Void.self)
            lastWrite = promise.futureResult
            context.write(Self.wrapOutboundOut(output), promise: promise)
        } else {
            context.write(Self.wrapOutboundOut(output), promise: nil)
        }
        output.clear()
    }

    /// nghttp2 wants neither to read nor to write once GOAWAY has been exchanged and all streams
    /// are done.
    private final func closeIfFinished() {
        guard let session, let context, !isOver, nghttp2_session_want_read(session) == 0,
            nghttp2_session_want_write(session) == 0
        else { return }
        isOver = true
        close(after: lastWrite, context)
    }

    /// Closing drops what the socket has not taken, so it waits for the last write.
    private final func close(after write: EventLoopFuture<Void>?, _ context: ChannelHandlerContext)
    {
        guard let write else { return context.close(promise: nil) }
        write.assumeIsolated().whenComplete { _ in self.context?.close(promise: nil) }
    }

    // MARK: The end

    /// Ends the connection with GOAWAY. The peer may be sending still, so what it sends is read and
    /// dropped for a moment: closing at once would reset the connection and lose the GOAWAY.
    final func fail(_ code: nghttp2_error_code, _ reason: String) {
        guard let session, !isOver else { return }
        let last = nghttp2_session_get_last_proc_stream_id(session)
        let debug = Array(reason.utf8.prefix(256))
        nghttp2_submit_goaway(
            session, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, code.rawValue, debug, debug.count)
        isReading = false
        pump(isLast: true)
        // nghttp2 knows the streams by their addresses and is not called again.
        isOver = true
        endAllStreams(Status(.unavailable, reason))
        loop.assumeIsolated().scheduleTask(in: .milliseconds(500)) {
            self.context?.close(promise: nil)
        }
    }

    private final func fail(sessionError: Int32) {
        let why = abuse.violation ?? String(cString: nghttp2_strerror(sessionError))
        switch sessionError {
        case NGHTTP2_ERR_CALLBACK_FAILURE.rawValue, NGHTTP2_ERR_FLOODED.rawValue,
            NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue, NGHTTP2_ERR_TOO_MANY_SETTINGS.rawValue:
            fail(NGHTTP2_ENHANCE_YOUR_CALM, why)
        case NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue:
            fail(NGHTTP2_PROTOCOL_ERROR, why)
        default:
            fail(NGHTTP2_INTERNAL_ERROR, why)
        }
    }

    /// The socket is gone.
    private final func finish(_ status: Status) {
        guard let session else { return }
        isOver = true
        tick?.cancel()
        endAllStreams(status)
        self.session = nil
        // We may be inside one of nghttp2's calls: a write that fails ends the connection at once.
        loop.assumeIsolated().execute { nghttp2_session_del(session) }
    }

    private final func endAllStreams(_ status: Status) {
        while let stream = streams.last { remove(stream, NGHTTP2_CANCEL, connectionEnded: status) }
        ended(status)
    }
}
