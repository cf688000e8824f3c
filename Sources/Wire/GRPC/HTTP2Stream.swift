internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// One stream of an HTTP/2 connection: messages in, messages out, and the windows between.
///
/// Lives on the connection's event loop. Every member is for that loop alone, which is what makes a
/// stream safe to hand to other tasks.
///
/// *Inbound*: bytes stay raw in `reader`. The peer gets window back for a message that somebody
/// waits
/// for, as it arrives, so that one longer than the window comes through; for the others when they
/// are
/// taken. So a stream holds at most its window and one message.
///
/// *Outbound*: `outbound` holds what nghttp2 has not asked for yet; it asks as the peer's window
/// and
/// the socket allow.
class HTTP2Stream: @unchecked Sendable {
    /// 0 until nghttp2 has given a number.
    final var id: Int32 = 0
    /// Nil once the stream is closed.
    final var connection: HTTP2Connection?
    /// Where the connection keeps this stream.
    final var slot = -1

    // Inbound
    final var reader: MessageReader
    final var inflates = false
    final var peerEnded = false
    /// When bytes last arrived or somebody last took a message: what the watch over slow senders
    /// reads.
    final var progressAt = NIODeadline.uptimeNanoseconds(0)
    /// Bytes whose window the peer has not got back.
    private final var held = 0

    // Outbound
    final var outbound = OutboundMessages()
    /// The last message has been queued.
    final var hasEnded = false
    /// nghttp2 asked, and there was nothing.
    final var isDeferred = false
    /// Writers that wait for the queue to drain, and since when.
    final var writers = Waiters<Result<Void, Status>>()
    final var writersWaitSince: NIODeadline?

    init(messageLimit: Int) {
        reader = MessageReader(limit: messageLimit)
    }

    // MARK: What a kind of stream adds

    /// Somebody waits for the next message, so its window goes back at once.
    var wantsMessage: Bool { true }

    /// Bytes were added to `reader`.
    func received() {}

    /// The peer has nothing more to say.
    func receivedEnd() {}

    /// nghttp2 has forgotten the stream, with an HTTP/2 error code, or the connection has ended
    /// with a status.
    func closed(_ code: nghttp2_error_code, connectionEnded: Status?) {}

    /// The last byte of `outbound` is being sent: trailers go now, if there are to be any.
    /// False for an END_STREAM on the last DATA frame.
    func submitTrailers() -> Bool { false }

    // MARK: Inbound

    final func receive(_ bytes: UnsafeRawBufferPointer) {
        reader.append(bytes)
        held += bytes.count
        connection?.hold(bytes.count)
        received()
        if wantsMessage { releaseWindow() }
    }

    /// Gives the peer back the window of everything that has arrived, less `kept` bytes.
    final func releaseWindow(keeping kept: Int = 0) {
        let amount = held - kept
        guard amount > 0 else { return }
        held -= amount
        connection?.release(amount, of: self)
    }

    /// Nobody will read what is here or still to come.
    final func discardInbound() {
        reader.removeAll()
        releaseWindow()
    }

    // MARK: Outbound

    final func enqueue(_ body: ByteBuffer, isCompressed: Bool) {
        let before = outbound.count
        outbound.append(body, isCompressed: isCompressed)
        connection?.queuedBytes += outbound.count - before
        wake()
    }

    /// Nothing more will be queued; the stream's end goes out behind what is.
    final func endOutbound() {
        hasEnded = true
        wake()
    }

    private final func wake() {
        guard let connection else { return }
        if isDeferred {
            isDeferred = false
            connection.resume(self)
        }
        connection.schedulePump()
    }

    /// How many of `room` bytes nghttp2 may send now; nil for none yet.
    final func offer(_ room: Int) -> (count: Int, isLast: Bool)? {
        let count = min(room, outbound.count)
        let isLast = hasEnded && count == outbound.count
        if count == 0 && !isLast {
            isDeferred = true
            return nil
        }
        return (count, isLast)
    }

    final func move(_ length: Int, into output: inout ByteBuffer) {
        outbound.move(length, into: &output)
        if let connection { connection.queuedBytes -= length }
        if !writers.isEmpty && hasRoom { resumeWriters(.success(())) }
    }

    /// What is queued will not go out.
    final func dropOutbound() {
        connection?.queuedBytes -= outbound.count
        outbound.removeAll()
    }

    final var hasRoom: Bool { connection?.hasRoom(self) ?? true }

    final func resumeWriters(_ result: Result<Void, Status>) {
        writersWaitSince = nil
        writers.resumeAll(result)
    }

    /// For a stream that has been closed: back to how it was made.
    func reset() {
        reader.removeAll()
        if outbound.count > 0 { outbound.removeAll() }
        id = 0
        inflates = false
        peerEnded = false
        hasEnded = false
        isDeferred = false
        held = 0
    }

    /// Called by the connection as it forgets the stream.
    final func detach() {
        releaseWindow()
        if outbound.count > 0 { dropOutbound() }
        connection = nil
    }
}
