internal import Logging
internal import Messages
internal import NIOCore
internal import NIOEmbedded

@testable internal import Wire

/// An HTTP/2 client that sends whatever bytes a test likes, against the server's handler itself.
final class RawPeer {
    let channel = EmbeddedChannel()
    let context: ConnectionContext
    private var output = ByteBuffer()

    struct Frame {
        let type: UInt8
        let flags: UInt8
        let stream: UInt32
        let payload: ByteBuffer
    }

    init(
        _ services: [Service] = [TestServices.echo], limits: WireLimits = .test,
        saysHello: Bool = true
    ) throws {
        let dispatcher = Dispatcher(
            services: services, gate: OpenGate(), logger: Logger(label: "test"))
        context = ConnectionContext(
            dispatcher: dispatcher, limits: limits, peer: Peer(address: "test"),
            loop: channel.eventLoop, logger: Logger(label: "test"))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try GRPC.open(channel, context)
        if saysHello { try send(Self.hello) }
    }

    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    func send(_ bytes: [UInt8]) throws {
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        channel.embeddedEventLoop.run()
    }

    /// Everything that came back since the last time.
    func frames() throws -> [Frame] {
        channel.embeddedEventLoop.run()
        while var piece = try channel.readOutbound(as: ByteBuffer.self) {
            output.writeBuffer(&piece)
        }
        var frames: [Frame] = []
        while output.readableBytes >= 9,
            let high: UInt8 = output.getInteger(at: output.readerIndex),
            let low: UInt16 = output.getInteger(at: output.readerIndex + 1)
        {
            let length = Int(high) << 16 | Int(low)
            guard output.readableBytes >= 9 + length else { break }
            output.moveReaderIndex(forwardBy: 3)
            frames.append(
                Frame(
                    type: output.readInteger() ?? 0, flags: output.readInteger() ?? 0,
                    stream: output.readInteger() ?? 0,
                    payload: output.readSlice(length: length) ?? ByteBuffer()))
        }
        return frames
    }

    /// Code and text of the GOAWAY among what came back.
    func goodbye() throws -> (code: UInt32, text: String)? {
        guard let frame = try frames().last(where: { $0.type == 7 }) else { return nil }
        var payload = frame.payload
        _ = payload.readInteger(as: UInt32.self)
        let code = payload.readInteger(as: UInt32.self) ?? .max
        return (code, String(buffer: payload))
    }

    // MARK: Bytes

    static let hello = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(4, 0, 0, [])

    static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8])
        -> [UInt8]
    {
        var bytes = ByteBuffer()
        bytes.writeInteger(UInt32(payload.count) << 8 | UInt32(type))
        bytes.writeInteger(flags)
        bytes.writeInteger(stream)
        bytes.writeBytes(payload)
        return Array(buffer: bytes)
    }

    /// Literals without indexing or Huffman: the plainest HPACK there is.
    static func fields(_ fields: [(String, String)]) -> [UInt8] {
        var block: [UInt8] = []
        for (name, value) in fields {
            block.append(0)
            block.append(UInt8(name.utf8.count))
            block += Array(name.utf8)
            block.append(UInt8(value.utf8.count))
            block += Array(value.utf8)
        }
        return block
    }

    static func request(_ path: String, more: [(String, String)] = []) -> [UInt8] {
        fields(
            [
                (":method", "POST"), (":scheme", "https"), (":path", path), (":authority", "x"),
                ("te", "trailers"), ("content-type", "application/grpc"),
            ] + more)
    }

    static func headers(_ stream: UInt32, _ path: String, endsStream: Bool = false) -> [UInt8] {
        frame(1, endsStream ? 5 : 4, stream, request(path))
    }

    static func message(_ text: String) -> [UInt8] {
        [0, 0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
    }
}
