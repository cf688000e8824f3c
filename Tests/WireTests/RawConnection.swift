internal import Messages
internal import NIOCore

@testable internal import Wire

/// A connection on which a test says what it likes.
final class RawConnection: Sendable {
    private let channel: any Channel
    private let inbox: Inbox
    let handshake: TLSHandshake?

    private init(_ channel: any Channel, _ inbox: Inbox, _ handshake: TLSHandshake?) {
        self.channel = channel
        self.inbox = inbox
        self.handshake = handshake
    }

    static func open(port: Int, tls: TLSContext?) async throws -> RawConnection {
        let target = ConnectionTarget(
            host: "localhost", port: port, tls: tls, timeout: .seconds(300))
        return try await target.open(limits: .test) { channel, handshake in
            let inbox = Inbox(limits: .test)
            try channel.pipeline.syncOperations.addHandler(Collector(inbox))
            return RawConnection(channel, inbox, handshake)
        }
    }

    static func open(
        _ test: TestServer, alpn: [String] = ["ttrpc"]
    ) async throws -> RawConnection {
        let tls = try TLSContext.client(test.certificates.client, protocols: alpn)
        return try await open(port: test.port, tls: tls)
    }

    func send(_ bytes: ByteBuffer) async throws { try await channel.writeAndFlush(bytes) }

    func setReading(_ isOn: Bool) async throws {
        try await channel.setOption(.autoRead, value: isOn).get()
    }

    func send(_ text: String) async throws { try await send(ByteBuffer(string: text)) }

    /// Everything until the other side closes.
    func readToEnd() async throws -> String {
        var text = ""
        while let piece = try await inbox.next() { text += piece.text }
        return text
    }

    /// As much as `isEnough` asks for, or everything.
    func read(until isEnough: (String) -> Bool) async throws -> String {
        var text = ""
        while !isEnough(text), let piece = try await inbox.next() { text += piece.text }
        return text
    }

    /// The next frames, as many as are asked for.
    func frames(_ count: Int) async throws -> [(header: FrameHeader, response: ResponseEnvelope)] {
        var reader = FrameReader(limit: 1 << 24)
        var frames: [(FrameHeader, ResponseEnvelope)] = []
        while frames.count < count {
            while let item = reader.next() {
                guard case .frame(let header, let data) = item else { continue }
                let envelope = try Payload(buffer: data).withUnsafeBytes {
                    try ResponseEnvelope(reading: $0)
                }
                frames.append((header, envelope))
            }
            guard frames.count < count else { break }
            guard let piece = try await inbox.next() else { break }
            reader.append(piece.buffer)
        }
        return frames
    }

    func close() async { try? await channel.close() }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let inbox: Inbox

    init(_ inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        _ = inbox.put(Payload(buffer: unwrapInboundIn(data)))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { inbox.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension FrameBytes {
    /// A request frame as a client would send it.
    mutating func call(
        _ method: String, stream: UInt32, service: String = "test.Echo", text: String = "",
        flags: FrameFlags = [], timeoutNanoseconds: Int64 = 0
    ) {
        let payload = RequestEnvelope.payloadPrefix(count: text.utf8.count)
        var data = RequestEnvelope.head(service: service, method: method)
        payload.withUnsafeBytes { data += $0 }
        data += text.utf8
        data += RequestEnvelope.tail(timeoutNanoseconds: timeoutNanoseconds, metadata: [])
        add(FrameType.request, stream: stream, flags: flags, data: data)
    }
}
