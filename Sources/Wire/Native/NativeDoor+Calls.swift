internal import Messages
internal import NIOCore

extension NativeDoor {
    /// A request frame as far as it has been understood.
    private struct Opening {
        let route: Route
        let payload: Payload
        let call: Call
    }

    /// Reads a request and starts its handler.
    func open(_ id: UInt32, _ flags: FrameFlags, _ data: ByteBuffer) {
        let opening: Opening
        do throws(Status) {
            opening = try read(data)
            try check(flags, opening.route)
        } catch {
            answer(id, .failure(error))
            return
        }
        if opening.route.method.kind == .unary {
            let call = connection.dispatcher.start(
                opening.route, opening.payload, opening.call, on: connection
            ) { [weak self] result in self?.answer(id, result) }
            if let call { unary[id] = call }
        } else {
            stream(id, flags, opening)
        }
    }

    private func stream(_ id: UInt32, _ flags: FrameFlags, _ opening: Opening) {
        let kind = opening.route.method.kind
        let stream = NativeServerStream(
            id: id, kind: kind, loop: connection.loop, limits: connection.limits, port: port)
        // A caller who streams may leave its first message out of the request; who sends one may
        // not.
        if kind == .serverStreaming || opening.payload.count > 0 {
            _ = stream.inbox.put(opening.payload)
        }
        if flags.contains(.remoteClosed) { stream.inbox.finish() }
        streams[id] = stream
        let call = connection.dispatcher.start(
            opening.route, reading: stream, writing: stream, opening.call, on: connection
        ) { [weak self] result in self?.answer(stream, result) }
        stream.running = call
    }

    private func read(_ data: ByteBuffer) throws(Status) -> Opening {
        try Payload(buffer: data).withUnsafeBytes { bytes throws(Status) in
            let envelope: RequestEnvelope
            do throws(MessageError) {
                envelope = try RequestEnvelope(
                    reading: bytes, limits: connection.limits.envelope)
            } catch {
                throw Status(.invalidArgument, "the request frame cannot be read: \(error)")
            }
            let service = UnsafeRawBufferPointer(rebasing: bytes[envelope.service])
            let method = UnsafeRawBufferPointer(rebasing: bytes[envelope.method])
            guard let route = connection.dispatcher.routes.find(service: service, method: method)
            else {
                throw connection.dispatcher.unknown(
                    service: String(decoding: service, as: UTF8.self),
                    method: String(decoding: method, as: UTF8.self))
            }
            let call = Call(
                service: route.service, method: route.method.name, door: .native,
                kind: route.method.kind, metadata: try metadata(envelope, bytes),
                peer: connection.peer,
                deadline: deadline(envelope.timeoutNanoseconds), response: .dropped,
                drain: connection.dispatcher.drain)
            let payload = data.getSlice(
                at: data.readerIndex + envelope.payload.lowerBound, length: envelope.payload.count)
            return Opening(
                route: route, payload: Payload(buffer: payload ?? ByteBuffer()), call: call)
        }
    }

    private func metadata(
        _ envelope: RequestEnvelope, _ bytes: UnsafeRawBufferPointer
    ) throws(Status) -> Metadata {
        guard !envelope.metadata.isEmpty else { return Metadata() }
        let limits = connection.limits
        guard envelope.metadata.count <= limits.metadataEntries else {
            throw Status(
                .resourceExhausted,
                "\(envelope.metadata.count) metadata entries; limits.metadataEntries = \(limits.metadataEntries)"
            )
        }
        let size = envelope.metadata.reduce(0) { $0 + $1.key.count + $1.value.count + 32 }
        guard size <= limits.metadataBytes else {
            throw Status(
                .resourceExhausted,
                "metadata of \(size) bytes; limits.metadataBytes = \(limits.metadataBytes)")
        }
        return Metadata(
            envelope.metadata.map { entry in
                let key = RequestEnvelope.text(entry.key, in: bytes)
                let isLower = !key.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= $0 }
                return (
                    isLower ? key : key.lowercased(), RequestEnvelope.text(entry.value, in: bytes)
                )
            })
    }

    private func deadline(_ nanoseconds: Int64) -> ContinuousClock.Instant? {
        guard nanoseconds != 0 else { return nil }
        return .now + min(.nanoseconds(nanoseconds), connection.limits.callDuration)
    }

    private func check(_ flags: FrameFlags, _ route: Route) throws(Status) {
        let isStreaming = !flags.isDisjoint(with: [.remoteOpen, .remoteClosed])
        if route.method.kind == .unary, flags.contains(.remoteOpen) {
            throw Status(
                .invalidArgument,
                "\(route.service)/\(route.method.name) takes one message; its request is not flagged remote open"
            )
        }
        if route.method.kind != .unary, !isStreaming {
            throw Status(
                .invalidArgument,
                "\(route.service)/\(route.method.name) streams; its request is flagged remote open or remote closed"
            )
        }
    }

    // MARK: Out

    private func answer(_ id: UInt32, _ result: Result<Payload, Status>) {
        unary.removeValue(forKey: id)
        machine.close(id)
        switch result {
        case .success(let payload):
            if payload.count > connection.limits.messageBytes {
                port.respond(id, connection.limits.tooLong(payload))
            } else {
                port.respond(id, payload)
            }
        case .failure(let status): port.respond(id, status)
        }
    }

    private func answer(_ stream: NativeServerStream, _ result: Result<Payload, Status>) {
        streams.removeValue(forKey: stream.id)
        machine.close(stream.id)
        switch result {
        case .failure(let status):
            stream.close(status)
            port.respond(stream.id, status)
        case .success:
            stream.close(Status(.cancelled, "the call has ended"))
            guard stream.kind == .clientStreaming else {
                port.finish(stream.id)
                return
            }
            if let reply = stream.reply {
                port.respond(stream.id, reply)
            } else {
                port.respond(stream.id, Status(.internal, "the method ended without its answer"))
            }
        }
    }
}

extension WireLimits {
    /// For the envelope of a native frame: as long as the frame may be.
    var envelope: DecodeLimits {
        var limits = DecodeLimits.standard
        limits.bytes = messageBytes
        return limits
    }
}
