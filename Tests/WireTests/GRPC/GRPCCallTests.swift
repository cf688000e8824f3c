internal import Messages
internal import Testing

@testable internal import Wire

/// Runs `body` with a gRPC client of a TLS server.
private func withGRPC<Result>(
    gate: any CallGate = OpenGate(), limits: WireLimits = .test,
    _ body: (GRPCClient, TestServer) async throws -> Result
) async throws -> Result {
    try await withServer(gate: gate, limits: limits) { test in
        let client = try await GRPCClient.connect(
            host: "localhost", port: test.port, tls: test.certificates.client, limits: .test,
            timeout: .seconds(300))
        let result = try await body(client, test)
        await client.close()
        return result
    }
}

@Suite("Calls through the gRPC door", .timeLimit(.minutes(5)))
struct GRPCCallTests {
    @Test(
        "Unary calls are answered, whichever way the handler runs",
        arguments: ["Immediate", "Unary", "Later"])
    func unary(method: String) async throws {
        try await withGRPC { client, _ async throws in
            #expect(try await client.echo(method, "hello") == "hello")
            #expect(try await client.echo(method, "") == "")
        }
    }

    @Test("Many calls run side by side, more than the server takes at once")
    func sideBySide() async throws {
        try await withGRPC { client, _ async throws in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<600 {
                    group.addTask { try await client.echo("Later", "\(index)") == "\(index)" }
                }
                for try await isEqual in group { #expect(isEqual) }
            }
        }
    }

    @Test("A message longer than every window comes through both ways")
    func longMessage() async throws {
        try await withGRPC { client, _ async throws in
            let text = String(repeating: "x", count: 3_000_000)
            #expect(try await client.echo("Unary", text) == text)
            let stream = try await client.open("Both", .bidirectional)
            try await stream.send(Payload(text: text))
            #expect(try await stream.next()?.text == text)
            try await stream.finishSending()
            #expect(try await stream.next() == nil)
        }
    }

    @Test("A message over the limit is refused with both numbers and the setting")
    func tooLong() async throws {
        var limits = WireLimits.test
        limits.messageBytes = 1_000
        try await withGRPC(limits: limits) { client, _ async throws in
            let ended = await status {
                _ = try await client.echo("Unary", String(repeating: "x", count: 1_001))
            }
            #expect(ended.code == .resourceExhausted)
            for part in ["1001", "1000", "limits.messageBytes"] {
                #expect(ended.message.contains(part))
            }
            #expect(try await client.echo("Unary", "next") == "next")
        }
    }

    @Test("Compressed messages are unpacked, and answered compressed where the handler says so")
    func compression() async throws {
        try await withGRPC { client, _ async throws in
            var request = Payload(text: String(repeating: "again ", count: 10_000))
            request.isCompressed = true
            let answer = try await client.unary(
                "test.Echo", "Unary", request, options: .patient)
            #expect(answer.isCompressed)
            #expect(answer.text == request.text)
        }
    }

    @Test("A status comes back with its message and its details")
    func failure() async throws {
        try await withGRPC { client, _ async throws in
            let ended = await status { _ = try await client.echo("Fail") }
            #expect(ended.code == .failedPrecondition)
            #expect(ended.message == "not now")
            #expect(ended.details == [.errorInfo(reason: "TEST", metadata: ["a": "b"])])
            let broken = await status { _ = try await client.echo("Break") }
            #expect(broken.code == .internal)
            #expect(!broken.message.contains("1234"))
        }
    }

    @Test("What is not served is unimplemented")
    func unknown() async throws {
        try await withGRPC { client, _ async throws in
            #expect(await status { _ = try await client.echo("Nothing") }.code == .unimplemented)
            let ended = await status {
                _ = try await client.unary("no.Service", "Call", Payload(), options: .patient)
            }
            #expect(ended.code == .unimplemented)
        }
    }

