internal import Messages
internal import Testing

@testable internal import Wire

@Suite("Draining", .timeLimit(.minutes(5)))
struct DrainTests {
    @Test("A call under way ends well; a new one is UNAVAILABLE; streams are told")
    func drain() async throws {
        var limits = WireLimits.test
        limits.drain = .seconds(200)
        try await withServer(limits: limits) { test in
            let client = try await test.client()
            let stream = try await client.open("UntilDrain", .serverStreaming)
            try await stream.send(Payload())
            expect(try await stream.next()?.text, "begun")
            let both = try await client.open("Both", .bidirectional)
            try await both.send(Payload(text: "a"))
            expect(try await both.next()?.text, "a")
            async let drained: Void = test.server.drain()
            expect(try await stream.next()?.text, "drained")
            expect(try await stream.next(), nil)
            let refused = await status { _ = try await client.echo("Unary") }
            #expect(refused == Status(.unavailable, ""))
            #expect(refused.message.contains("stopping"))
            try await both.send(Payload(text: "b"))
            expect(try await both.next()?.text, "b")
            try await both.finishSending()
            expect(try await both.next(), nil)
            await drained
            #expect(test.server.connectionCount == 0)
        }
    }

    @Test("What does not end within the limit is ended with UNAVAILABLE")
    func limit() async throws {
        var limits = WireLimits.test
        limits.drain = .milliseconds(100)
        try await withServer(limits: limits) { test in
            let client = try await test.client()
            async let hanging = status { _ = try await client.echo("Hang") }
            // Answered after the call before it has begun.
            expect(try await client.echo("Unary", "begun"), "begun")
            await test.server.drain()
            let ended = await hanging
            #expect(ended == Status(.unavailable, ""))
        }
    }

    /// A connection with a call under way. On a busy machine it may have been idle for too long
    /// before its call came; then another is made, until the test's time limit.
    private static func busy(
        _ test: TestServer
    ) async throws -> (NativeClient, any ClientStream) {
        while true {
            try Task.checkCancellation()
            let client = try await test.client()
            do throws(Status) {
                let stream = try await client.open("Both", .bidirectional)
                try await stream.send(Payload(text: "a"))
                expect(try await stream.next()?.text, "a")
                return (client, stream)
            } catch {
                #expect(error == Status(.unavailable, ""))
                await client.close()
            }
        }
    }

    @Test("An idle connection is closed; one with a call is not")
    func idle() async throws {
        var limits = WireLimits.test
        limits.idle = .seconds(2)
        try await withServer(limits: limits) { test in
            let (client, stream) = try await Self.busy(test)
            // Each is closed after a wait that the stream, silent for longer, outlives.
            for _ in 0..<2 {
                let idle = try await RawConnection.open(test)
                expect(try await idle.readToEnd(), "")
            }
            try await stream.send(Payload(text: "b"))
            expect(try await stream.next()?.text, "b")
            stream.cancel()
            await client.close()
        }
    }
}
