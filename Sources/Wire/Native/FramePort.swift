internal import Messages
internal import NIOCore
internal import Synchronization

/// The way out of a native connection, on either side.
///
/// Frames of one turn of the event loop leave together; while the peer does not keep up they wait
/// in ``OutboundQueues``. Never blocks and never refuses: whoever sends asks ``isFull(_:)`` and
/// waits. Lives on the event loop.
final class FramePort {
    private let limits: WireLimits
    private var context: ChannelHandlerContext?
    private var out = ByteBuffer()
    private var queues = OutboundQueues()
    private var isFlushScheduled = false
    private var isReadingStopped = false
    /// Something passed that must not stay in memory: from then on, whatever is sent on this
    /// connection is overwritten afterwards.
    private var wipes = false
    /// Within channelRead: what is written now goes out when the read is complete.
    var isReading = false
    /// A stream's queue is half empty again.
    var drained: ((UInt32) -> Void)?
    /// Where frames are counted, on a server's side.
    var figures: DoorFigures?
    private var uncounted = 0
    /// When the peer last stopped reading; nil while it reads.
    private(set) var stuckSince: NIODeadline?

    private static let batchBytes = 64 * 1024

    init(limits: WireLimits) { self.limits = limits }

    func open(_ context: ChannelHandlerContext) { self.context = context }

    func close() {
        context = nil
        queues = OutboundQueues()
        drained = nil
    }

    /// A writer to this stream should wait.
    func isFull(_ stream: UInt32) -> Bool {
        queues.bytes(of: stream) > limits.streamOutboundBytes
            || queues.bytes > limits.connectionOutboundBytes
    }

    /// Nothing waits to be sent.
    var isIdle: Bool { queues.isEmpty && out.readableBytes == 0 }

    /// Forgets frames of a stream that have not been sent.
    func drop(_ stream: UInt32) { queues.remove(stream) }

    // MARK: Frames

    /// A successful answer to a unary call. The empty status is there for readers that ask for it.
    func respond(_ stream: UInt32, _ payload: Payload) {
        let body = payload.buffer
        if payload.isSecret { wipes = true }
        defer { if payload.isSecret { body.wipe() } }
        respond(stream, body)
    }

    private func respond(_ stream: UInt32, _ payload: ByteBuffer) {
        let prefix = ResponseEnvelope.payloadPrefix(count: payload.readableBytes)
        let length = 2 + prefix.count + payload.readableBytes
        emit(stream, type: FrameType.response, length: length) { buffer in
            buffer.writeMultipleIntegers(UInt8(0x0a), UInt8(0))
            prefix.withUnsafeBytes { _ = buffer.writeBytes($0) }
            buffer.writeImmutableBuffer(payload)
        }
    }

    /// The end of a call that failed.
    func respond(_ stream: UInt32, _ status: Status) {
        var status = status
        if status.message.utf8.count > limits.statusMessageBytes {
            status.message = String(
                decoding: status.message.utf8.prefix(limits.statusMessageBytes), as: UTF8.self)
        }
        let bytes = ResponseEnvelope.bytes(status)
        emit(stream, type: FrameType.response, length: bytes.count) { $0.writeBytes(bytes) }
    }

    func message(_ stream: UInt32, _ payload: ByteBuffer, flags: FrameFlags = []) {
        emit(stream, type: FrameType.data, flags: flags, length: payload.readableBytes) {
            $0.writeImmutableBuffer(payload)
        }
    }

    /// No more messages on this stream.
    func finish(_ stream: UInt32) {
        emit(stream, type: FrameType.data, flags: [.remoteClosed, .noData], length: 0) { _ in }
    }

    func request(
        _ stream: UInt32, head: [UInt8], payload: ByteBuffer, tail: [UInt8], flags: FrameFlags
    ) {
        let prefix = RequestEnvelope.payloadPrefix(count: payload.readableBytes)
        let length = head.count + prefix.count + payload.readableBytes + tail.count
        emit(stream, type: FrameType.request, flags: flags, length: length) { buffer in
            buffer.writeBytes(head)
            prefix.withUnsafeBytes { _ = buffer.writeBytes($0) }
            buffer.writeImmutableBuffer(payload)
            buffer.writeBytes(tail)
        }
    }

    private func emit(
        _ stream: UInt32, type: UInt8, flags: FrameFlags = [], length: Int,
        _ write: (inout ByteBuffer) -> Void
    ) {
        guard let context else { return }
        uncounted += 1
        let header = FrameHeader(length: length, stream: stream, type: type, flags: flags)
        if queues.isEmpty, context.channel.isWritable {
            header.write(into: &out)
            write(&out)
            if out.readableBytes >= Self.batchBytes { flush() } else { flushSoon() }
        } else {
            var frame = context.channel.allocator.buffer(capacity: FrameHeader.bytes + length)
            header.write(into: &frame)
            write(&frame)
            queues.append(frame, to: stream)
            if queues.bytes > limits.connectionOutboundBytes { stopReading(context) }
        }
    }

    // MARK: Bytes

    func flush() {
        guard let context, out.readableBytes > 0 else { return }
        figures?.framesOut.add(uncounted, ordering: .relaxed)
        uncounted = 0
        let batch = out
        out = context.channel.allocator.buffer(capacity: min(batch.readableBytes, Self.batchBytes))
        guard wipes else { return context.writeAndFlush(NIOAny(batch), promise: nil) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in batch.wipe() }
        context.writeAndFlush(NIOAny(batch), promise: sent)
    }

    private func flushSoon() {
        guard !isReading, !isFlushScheduled, let context else { return }
        isFlushScheduled = true
        context.eventLoop.assumeIsolated().execute {
            self.isFlushScheduled = false
            self.flush()
        }
    }

    func writabilityChanged() {
        guard let context else { return }
        guard context.channel.isWritable else {
            stuckSince = stuckSince ?? .now()
            return
        }
        stuckSince = nil
        while context.channel.isWritable, let (stream, frame) = queues.next() {
            out.writeImmutableBuffer(frame)
            if wipes { frame.wipe() }
            if out.readableBytes >= Self.batchBytes { flush() }
            if queues.bytes(of: stream) <= limits.streamOutboundBytes / 2 { drained?(stream) }
        }
        flush()
        if isReadingStopped, queues.bytes <= limits.connectionOutboundBytes / 2 {
            isReadingStopped = false
            setAutoRead(context, true)
        }
    }

    /// A peer that reads nothing at all is not read from either. One slow stream never leads here:
    /// its writer waits long before.
    private func stopReading(_ context: ChannelHandlerContext) {
        guard !isReadingStopped else { return }
        isReadingStopped = true
        setAutoRead(context, false)
    }

    private func setAutoRead(_ context: ChannelHandlerContext, _ value: Bool) {
        context.channel.setOption(.autoRead, value: value).whenFailure { _ in }
    }
}