    @Test("The deadline ends a call on both sides")
    func deadline() async throws {
        let gate = RecordingGate()
        try await withGRPC(gate: gate) { client, _ async throws in
            let ended = await status {
                _ = try await client.echo("Hang", timeout: .seconds(3))
            }
            #expect(ended.code == .deadlineExceeded)
            let codes = await gate.codes(of: "test.Echo/Hang", count: 1)
            #expect(codes.first == .deadlineExceeded || codes.first == .cancelled)
        }
    }

    @Test("Cancelling the caller's task cancels the handler")
    func cancellation() async throws {
        let gate = RecordingGate()
        try await withGRPC(gate: gate) { client, _ async throws in
            let call = Task { await status { _ = try await client.echo("Hang") } }
            await gate.admitted("test.Echo/Hang")
            call.cancel()
            #expect(await call.value.code == .cancelled)
            #expect(await gate.codes(of: "test.Echo/Hang", count: 1) == [.cancelled])
        }
    }

    @Test("Metadata reaches the handler, bytes and all")
    func metadata() async throws {
        try await withGRPC { client, _ async throws in
            var metadata = Metadata([("x-test", "value")])
            metadata.add("x-data-bin", bytes: [0, 255, 10])
            #expect(try await client.echo("Metadata", metadata: metadata) == "value")
            #expect(
                try await client.echo("Metadata", metadata: Metadata([("x-test", "other")]))
                    == "other")
            #expect(try await client.echo("Metadata") == "")
        }
    }

    @Test("The three kinds of streams")
    func streams() async throws {
        try await withGRPC { client, _ async throws in
            let down = try await client.open("Repeat", .serverStreaming)
            try await down.send(Payload(text: "12345"))
            try await down.finishSending()
            var got: [String] = []
            while let message = try await down.next() { got.append(message.text) }
            #expect(got == ["0", "1", "2", "3", "4"])

            let up = try await client.open("Join", .clientStreaming)
            for text in ["a", "b", "c"] { try await up.send(Payload(text: text)) }
            try await up.finishSending()
            #expect(try await up.next()?.text == "abc")

            let both = try await client.open("Both", .bidirectional)
            for index in 0..<50 {
                try await both.send(Payload(text: "\(index)"))
                #expect(try await both.next()?.text == "\(index)")
            }
            both.cancel()
        }
    }

    @Test("A stream that is refused tells its reader and its writer, who had not finished")
    func refusedStream() async throws {
        try await withGRPC { client, _ async throws in
            for _ in 0..<300 {
                let stream = try await client.open("Nothing", .bidirectional)
                #expect(await status { _ = try await stream.next() }.code == .unimplemented)
                let sent = await status { try await stream.send(Payload(text: "x")) }
                #expect(sent.code == .unimplemented)
            }
            #expect(try await client.echo("Unary", "still here") == "still here")
        }
    }

    @Test("A writer waits for a reader that does not read, and goes on when it does")
    func slowReader() async throws {
        var limits = WireLimits.test
        limits.streamOutboundBytes = 64 * 1024
        try await withGRPC(limits: limits) { client, _ async throws in
            let stream = try await client.open("Both", .bidirectional)
            let text = String(repeating: "x", count: 100_000)
            let writer = Task {
                for _ in 0..<60 { try await stream.send(Payload(text: text)) }
                try await stream.finishSending()
            }
            // Calls beside the stream that nobody reads.
            for index in 0..<50 {
                #expect(try await client.echo("Unary", "\(index)") == "\(index)")
            }
            var count = 0
            while let message = try await stream.next() {
                #expect(message.count == 100_000)
                count += 1
            }
            #expect(count == 60)
            try await writer.value
        }
    }

    @Test("Draining lets streams end well and refuses what comes later")
    func drain() async throws {
        var limits = WireLimits.test
        limits.drain = .seconds(200)
        try await withGRPC(limits: limits) { client, test async throws in
            let stream = try await client.open("UntilDrain", .serverStreaming)
            #expect(try await stream.next()?.text == "begun")
            let draining = Task { await test.server.drain() }
            #expect(try await stream.next()?.text == "drained")
            #expect(try await stream.next() == nil)
            await draining.value
            #expect(await status { _ = try await client.echo("Unary") }.code == .unavailable)
        }
    }
}
