internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

@Suite("Peers that do not read", .timeLimit(.minutes(5)))
struct SlowReaderTests {
    /// Pieces of 64 KiB, 16 for each byte of the request; 64 MiB are more than any socket holds.
    private static let flood = Service(
        "test.Flood",
        methods: [
            Method(
                "Run", kind: .serverStreaming,
                .streaming { requests, replies, _ in
                    let count = try await requests.next().map { 16 * $0.count } ?? 0
                    let piece = Payload(bytes: [UInt8](repeating: 1, count: 64 * 1024))
                    for _ in 0..<count { try await replies.send(piece) }
                })
        ])

    @Test("A stream that is not drained ends with RESOURCE_EXHAUSTED; calls beside it are answered")
    func notDrained() async throws {
        var limits = WireLimits.test
        limits.streamDrain = .milliseconds(200)
        limits.streamOutboundBytes = 256 * 1024
        let gate = RecordingGate()
        let services = [Self.flood, TestServices.echo]
        try await withServer(services, gate: gate, limits: limits) { test in
            let connection = try await RawConnection.open(test)
            try await connection.setReading(false)
            var frames = FrameBytes()
            frames.call(
                "Run", stream: 1, service: "test.Flood", text: String(repeating: "x", count: 64),
                flags: .remoteClosed)
            try await connection.send(frames.buffer)
            expect(
                await gate.codes(of: "test.Flood/Run", count: 1), [.resourceExhausted])
            let other = try await test.client()
            expect(try await other.echo("Unary", "beside"), "beside")
            await other.close()
            await connection.close()
        }
    }

    @Test("A writer waits for a reader that is only slow, and everything arrives")
    func slow() async throws {
        var limits = WireLimits.test
        limits.streamOutboundBytes = 128 * 1024
        try await withServer([Self.flood], limits: limits) { test in
            let client = try await test.client()
            let stream = try await client.stream(
                "test.Flood", "Run", kind: .serverStreaming, options: .patient)
            try await stream.send(Payload(text: "four"))
            var bytes = 0
            while let piece = try await stream.next() { bytes += piece.count }
            #expect(bytes == 4 * 1024 * 1024)
            await client.close()
        }
    }

    @Test("A caller that streams faster than its handler reads is refused, by name")
    func fastWriter() async throws {
        var limits = WireLimits.test
        limits.streamInboundMessages = 10
        try await withServer(limits: limits) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            frames.call("UntilDrain", stream: 1, flags: .remoteOpen)
            for _ in 0..<20 { frames.add(FrameType.data, stream: 1, data: [1]) }
            try await connection.send(frames.buffer)
            // The handler's "begun" is a data frame; the refusal is the response behind it.
            let text = try await connection.read { $0.contains("streamInboundMessages") }
            #expect(text.contains("limits.streamInboundMessages = 10"))
            await connection.close()
        }
    }
}
