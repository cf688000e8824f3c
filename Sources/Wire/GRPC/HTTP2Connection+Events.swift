internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// What becomes of a header field.
enum HeaderVerdict {
    case taken
    /// The whole connection has to end; ``AbuseWatch/violation`` says why.
    case abuse
}

/// What nghttp2 tells us. Called from inside its calls, so nothing here may read, write or close.
extension HTTP2Connection {
    private static let goOn: Int32 = 0
    private static let stop = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue

    final func onBeginHeaders(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
        let id = frame.pointee.hd.stream_id
        guard let stream = beginHeaders(stream: stream(id), id: id) else { return Self.goOn }
        if stream.id == 0 {
            add(stream, id: id)
            if let session {
                nghttp2_session_set_stream_user_data(session, id, address(of: stream))
            }
        }
        return Self.goOn
    }

    final func onHeader(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Int32 {
        switch header(name, value) {
        case .taken: Self.goOn
        case .abuse: Self.stop
        }
    }

    final func onData(_ id: Int32, _ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard let stream = stream(id) else {
            discard(bytes.count)
            return Self.goOn
        }
        stream.receive(bytes)
        return Self.goOn
    }

    final func onFrame(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
        frames.received += 1
        let head = frame.pointee.hd
        let endsStream = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
        switch UInt32(head.type) {
        case NGHTTP2_DATA.rawValue:
            guard abuse.data(isEmpty: head.length == 0 && !endsStream) else { return Self.stop }
            if head.length > 0 { abuse.workDone() }
            if endsStream, let stream = stream(head.stream_id) { end(stream) }
        case NGHTTP2_HEADERS.rawValue:
            guard let stream = stream(head.stream_id) else { return Self.goOn }
            abuse.workDone()
            endHeaders(stream: stream, endsStream: endsStream)
            if endsStream { end(stream) }
        case NGHTTP2_SETTINGS.rawValue, NGHTTP2_PRIORITY.rawValue:
            if head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) == 0 { return control() }
        case NGHTTP2_PING.rawValue:
            if head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) == 0 { return control() }
            pingAnswered(opaque(frame))
        case NGHTTP2_RST_STREAM.rawValue:
            // A server may well refuse calls; only a client wastes work by it.
            if isServer, let stream = stream(head.stream_id), !stream.hasEnded { return wasted() }
        case NGHTTP2_GOAWAY.rawValue:
            let goaway = frame.pointee.goaway
            let debug = UnsafeRawBufferPointer(
                start: goaway.opaque_data, count: goaway.opaque_data_len)
            self.goAway(
                lastStreamID: goaway.last_stream_id, code: goaway.error_code,
                debug: String(decoding: debug, as: UTF8.self))
        default:
            break
        }
        return Self.goOn
    }

    /// A frame that breaks the rules of its stream, which nghttp2 resets by itself.
    final func onInvalidFrame() -> Int32 { isServer ? wasted() : Self.goOn }

    final func onStreamClose(_ id: Int32, code: UInt32) -> Int32 {
        if let stream = stream(id) { remove(stream, nghttp2_error_code(code)) }
        return Self.goOn
    }

    /// nghttp2 asks what may go into a DATA frame of `room` bytes. The bytes themselves follow in
    /// ``onSendData(_:head:length:)``, straight into the output.
    final func onReadData(
        _ stream: HTTP2Stream, room: Int, flags: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let (count, isLast) = stream.offer(room) else {
            return Int(NGHTTP2_ERR_DEFERRED.rawValue)
        }
        flags.pointee |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue
        if isLast {
            flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
            if stream.submitTrailers() { flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue }
        }
        return count
    }

    final func onSendData(_ stream: HTTP2Stream, head: UnsafePointer<UInt8>, length: Int) -> Int32 {
        output.writeBytes(UnsafeRawBufferPointer(start: head, count: 9))
        stream.move(length, into: &output)
        return output.readableBytes >= Self.pieceBytes ? NGHTTP2_ERR_PAUSE.rawValue : 0
    }

    // MARK: Ticks

    final func onTick() {
        guard let session, !isOver else { return }
        let now = NIODeadline.now()
        switch keepalive.look(now) {
        case .none: break
        case .ping:
            nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil)
            schedulePump()
        case .giveUp:
            return fail(
                NGHTTP2_NO_ERROR,
                "no sign of the peer: a PING had no answer "
                    + "(limits.keepalive, limits.keepaliveAnswer)"
            )
        }
        for stream in streams {
            guard let since = stream.writersWaitSince,
                now - since >= TimeAmount(limits.streamDrain)
            else { continue }
            stream.resumeWriters(
                .failure(
                    Status(
                        .resourceExhausted,
                        "the peer has not read its messages for "
                            + "\(limits.streamDrain) (limits.streamDrain)"
                    )))
        }
        ticked(now)
    }

    // MARK: Little things

    private final func end(_ stream: HTTP2Stream) {
        guard !stream.peerEnded else { return }
        stream.peerEnded = true
        stream.receivedEnd()
    }

    private final func control() -> Int32 {
        abuse.control(.now()) ? Self.goOn : Self.stop
    }

    private final func wasted() -> Int32 {
        abuse.streamWasted(.now()) ? Self.goOn : Self.stop
    }

    private final func opaque(_ frame: UnsafePointer<nghttp2_frame>) -> UInt64 {
        withUnsafeBytes(of: frame.pointee.ping.opaque_data) { $0.loadUnaligned(as: UInt64.self) }
    }

    /// nghttp2 keeps our streams by address; the connection keeps them alive for as long as it
    /// does.
    private final func stream(_ id: Int32) -> HTTP2Stream? {
        guard let session, let address = nghttp2_session_get_stream_user_data(session, id) else {
            return nil
        }
        return Unmanaged<HTTP2Stream>.fromOpaque(address).takeUnretainedValue()
    }

    final func address(of stream: HTTP2Stream) -> UnsafeMutableRawPointer {
        Unmanaged.passUnretained(stream).toOpaque()
    }
}
