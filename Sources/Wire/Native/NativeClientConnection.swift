internal import DequeModule
internal import Messages
internal import NIOCore

/// One connection to a native door, seen from the client. Lives on the event loop; ``NativeClient``
/// comes here from elsewhere.
final class NativeClientConnection: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let loop: any EventLoop
    private let limits: WireLimits
    private let port: FramePort
    private let deadlines: CallDeadlines
    private var machine: NativeClientMachine
    private var reader: FrameReader
    private var calls: [UInt32: NativeClientCall] = [:]
    /// Calls that wait until the connection has room for one more.
    private var waiting: Deque<NativeClientCall> = []
    private var context: ChannelHandlerContext?
    private var ended: Status?
    private var closing: EventLoopPromise<Void>?

    init(loop: any EventLoop, limits: WireLimits) {
        self.loop = loop
        self.limits = limits
        port = FramePort(limits: limits)
        deadlines = CallDeadlines(loop)
        machine = NativeClientMachine(limits: limits)
        reader = FrameReader(limit: limits.messageBytes)
        port.drained = { [weak self] stream in
            guard let self, let call = calls[stream], !port.isFull(stream) else { return }
            call.writers.resume(.success(()))
        }
    }

    // MARK: Calls

    /// Takes a call on: sends its request now, or as soon as there is room.
    func start(_ call: NativeClientCall) {
        if let ended {
            call.respond(.failure(ended))
            return
        }
        if let deadline = call.deadline {
            call.expired = { [weak self, weak call] in
                guard let self, let call else { return }
                end(
                    call,
                    Status(
                        .deadlineExceeded, "\(call.path): no answer before the caller's deadline"))
            }
            deadlines.add(call, at: deadline)
        }
        if machine.isFull || !waiting.isEmpty { waiting.append(call) } else { open(call) }
    }

    private func open(_ call: NativeClientCall) {
        guard let stream = machine.open(isStreaming: call.isStreaming) else {
            call.respond(
                .failure(
                    Status(.unavailable, "this connection has used up its stream ids; open another")
                ))
            return
        }
        call.stream = stream
        calls[stream] = call
        call.hasFinishedSending = !call.flags.contains(.remoteOpen)
        port.request(
            stream, head: call.head, payload: call.payload, tail: call.tail(), flags: call.flags)
        call.writers.resume(.success(()))
    }

    private func openWaiting() {
        while !machine.isFull, let call = waiting.popFirst() {
            if call.listener != nil { open(call) }
        }
        closeIfIdle()
    }

    /// Ends a call on this side: its deadline has come, or nobody wants the answer.
    func end(_ call: NativeClientCall, _ status: Status) {
        guard call.listener != nil else { return }
        let wasStreaming = call.isStreaming
        call.respond(.failure(status))
        guard let stream = call.stream, calls[stream] != nil else {
            deadlines.remove(call)
            return
        }
        port.drop(stream)
        machine.abandon(stream)
        forget(call, stream)
        guard wasStreaming, context != nil else { return }
        // ttrpc has no frame that cancels. To our server the end said twice is one; to others it is
        // harmless.
        if !call.hasFinishedSending { port.finish(stream) }
        port.finish(stream)
    }

    private func forget(_ call: NativeClientCall, _ stream: UInt32) {
        calls.removeValue(forKey: stream)
        deadlines.remove(call)
    }

    func send(
        _ message: Payload, on call: NativeClientCall, ticket: UInt64,
        _ continuation: StreamWriters.Continuation
    ) {
        if let ended {
            continuation.resume(returning: .failure(ended))
        } else if call.listener == nil || call.hasFinishedSending {
            continuation.resume(
                returning: .failure(
                    Status(
                        .failedPrecondition,
                        "\(call.path) takes no more messages: the call or its sending has ended")))
        } else if message.count > limits.messageBytes {
            continuation.resume(returning: .failure(limits.tooLong(message)))
        } else if let stream = call.stream {
            port.message(stream, message.buffer)
            if port.isFull(stream) {
                call.writers.wait(continuation, ticket: ticket)
            } else {
                continuation.resume(returning: .success(()))
            }
        } else {
            continuation.resume(
                returning: .failure(
                    Status(
                        .resourceExhausted,
                        "limits.streamsPerConnection = \(limits.streamsPerConnection) calls are under way; \(call.path) waits for its turn"
                    )))
        }
    }

    func finishSending(_ call: NativeClientCall) {
        guard !call.hasFinishedSending, call.listener != nil, let stream = call.stream else {
            return
        }
        call.hasFinishedSending = true
        port.finish(stream)
    }

    // MARK: The pipeline

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        port.open(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop(Status(.unavailable, "the connection to the server has ended"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop(Status(.unavailable, "the server has closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        stop(Status(.unavailable, "the connection to the server failed: \(error)"))
        context.close(promise: nil)
    }

    private func stop(_ status: Status) {
        guard ended == nil else { return }
        ended = status
        context = nil
        for call in calls.values { call.respond(.failure(status)) }
        for call in waiting { call.respond(.failure(status)) }
        calls = [:]
        waiting = []
        deadlines.stop()
        port.close()
        closing?.succeed()
        closing = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        port.isReading = true
        reader.append(unwrapInboundIn(data))
        while let item = reader.next() {
            switch item {
            case .frame(let header, let data): obey(machine.receive(header), data)
            case .tooLong(let header): obey(machine.receiveTooLong(header), ByteBuffer())
            }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        openWaiting()
        port.isReading = false
        port.flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        port.writabilityChanged()
        closeIfIdle()
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    private func obey(_ instruction: NativeClientMachine.Instruction, _ data: ByteBuffer) {
        switch instruction {
        case .ignore: return
        case .respond(let stream): settle(stream) { $0.respond(limits.result(of: data)) }
        case .finish(let stream): settle(stream) { $0.finish() }
        case .fail(let stream, let status): settle(stream) { $0.respond(.failure(status)) }
        case .message(let stream, let isLast):
            guard let call = calls[stream] else { return }
            guard call.take(Payload(buffer: data)) else {
                end(
                    call,
                    Status(
                        .resourceExhausted,
                        "\(call.path): the server streams faster than its messages are read"))
                return
            }
            if isLast { settle(stream) { $0.finish() } }
        }
    }

    private func settle(_ stream: UInt32, _ how: (NativeClientCall) -> Void) {
        guard let call = calls[stream] else { return }
        forget(call, stream)
        how(call)
    }

    // MARK: The end

    /// Closes once every call has ended. The promise is kept then.
    func close(_ promise: EventLoopPromise<Void>) {
        guard ended == nil else {
            promise.succeed()
            return
        }
        if let closing {
            closing.futureResult.cascade(to: promise)
        } else {
            closing = promise
        }
        closeIfIdle()
    }

    /// Closes whatever is under way.
    func closeNow() { context?.close(promise: nil) }

    private func closeIfIdle() {
        guard closing != nil, calls.isEmpty, waiting.isEmpty else { return }
        port.flush()
        if port.isIdle { context?.close(promise: nil) }
    }
}

extension WireLimits {
    /// What a ttrpc.Response says.
    fileprivate func result(of data: ByteBuffer) -> Result<Payload, Status> {
        do throws(MessageError) {
            let envelope = try Payload(buffer: data).withUnsafeBytes { bytes throws(MessageError) in
                try ResponseEnvelope(reading: bytes, limits: self.envelope)
            }
            guard envelope.status.code == .ok else { return .failure(envelope.status) }
            let payload = data.getSlice(
                at: data.readerIndex + envelope.payload.lowerBound, length: envelope.payload.count)
            return .success(Payload(buffer: payload ?? ByteBuffer()))
        } catch {
            return .failure(Status(.internal, "the server's answer cannot be read: \(error)"))
        }
    }
}
