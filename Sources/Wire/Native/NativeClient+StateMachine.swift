internal import Messages

/// Which streams of a connection are open, as the client sees it, and what a frame means to them.
struct NativeClientMachine {
    enum Instruction: Equatable {
        /// The call has ended; the data is a ttrpc.Response, still to be read.
        case respond(UInt32)
        case message(UInt32, isLast: Bool)
        /// The call has ended well, without a further message.
        case finish(UInt32)
        /// The call has ended because its answer cannot be used.
        case fail(UInt32, Status)
        case ignore
    }

    private enum Phase {
        case unary, streaming
        /// Nobody waits any more; the server may still be at it.
        case abandoned
    }

    private let limits: WireLimits
    private var streams: [UInt32: Phase] = [:]
    private var nextStream: UInt32 = 1

    init(limits: WireLimits) { self.limits = limits }

    /// Calls that the server may still be working on.
    var openStreams: Int { streams.count }

    /// One more call would be refused.
    var isFull: Bool { streams.count >= limits.streamsPerConnection }

    /// The id of a new stream; nil when they are used up, after 2^31 calls.
    mutating func open(isStreaming: Bool) -> UInt32? {
        guard nextStream < UInt32.max - 1 else { return nil }
        let stream = nextStream
        nextStream += 2
        streams[stream] = isStreaming ? .streaming : .unary
        return stream
    }

    /// Nobody waits for this call any more.
    mutating func abandon(_ stream: UInt32) {
        if streams[stream] != nil { streams[stream] = .abandoned }
    }

    mutating func receive(_ header: FrameHeader) -> Instruction {
        let stream = header.stream
        guard let phase = streams[stream] else { return .ignore }
        switch header.type {
        case FrameType.response:
            streams.removeValue(forKey: stream)
            return phase == .abandoned ? .ignore : .respond(stream)
        case FrameType.data: return data(header, phase)
        default:
            streams.removeValue(forKey: stream)
            return .fail(
                stream, Status(.internal, "the server sent a frame of unknown type \(header.type)"))
        }
    }

    mutating func receiveTooLong(_ header: FrameHeader) -> Instruction {
        guard streams.removeValue(forKey: header.stream) ?? .abandoned != .abandoned else {
            return .ignore
        }
        return .fail(
            header.stream,
            Status(
                .resourceExhausted,
                "an answer of \(header.length) bytes is longer than limits.messageBytes = \(limits.messageBytes)"
            ))
    }

    private mutating func data(_ header: FrameHeader, _ phase: Phase) -> Instruction {
        let stream = header.stream
        let isLast = header.flags.contains(.remoteClosed)
        if isLast { streams.removeValue(forKey: stream) }
        switch phase {
        case .abandoned: return .ignore
        case .unary:
            streams.removeValue(forKey: stream)
            return .fail(stream, Status(.internal, "the server streamed to a call of one answer"))
        case .streaming:
            if !header.flags.contains(.noData) { return .message(stream, isLast: isLast) }
            return isLast ? .finish(stream) : .ignore
        }
    }
}
