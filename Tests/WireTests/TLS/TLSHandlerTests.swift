internal import Messages
internal import NIOCore
internal import NIOEmbedded
internal import Testing

@testable internal import Wire

@Suite("TLS in a pipeline")
struct TLSHandlerTests {
    /// A server's handler after its handshake, and the client that it talks to.
    private func withPair(
        _ body: (EmbeddedChannel, borrowing TLSSession) throws -> Void
    ) throws {
        let files = try TestCertificates()
        let channel = EmbeddedChannel(
            handler: TLSHandler(
                try TLSSession.accepting(try TLSContext.server(files.server, protocols: ["ttrpc"])),
                isServer: true, limits: .standard))
        try channel.connect(to: try SocketAddress(unixDomainSocketPath: "test")).wait()
        let client = try TLSSession.connecting(
            try TLSContext.client(files.client, protocols: ["ttrpc"]), to: "localhost")
        for _ in 0..<5 {
            _ = client.handshake()
            if let bytes = client.takeOutput(channel.allocator) { try channel.writeInbound(bytes) }
            while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
                client.receive(bytes)
            }
        }
        try body(channel, client)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }

    /// Lengths of the TLS records that the channel has sent.
    private func records(_ channel: EmbeddedChannel) throws -> (lengths: [Int], bytes: ByteBuffer) {
        var all = ByteBuffer()
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
            all.writeImmutableBuffer(bytes)
        }
        var lengths: [Int] = []
        var rest = all
        while rest.readInteger(as: UInt8.self) != nil {
            _ = rest.readInteger(as: UInt16.self)
            let length = Int(rest.readInteger(as: UInt16.self) ?? 0)
            rest.moveReaderIndex(forwardBy: length)
            lengths.append(length)
        }
        return (lengths, all)
    }

    @Test("Small pieces that are flushed together share a record; nothing goes before the flush")
    func coalescing() throws {
        try withPair { channel, client in
            var expected = ByteBuffer()
            for index in 0..<100 {
                let piece = ByteBuffer(string: "piece \(index);")
                expected.writeImmutableBuffer(piece)
                channel.write(piece, promise: nil)
            }
            #expect(try records(channel).lengths.isEmpty)
            channel.flush()
            let sent = try records(channel)
            #expect(sent.lengths.count == 1)
            client.receive(sent.bytes)
            var received = ByteBuffer()
            #expect(client.read(into: &received) == .wantsMore)
            #expect(received == expected)
        }
    }

    @Test("Pieces of every size around a record keep their order")
    func sizes() throws {
        try withPair { channel, client in
            var expected = ByteBuffer()
            for size in [1, 16_383, 16_384, 16_385, 5, 0, 40_000, 3] {
                let piece = ByteBuffer(repeating: UInt8(truncatingIfNeeded: size), count: size)
                expected.writeImmutableBuffer(piece)
                channel.write(piece, promise: nil)
            }
            channel.flush()
            let sent = try records(channel)
            #expect(sent.lengths.allSatisfy { $0 <= 16_384 + 256 })
            client.receive(sent.bytes)
            var received = ByteBuffer()
            #expect(client.read(into: &received) == .wantsMore)
            #expect(received == expected)
        }
    }

    @Test("Every promise of a batch is kept")
    func promises() throws {
        try withPair { channel, _ in
            let futures = (0..<3).map { _ in channel.write(ByteBuffer(string: "x")) }
            channel.flush()
            for future in futures { try future.wait() }
        }
    }

    @Test("A close says close_notify; the peer's close_notify closes the input")
    func closing() throws {
        try withPair { channel, client in
            client.close()
            if let notify = client.takeOutput(channel.allocator) {
                try channel.writeInbound(notify)
            }
            #expect(channel.isActive)
            channel.close(promise: nil)
            client.receive(try records(channel).bytes)
            var nothing = ByteBuffer()
            #expect(client.read(into: &nothing) == .closed)
        }
    }
}
