internal import NIOCore
internal import Synchronization

/// TLS between a socket and a door, on either side.
///
/// Plaintext waits until it is flushed, and goes out in records as full as they get: a batch of
/// small answers costs one record, not one each. Ciphertext goes to the socket at once, so the
/// channel's writability counts it. A ``TLSHandshake`` event says when and how the handshake ended.
final class TLSHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case idle, handshaking, open
        /// close_notify is out; nothing more is.
        case closing
        case closed
    }

    private let session: TLSSession
    private let isServer: Bool
    private let handshakeTime: Duration
    /// How long a peer that sends no more may go on reading.
    private let halfCloseTime: Duration
    private var phase = Phase.idle
    private var hasSeenBytes = false
    private var isInputClosed = false
    private var queue: [(data: ByteBuffer, promise: EventLoopPromise<Void>?)] = []
    /// Entries of `queue`, from its start, that have been flushed.
    private var flushed = 0
    private var timer: Scheduled<Void>?
    /// Nil until it is known which door the connection is for; what comes before waits here.
    private var figures: DoorFigures?
    private var uncounted = (received: 0, sent: 0)

    init(
        _ session: consuming TLSSession, isServer: Bool, limits: WireLimits
    ) {
        self.session = session
        self.isServer = isServer
        handshakeTime = limits.handshake
        halfCloseTime = limits.drain
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    /// From here on, and what has passed before, bytes of the socket are counted there.
    func count(in figures: DoorFigures) {
        self.figures = figures
        count()
    }

    private func count() {
        guard let figures else { return }
        if uncounted.received > 0 {
            figures.bytesIn.add(uncounted.received, ordering: .relaxed)
        }
        if uncounted.sent > 0 { figures.bytesOut.add(uncounted.sent, ordering: .relaxed) }
        uncounted = (0, 0)
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard case .idle = phase else { return }
        phase = .handshaking
        arm(context, handshakeTime) { handler, context in
            guard case .handshaking = handler.phase else { return }
            handler.fail(
                context,
                WireError(
                    .handshakeTimeout,
                    "no TLS handshake within \(handler.handshakeTime) (limits.handshake)"))
        }
        if !isServer { proceed(context) }
    }

    private func arm(
        _ context: ChannelHandlerContext, _ time: Duration,
        _ action: @escaping (TLSHandler, ChannelHandlerContext) -> Void
    ) {
        timer?.cancel()
        // Not weakly: every end cancels the timer, and one weak reference would make each retain
        // of the handler, for as long as it lives, a slow one.
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            action(self, context)
        }
    }

    // MARK: From the socket

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        switch phase {
        case .closing, .closed: return
        case .idle: begin(context)
        case .handshaking, .open: break
        }
        if isServer, !hasSeenBytes, PlainText.isPlain(bytes) {
            refusePlainText(context)
            return
        }
        hasSeenBytes = true
        uncounted.received += bytes.readableBytes
        count()
        session.receive(bytes)
        proceed(context, about: bytes.readableBytes)
    }

    /// A person who typed `http://` should learn so, and not stare at an alert.
    private func refusePlainText(_ context: ChannelHandlerContext) {
        phase = .closing
        timer?.cancel()
        let answer = wrapOutboundOut(context.channel.allocator.buffer(string: PlainText.answer))
        context.writeAndFlush(answer, promise: nil)
        context.fireErrorCaught(WireError(.protocolMismatch, "plain text arrived on a TLS port"))
        context.close(promise: nil)
    }

    private func proceed(_ context: ChannelHandlerContext, about size: Int = 0) {
        if case .handshaking = phase {
            let progress = session.handshake()
            send(context, promise: nil)
            switch progress {
            case .wantsMore: return
            case .failed(let reason):
                fail(context, WireError(.tls, "the TLS handshake failed: \(reason)"))
                return
            case .done: finishHandshake(context)
            }
        }
        if case .open = phase, !isInputClosed { read(context, about: size) }
    }

    private func finishHandshake(_ context: ChannelHandlerContext) {
        phase = .open
        timer?.cancel()
        timer = nil
        context.fireUserInboundEventTriggered(TLSHandshake(of: session.ssl))
        if flushed > 0, case .open = phase { encrypt(context) }
    }

    private func read(_ context: ChannelHandlerContext, about size: Int) {
        var plaintext = context.channel.allocator.buffer(
            capacity: max(size, TLSSession.recordBytes))
        let ending = session.read(into: &plaintext)
        // Key updates and tickets answer themselves.
        if session.hasOutput { send(context, promise: nil) }
        if plaintext.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(plaintext)) }
        switch ending {
        case .wantsMore: break
        case .closed: peerClosed(context)
        case .failed(let reason):
            fail(context, WireError(.tls, "TLS broke off: \(reason)"))
        }
    }

    /// The peer sends no more, yet may still read: the door decides when to close, within bounds.
    private func peerClosed(_ context: ChannelHandlerContext) {
        guard case .open = phase, !isInputClosed else { return }
        isInputClosed = true
        arm(context, halfCloseTime) { _, context in context.close(promise: nil) }
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .handshaking = phase {
            context.fireErrorCaught(
                WireError(.tls, "the connection was closed before the TLS handshake had ended"))
        }
        end(ChannelError.ioOnClosedChannel)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(ChannelError.ioOnClosedChannel) }

    // MARK: To the socket

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch phase {
        case .closing, .closed: promise?.fail(ChannelError.ioOnClosedChannel)
        case .idle, .handshaking, .open: queue.append((unwrapOutboundIn(data), promise))
        }
    }

    func flush(context: ChannelHandlerContext) {
        flushed = queue.count
        guard case .open = phase, flushed > 0 else { return }
        encrypt(context)
    }

    /// Encrypts what has been flushed, small pieces together.
    private func encrypt(_ context: ChannelHandlerContext) {
        let batch = queue.prefix(flushed)
        var promises: [EventLoopPromise<Void>] = []
        var staged: ByteBuffer?
        var failure: String?
        for entry in batch {
            if let promise = entry.promise { promises.append(promise) }
            guard failure == nil else { continue }
            if batch.count == 1 || entry.data.readableBytes >= TLSSession.recordBytes {
                failure = put(staged) ?? put(entry.data)
                staged = nil
                continue
            }
            if let size = staged?.readableBytes,
                size + entry.data.readableBytes > TLSSession.recordBytes
            {
                failure = put(staged)
                staged?.clear()
            }
            if staged == nil {
                staged = context.channel.allocator.buffer(capacity: TLSSession.recordBytes)
            }
            staged?.writeImmutableBuffer(entry.data)
        }
        failure = failure ?? put(staged)
        if flushed == queue.count {
            queue.removeAll(keepingCapacity: true)
        } else {
            queue.removeFirst(flushed)
        }
        flushed = 0
        if let failure {
            let error = WireError(.tls, "TLS could not encrypt: \(failure)")
            for promise in promises { promise.fail(error) }
            fail(context, error)
            return
        }
        send(context, promise: Self.joined(promises, on: context.eventLoop))
    }

    private func put(_ plaintext: ByteBuffer?) -> String? {
        guard let plaintext else { return nil }
        return session.write(plaintext)
    }

    private static func joined(
        _ promises: [EventLoopPromise<Void>], on loop: any EventLoop
    ) -> EventLoopPromise<Void>? {
        guard let first = promises.first else { return nil }
        for other in promises.dropFirst() { first.futureResult.cascade(to: other) }
        return first
    }

    private func send(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        guard let output = session.takeOutput(context.channel.allocator) else {
            promise?.succeed()
            return
        }
        uncounted.sent += output.readableBytes
        count()
        context.writeAndFlush(wrapOutboundOut(output), promise: promise)
    }

    // MARK: The end

    func close(
        context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
        if mode != .input, case .open = phase {
            flushed = queue.count
            if flushed > 0 { encrypt(context) }
            session.close()
            send(context, promise: nil)
            phase = .closing
        }
        context.close(mode: mode, promise: promise)
    }

    private func fail(_ context: ChannelHandlerContext, _ error: WireError) {
        guard phase != .closed else { return }
        end(error)
        context.fireErrorCaught(error)
        context.close(promise: nil)
    }

    private func end(_ error: any Error) {
        phase = .closed
        timer?.cancel()
        timer = nil
        let waiting = queue
        queue = []
        flushed = 0
        for entry in waiting { entry.promise?.fail(error) }
    }
}

/// What somebody hears who speaks plain HTTP to a TLS port.
private enum PlainText {
    /// A TLS record begins with 22; a method of HTTP with a capital letter.
    static func isPlain(_ bytes: ByteBuffer) -> Bool {
        bytes.getInteger(at: bytes.readerIndex, as: UInt8.self)
            .map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
    }

    private static let body = "This port speaks TLS: use https:// or a TLS client.\n"
    static let answer = """
        HTTP/1.1 400 Bad Request\r
        content-type: text/plain; charset=utf-8\r
        content-length: \(body.utf8.count)\r
        connection: close\r
        \r
        \(body)
        """
}
