internal import Messages

/// Which streams of a connection are open, as the server sees it, and what a frame means to them.
///
/// Three kinds of wrong: theirs ends with `refuse` and reaches one stream; harmless frames are
/// `ignored` and counted; ours is a precondition. Nothing here ends the connection: a frame that
/// can be told from the next one does no harm to the others.
struct NativeServerMachine {
    enum Instruction: Equatable {
        /// A call begins. The data is a ttrpc.Request, still to be read.
        case open(UInt32, FrameFlags)
        /// A message of a streaming call; `isLast` says that no more will come.
        case message(UInt32, isLast: Bool)
        /// No more messages will come.
        case finish(UInt32)
        /// The caller has gone away from this stream.
        case cancel(UInt32)
        /// Answer with this status. Where a call is under way on the stream, it ends.
        case refuse(UInt32, Status)
        case ignore
    }

    private enum Phase {
        /// Messages may come.
        case receiving
        /// The caller has sent all there is.
        case received
    }

    private let limits: WireLimits
    private var streams: [UInt32: Phase] = [:]
    private var lastStream: UInt32 = 0
    /// Frames for streams that had ended: they crossed our answer on the wire.
    private(set) var ignored = 0

    init(limits: WireLimits) { self.limits = limits }

    var openStreams: Int { streams.count }

    mutating func receive(_ header: FrameHeader) -> Instruction {
        guard header.stream % 2 == 1 else {
            return .refuse(
                header.stream,
                Status(
                    .invalidArgument,
                    "stream id \(header.stream) is even; a client's streams have odd ids"))
        }
        switch header.type {
        case FrameType.request: return request(header)
        case FrameType.data: return data(header)
        default:
            return end(
                header.stream,
                Status(
                    .invalidArgument,
                    "a client does not send frames of type \(header.type); request is 1 and data is 3"
                ))
        }
    }

    /// A frame whose data is longer than the limit, and is not kept.
    mutating func receiveTooLong(_ header: FrameHeader) -> Instruction {
        let instruction = receive(header)
        let status = Status(
            .resourceExhausted,
            "a frame of \(header.length) bytes is longer than limits.messageBytes = \(limits.messageBytes)"
        )
        switch instruction {
        case .open(let stream, _), .message(let stream, _), .finish(let stream),
            .cancel(let stream):
            return end(stream, status)
        case .refuse, .ignore: return instruction
        }
    }

    /// The last frame of the stream has been handed out.
    mutating func close(_ stream: UInt32) { streams.removeValue(forKey: stream) }

    private mutating func request(_ header: FrameHeader) -> Instruction {
        let stream = header.stream
        guard stream > lastStream else {
            return end(
                stream,
                Status(
                    .invalidArgument,
                    "stream id \(stream) was used before or skipped; ids rise, the last was \(lastStream)"
                ))
        }
        lastStream = stream
        guard streams.count < limits.streamsPerConnection else {
            return .refuse(
                stream,
                Status(
                    .resourceExhausted,
                    "more than limits.streamsPerConnection = \(limits.streamsPerConnection) calls at once on this connection"
                ))
        }
        guard !header.flags.isSuperset(of: [.remoteOpen, .remoteClosed]) else {
            return .refuse(
                stream,
                Status(.invalidArgument, "a request is flagged both remote open and remote closed"))
        }
        streams[stream] = header.flags.contains(.remoteOpen) ? .receiving : .received
        return .open(stream, header.flags)
    }

    private mutating func data(_ header: FrameHeader) -> Instruction {
        let stream = header.stream
        guard let phase = streams[stream] else {
            guard stream <= lastStream else {
                return .refuse(
                    stream,
                    Status(
                        .invalidArgument, "data for stream \(stream), which no request has opened"))
            }
            ignored += 1
            return .ignore
        }
        let isLast = header.flags.contains(.remoteClosed)
        let isEmpty = header.flags.contains(.noData)
        guard phase == .receiving else {
            // ttrpc has no frame that cancels. The end said twice is harmless to servers that do
            // not know it, and means to this one that the caller has stopped listening.
            if isLast, isEmpty { return .cancel(stream) }
            return end(
                stream,
                Status(.invalidArgument, "data on stream \(stream), which its sender had closed"))
        }
        if isLast { streams[stream] = .received }
        switch (isEmpty, isLast) {
        case (false, _): return .message(stream, isLast: isLast)
        case (true, true): return .finish(stream)
        case (true, false):
            ignored += 1
            return .ignore
        }
    }

    private mutating func end(_ stream: UInt32, _ status: Status) -> Instruction {
        streams.removeValue(forKey: stream)
        return .refuse(stream, status)
    }
}
