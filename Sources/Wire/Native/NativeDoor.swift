internal import Logging
internal import Messages
internal import NIOCore
internal import Synchronization

/// The native door: one connection that speaks ttrpc, from its first byte to its end.
///
/// ```
/// bytes ─► FrameReader ─► NativeServerMachine ─► Dispatcher ─► handler
///                                                                │
/// bytes ◄─ FramePort (batches, queues) ◄─ NativeServerStream ◄───┘
/// ```
/// Calls that need not wait are answered within the read that brought them, and leave in one batch.
/// Does nothing but obey: what a frame means is the machine's to say.
final class NativeDoor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let connection: ConnectionContext
    let port: FramePort
    var machine: NativeServerMachine
    /// Calls that have not been answered, by stream.
    var unary: [UInt32: RunningCall] = [:]
    var streams: [UInt32: NativeServerStream] = [:]
    private var reader: FrameReader
    private var context: ChannelHandlerContext?
    private var watch: RepeatedTask?
    private var frameBegan: NIODeadline?
    private var lastRead = NIODeadline.now()
    private var closesWhenIdle = false

    static func configure(_ channel: any Channel, _ connection: ConnectionContext) throws {
        try channel.pipeline.syncOperations.addHandler(NativeDoor(connection))
    }

    init(_ connection: ConnectionContext) {
        self.connection = connection
        let limits = connection.limits
        machine = NativeServerMachine(limits: limits)
        reader = FrameReader(limit: limits.messageBytes)
        port = FramePort(limits: limits)
        port.figures = connection.figures
        port.drained = { [weak self] stream in self?.streams[stream]?.drained() }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        port.open(context)
        connection.beginDrain = { [weak self] in
            self?.closesWhenIdle = true
            self?.closeIfIdle()
        }
        connection.endNow = { [weak self] status in
            self?.endCalls(status)
            self?.port.flush()
            self?.context?.close(promise: nil)
        }
        connection.callReturned = { [weak self] in self?.closeIfIdle() }
        startWatch(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func stop() {
        context = nil
        watch?.cancel()
        endCalls(Status(.cancelled, "the caller's connection has ended"))
        connection.deadlines.stop()
        connection.beginDrain = nil
        connection.endNow = nil
        connection.callReturned = nil
        port.close()
    }

    private func endCalls(_ status: Status) {
        for call in unary.values { call.cancel(status) }
        for stream in streams.values { stream.running?.cancel(status) }
    }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        port.isReading = true
        lastRead = .now()
        reader.append(unwrapInboundIn(data))
        var frames = 0
        while let item = reader.next() {
            frames += 1
            switch item {
            case .frame(let header, let data): obey(machine.receive(header), data)
            case .tooLong(let header): obey(machine.receiveTooLong(header), ByteBuffer())
            }
        }
        connection.figures?.framesIn.add(frames, ordering: .relaxed)
        frameBegan = reader.isWithinFrame ? frameBegan ?? lastRead : nil
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        port.isReading = false
        port.flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        port.writabilityChanged()
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            // The peer sends no more, so neither will its open streams; whoever has been asked may
            // answer.
            closesWhenIdle = true
            for stream in streams.values where stream.kind != .serverStreaming {
                stream.inbox.finish(
                    throwing: Status(.cancelled, "the caller's side of the connection has ended"))
            }
            closeIfIdle()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        connection.logger.debug(
            "a native connection failed",
            metadata: ["peer": "\(connection.peer.address)", "error": "\(error)"])
        context.close(promise: nil)
    }

    private func obey(_ instruction: NativeServerMachine.Instruction, _ data: ByteBuffer) {
        switch instruction {
        case .open(let stream, let flags): open(stream, flags, data)
        case .message(let stream, let isLast): take(stream, Payload(buffer: data), isLast: isLast)
        case .finish(let stream): streams[stream]?.inbox.finish()
        case .cancel(let stream):
            end(stream, Status(.cancelled, "the caller has gone away"))
        case .refuse(let stream, let status):
            if !end(stream, status) { port.respond(stream, status) }
        case .ignore: break
        }
    }

    private func take(_ id: UInt32, _ message: Payload, isLast: Bool) {
        guard let stream = streams[id] else { return }
        guard stream.inbox.put(message) else {
            let limits = connection.limits
            end(
                id,
                Status(
                    .resourceExhausted,
                    """
                    stream \(id) sends faster than its handler reads: more than \
                    limits.streamInboundMessages = \(limits.streamInboundMessages) or \
                    limits.streamInboundBytes = \(limits.streamInboundBytes) wait
                    """))
            return
        }
        if isLast { stream.inbox.finish() }
    }

    /// Ends the call on a stream with a status. False when there is none.
    @discardableResult
    private func end(_ id: UInt32, _ status: Status) -> Bool {
        if let stream = streams[id] {
            port.drop(id)
            stream.running?.cancel(status)
            return true
        }
        if let call = unary[id] {
            call.cancel(status)
            return true
        }
        return false
    }

    // MARK: Time and the end

    private func startWatch(_ context: ChannelHandlerContext) {
        let limits = connection.limits
        let shortest = min(limits.idle, limits.frameArrival, limits.streamDrain)
        let interval = TimeAmount(max(.milliseconds(10), shortest / 4))
        let door = NIOLoopBound(self, eventLoop: context.eventLoop)
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) {
            _ in
            door.value.look()
        }
    }

    /// Ends what has waited for too long.
    private func look() {
        let now = NIODeadline.now()
        let limits = connection.limits
        func isOver(_ since: NIODeadline?, _ limit: Duration) -> Bool {
            since.map { now - $0 >= TimeAmount(limit) } ?? false
        }
        for (id, stream) in streams where isOver(stream.writers.waitingSince, limits.streamDrain) {
            end(
                id,
                Status(
                    .resourceExhausted,
                    "stream \(id) was not drained within limits.streamDrain = \(limits.streamDrain)"
                ))
        }
        let isIdle = connection.callsUnderWay == 0 && isOver(lastRead, limits.idle)
        if isIdle || isOver(frameBegan, limits.frameArrival)
            || isOver(port.stuckSince, limits.streamDrain * 2)
        {
            context?.close(promise: nil)
        }
    }

    func closeIfIdle() {
        guard closesWhenIdle, machine.openStreams == 0, connection.callsUnderWay == 0 else {
            return
        }
        port.flush()
        guard port.isIdle else { return }
        context?.close(promise: nil)
    }
}
