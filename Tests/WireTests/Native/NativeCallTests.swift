internal import Messages
internal import Testing

@testable internal import Wire

@Suite("Calls through the native door, in process and over TLS", .timeLimit(.minutes(5)))
struct NativeCallTests {
    @Test("All three kinds of unary handler answer", arguments: Road.allCases)
    func unary(road: Road) async throws {
        try await withClient(road) { client in
            for method in ["Immediate", "Unary", "Later"] {
                expect(try await client.echo(method, "hello"), "hello")
                expect(try await client.echo(method, ""), "")
            }
        }
    }

    @Test("Many calls run side by side on one connection", arguments: Road.allCases)
    func sideBySide(road: Road) async throws {
        try await withClient(road) { client in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<1000 {
                    group.addTask {
                        try await client.echo(index % 2 == 0 ? "Unary" : "Later", "\(index)")
                            == "\(index)"
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test("A message of exactly the limit passes; one byte more is refused with both numbers")
    func longest() async throws {
        var limits = WireLimits.test
        limits.messageBytes = 100_000
        try await withClient(.tls, limits: limits) { client in
            let text = String(repeating: "x", count: 99_000)
            expect(try await client.echo("Unary", text), text)
            // The client's own limit is the standard one, so it is the server that refuses.
            let refusal = await status {
                _ = try await client.echo("Unary", text + text)
            }
            #expect(refusal == Status(.resourceExhausted, ""))
            #expect(refusal.message.contains("limits.messageBytes = 100000"))
            expect(try await client.echo("Unary", "still here"), "still here")
        }
    }

    @Test("A large message arrives whole", arguments: Road.allCases)
    func large(road: Road) async throws {
        try await withClient(road) { client in
            let bytes = (0..<4_000_000).map { UInt8(truncatingIfNeeded: $0) }
            let answer = try await client.unary(
                "test.Echo", "Unary", Payload(bytes: bytes), options: .patient)
            #expect(answer == Payload(bytes: bytes))
        }
    }

    @Test("The server streams", arguments: Road.allCases)
    func serverStreaming(road: Road) async throws {
        try await withClient(road) { client in
            let stream = try await client.open("Repeat", .serverStreaming)
            try await stream.send(Payload(bytes: [UInt8](repeating: 0, count: 500)))
            try await stream.finishSending()
            var count = 0
            while let message = try await stream.next() {
                #expect(message.text == "\(count)")
                count += 1
            }
            #expect(count == 500)
            expect(try await stream.next(), nil)
        }
    }

    @Test("A server stream without messages ends", arguments: Road.allCases)
    func emptyStream(road: Road) async throws {
        try await withClient(road) { client in
            let stream = try await client.open("Repeat", .serverStreaming)
            try await stream.send(Payload())
            expect(try await stream.next(), nil)
        }
    }

    @Test("The client streams", arguments: Road.allCases)
    func clientStreaming(road: Road) async throws {
        try await withClient(road) { client in
            let stream = try await client.open("Join", .clientStreaming)
            for word in ["one ", "two ", "three"] { try await stream.send(Payload(text: word)) }
            try await stream.finishSending()
            expect(try await stream.next()?.text, "one two three")
            expect(try await stream.next(), nil)
        }
    }

    @Test("Both stream", arguments: Road.allCases)
    func bidirectional(road: Road) async throws {
        try await withClient(road) { client in
            let stream = try await client.open("Both", .bidirectional)
            for index in 0..<100 {
                try await stream.send(Payload(text: "\(index)"))
                expect(try await stream.next()?.text, "\(index)")
            }
            try await stream.finishSending()
            expect(try await stream.next(), nil)
        }
    }

    @Test("A status travels with its details", arguments: Road.allCases)
    func details(road: Road) async throws {
        try await withClient(road) { client in
            let failure = await status { _ = try await client.echo("Fail") }
            #expect(failure == Status(.failedPrecondition, ""))
            #expect(failure.message == "not now")
            #expect(failure.errorInfo?.reason == "TEST")
        }
    }

    @Test("An error that is no status says INTERNAL, and nothing of what it holds")
    func secrets() async throws {
        try await withClient(.socketpair) { client in
            let failure = await status { _ = try await client.echo("Break") }
            #expect(failure == Status(.internal, ""))
            #expect(!failure.message.contains("1234"))
        }
    }

    @Test("Metadata reaches the handler, its keys in lower case")
    func metadata() async throws {
        try await withClient(.tls) { client in
            let metadata = Metadata([("X-Test", "value"), ("x-test", "second")])
            expect(try await client.echo("Metadata", metadata: metadata), "value")
        }
    }

    @Test("Too much metadata is refused by name")
    func tooMuchMetadata() async throws {
        try await withClient(.socketpair) { client in
            let long = Metadata([("x-test", String(repeating: "v", count: 20_000))])
            let refusal = await status {
                _ = try await client.echo("Metadata", metadata: long)
            }
            #expect(refusal == Status(.resourceExhausted, ""))
            #expect(refusal.message.contains("limits.metadataBytes"))
        }
    }

    @Test("Unknown services and methods are UNIMPLEMENTED and named")
    func unknown() async throws {
        try await withClient(.socketpair) { client in
            let method = await status { _ = try await client.echo("Nothing") }
            #expect(method == Status(.unimplemented, ""))
            #expect(method.message.contains("Nothing"))
            let service = await status {
                _ = try await client.unary("no.Such", "Unary", Payload(), options: .patient)
            }
            #expect(service == Status(.unimplemented, ""))
            #expect(service.message.contains("no.Such"))
        }
    }

    @Test("A caller stops waiting at its deadline, and its connection goes on")
    func deadline() async throws {
        try await withClient(.tls) { client in
            let late = await status {
                _ = try await client.echo("Hang", timeout: .milliseconds(100))
            }
            #expect(late == Status(.deadlineExceeded, ""))
            expect(try await client.echo("Unary", "next"), "next")
        }
    }

    @Test("A server ends a call that hangs at its deadline, counted from the call's arrival")
    func serverDeadline() async throws {
        let gate = RecordingGate()
        try await withServer(gate: gate) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            frames.call("Hang", stream: 1, timeoutNanoseconds: 500_000_000)
            try await connection.send(frames.buffer)
            let answers = try await connection.frames(1)
            #expect(answers.map(\.response.status.code) == [.deadlineExceeded])
            #expect(await gate.codes(of: "test.Echo/Hang", count: 1) == [.deadlineExceeded])
            await connection.close()
        }
    }

    @Test("A cancelled task stops waiting for its call")
    func cancellation() async throws {
        try await withClient(.socketpair) { client in
            let task = Task { try await client.echo("Hang") }
            await Task.yield()
            task.cancel()
            let ended = await status { _ = try await task.value }
            #expect(ended == Status(.cancelled, ""))
        }
    }

    @Test("Cancelling a stream cancels its handler", arguments: Road.allCases)
    func cancelledStream(road: Road) async throws {
        let gate = RecordingGate()
        try await withClient(road, gate: gate) { client in
            let stream = try await client.open("UntilDrain", .serverStreaming)
            try await stream.send(Payload())
            expect(try await stream.next()?.text, "begun")
            stream.cancel()
            let ended = await status { _ = try await stream.next() }
            #expect(ended == Status(.cancelled, ""))
            #expect(await gate.codes(of: "test.Echo/UntilDrain", count: 1) == [.cancelled])
        }
    }

    @Test("A lost connection ends its calls with UNAVAILABLE, and cancels their handlers")
    func lost() async throws {
        let gate = RecordingGate()
        try await withServer(gate: gate) { test in
            let client = try await test.client()
            let stream = try await client.open("UntilDrain", .serverStreaming)
            try await stream.send(Payload())
            expect(try await stream.next()?.text, "begun")
            client.abandonConnection()
            let ended = await status { _ = try await stream.next() }
            #expect(ended == Status(.unavailable, ""))
            #expect(await gate.codes(of: "test.Echo/UntilDrain", count: 1) == [.cancelled])
            let later = await status { _ = try await client.echo("Unary") }
            #expect(later == Status(.unavailable, ""))
        }
    }

    @Test("The gate's refusal reaches the caller and the handler never runs")
    func refused() async throws {
        let gate = RecordingGate(refusal: Status(.unauthenticated, "who are you"))
        try await withClient(.socketpair, gate: gate) { client in
            let refusal = await status { _ = try await client.echo("Unary") }
            #expect(refusal == Status(.unauthenticated, ""))
            #expect(refusal.message == "who are you")
            #expect(gate.all.isEmpty)
        }
    }

    @Test("Calls beyond the limit of a connection wait in the client for their turn")
    func turns() async throws {
        var limits = WireLimits.test
        limits.streamsPerConnection = 4
        try await withClient(.socketpair, limits: limits) { client in
            try await withThrowingTaskGroup(of: String.self) { group in
                for index in 0..<40 {
                    group.addTask { try await client.echo("Later", "\(index)") }
                }
                var answers: Set<String> = []
                for try await answer in group { answers.insert(answer) }
                #expect(answers.count == 40)
            }
        }
    }

    @Test("A reader that does not read makes its writer wait, and loses its stream; others go on")
    func slowReader() async throws {
        var limits = WireLimits.test
        limits.streamInboundMessages = 10
        try await withClient(.socketpair, limits: limits) { client in
            let stream = try await client.open("Repeat", .serverStreaming)
            try await stream.send(Payload(bytes: [UInt8](repeating: 0, count: 5000)))
            // Does not read: the client's own bound ends the stream.
            expect(try await client.echo("Later", "meanwhile"), "meanwhile")
            let ended = await status { while try await stream.next() != nil {} }
            #expect(ended == Status(.resourceExhausted, ""))
            expect(try await client.echo("Unary", "after"), "after")
        }
    }
}
