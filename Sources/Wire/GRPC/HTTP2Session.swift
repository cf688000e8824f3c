internal import CNGHTTP2

/// Makes nghttp2's sessions: the callbacks that lead into an ``HTTP2Connection``, the options, and
/// the
/// settings that we announce.
enum HTTP2Session {
    /// `owner` outlives the session: it deletes it.
    static func make(isServer: Bool, owner: HTTP2Connection, limits: WireLimits) -> OpaquePointer? {
        var session: OpaquePointer?
        let context = Unmanaged.passUnretained(owner).toOpaque()
        let options = makeOptions(limits)
        defer { nghttp2_option_del(options) }
        let result =
            isServer
            ? nghttp2_session_server_new2(&session, callbacks, context, options)
            : nghttp2_session_client_new2(&session, callbacks, context, options)
        precondition(result == 0, "nghttp2 could not make a session: out of memory")
        announce(session, isServer: isServer, limits: limits)
        return session
    }

    private static func makeOptions(_ limits: WireLimits) -> OpaquePointer? {
        var options: OpaquePointer?
        precondition(nghttp2_option_new(&options) == 0, "nghttp2 is out of memory")
        // Window goes back as messages are taken, not as bytes arrive.
        nghttp2_option_set_no_auto_window_update(options, 1)
        nghttp2_option_set_max_continuations(options, limits.continuations)
        nghttp2_option_set_max_outbound_ack(options, limits.controlBurst)
        // Our own budget ends the connection first, with a code and a sentence.
        nghttp2_option_set_stream_reset_rate_limit(
            options, UInt64(limits.resetBurst) * 2, UInt64(limits.resetsPerSecond) * 2)
        return options
    }

    private static func announce(_ session: OpaquePointer?, isServer: Bool, limits: WireLimits) {
        func setting(_ id: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
            nghttp2_settings_entry(
                settings_id: Int32(id.rawValue), value: UInt32(clamping: value))
        }
        var settings = [
            setting(
                NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE,
                min(limits.streamWindowBytes, Int(Int32.max))),
            setting(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.metadataBytes),
        ]
        if isServer {
            settings += [
                setting(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, limits.streamsPerConnection),
                setting(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1),
            ]
        } else {
            settings.append(setting(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
        }
        let none = UInt8(NGHTTP2_FLAG_NONE.rawValue)
        nghttp2_submit_settings(session, none, settings, settings.count)
        nghttp2_session_set_local_window_size(
            session, none, 0, Int32(clamping: limits.connectionWindowBytes))
    }

    // MARK: Callbacks

    /// Made once; nghttp2 copies them into each session and changes nothing in them.
    private nonisolated(unsafe) static let callbacks: OpaquePointer? = {
        var table: OpaquePointer?
        precondition(nghttp2_session_callbacks_new(&table) == 0, "nghttp2 is out of memory")
        nghttp2_session_callbacks_set_on_begin_headers_callback(table) { _, frame, owner in
            guard let frame, let owner else { return 0 }
            return connection(owner).onBeginHeaders(frame)
        }
        nghttp2_session_callbacks_set_on_header_callback(table) {
            _, _, name, nameLength, value, valueLength, _, owner in
            guard let owner else { return 0 }
            return connection(owner).onHeader(
                UnsafeRawBufferPointer(start: name, count: nameLength),
                UnsafeRawBufferPointer(start: value, count: valueLength))
        }
        nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, owner in
            guard let frame, let owner else { return 0 }
            return connection(owner).onFrame(frame)
        }
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) {
            _, _, id, bytes, count, owner in
            guard let owner else { return 0 }
            return connection(owner).onData(id, UnsafeRawBufferPointer(start: bytes, count: count))
        }
        nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(table) { _, _, _, owner in
            guard let owner else { return 0 }
            return connection(owner).onInvalidFrame()
        }
        nghttp2_session_callbacks_set_on_stream_close_callback(table) { _, id, code, owner in
            guard let owner else { return 0 }
            return connection(owner).onStreamClose(id, code: code)
        }
        nghttp2_session_callbacks_set_on_frame_send_callback(table) { _, frame, owner in
            guard let head = frame?.pointee.hd, let owner else { return 0 }
            connection(owner).frames.sent += 1
            guard UInt32(head.type) == NGHTTP2_HEADERS.rawValue,
                head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
            else { return 0 }
            connection(owner).sentEnd(of: head.stream_id)
            return 0
        }
        nghttp2_session_callbacks_set_send_data_callback(table) {
            _, _, head, length, source, owner in
            guard let owner, let head, let address = source?.pointee.ptr else { return 0 }
            return connection(owner).onSendData(messages(at: address), head: head, length: length)
        }
        return table
    }()

    /// What nghttp2 calls for the messages of `stream`.
    static func provider(for stream: HTTP2Stream) -> nghttp2_data_provider {
        nghttp2_data_provider(
            source: nghttp2_data_source(ptr: Unmanaged.passUnretained(stream).toOpaque())
        ) { _, _, _, room, flags, source, owner in
            guard let owner, let flags, let address = source?.pointee.ptr else {
                return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
            }
            return HTTP2Session.connection(owner).onReadData(
                HTTP2Session.messages(at: address), room: room, flags: flags)
        }
    }

    private static func connection(_ owner: UnsafeMutableRawPointer) -> HTTP2Connection {
        Unmanaged<HTTP2Connection>.fromOpaque(owner).takeUnretainedValue()
    }

    private static func messages(at address: UnsafeMutableRawPointer) -> HTTP2Stream {
        Unmanaged<HTTP2Stream>.fromOpaque(address).takeUnretainedValue()
    }
}
