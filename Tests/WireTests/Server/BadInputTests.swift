internal import Logging
internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

@Suite(
    "What a server answers to input that is wrong, and that it goes on serving",
    .timeLimit(.minutes(5)))
struct BadInputTests {
    /// Sends frames, reads as many answers, then proves that the connection still serves.
    private func answers(
        _ limits: WireLimits = .test, count: Int, next: UInt32 = 101,
        _ make: (inout FrameBytes) -> Void
    ) async throws -> [Status] {
        try await withServer(limits: limits) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            make(&frames)
            frames.call("Unary", stream: next, text: "on")
            try await connection.send(frames.buffer)
            let answers = try await connection.frames(count + 1)
            #expect(answers.last?.header.stream == next)
            #expect(answers.last?.response.status.code == .ok)
            await connection.close()
            return answers.dropLast().map(\.response.status)
        }
    }

    @Test("A frame longer than the limit is answered with both numbers, and the connection stays")
    func tooLong() async throws {
        var limits = WireLimits.test
        limits.messageBytes = 1000
        let statuses = try await answers(limits, count: 1) { frames in
            frames.add(
                FrameType.request, stream: 1, data: [UInt8](repeating: 1, count: 70_000))
        }
        #expect(statuses == [Status(.resourceExhausted, "")])
        #expect(statuses[0].message.contains("70000"))
        #expect(statuses[0].message.contains("limits.messageBytes = 1000"))
    }

    @Test("Unknown types, even ids and ids used twice are INVALID_ARGUMENT")
    func frames() async throws {
        let statuses = try await answers(count: 4) { frames in
            frames.add(77, stream: 1)
            frames.call("Unary", stream: 2)
            frames.call("Immediate", stream: 9, text: "first")
            frames.call("Immediate", stream: 9, text: "again")
        }
        #expect(
            statuses.map(\.code) == [.invalidArgument, .invalidArgument, .ok, .invalidArgument])
        #expect(statuses[0].message.contains("type 77"))
        #expect(statuses[1].message.contains("even"))
        #expect(statuses[3].message.contains("ids rise"))
    }

    @Test("A request that is no protobuf, and data for a stream that never was")
    func unreadable() async throws {
        let statuses = try await answers(count: 2) { frames in
            frames.add(FrameType.request, stream: 1, data: [0xff, 0xff, 0xff])
            frames.add(FrameType.data, stream: 55, data: [1])
        }
        #expect(statuses.map(\.code) == [.invalidArgument, .invalidArgument])
        #expect(statuses[0].message.contains("request"))
    }

    @Test("A deadline that is over on arrival is DEADLINE_EXCEEDED, and the handler never runs")
    func expired() async throws {
        let gate = RecordingGate()
        try await withServer(gate: gate) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            frames.call("Unary", stream: 1, timeoutNanoseconds: -5)
            try await connection.send(frames.buffer)
            let answers = try await connection.frames(1)
            #expect(answers.map(\.response.status.code) == [.deadlineExceeded])
            #expect(gate.all.isEmpty)
            await connection.close()
        }
    }

    @Test("Streaming flags that do not fit the method are refused")
    func flags() async throws {
        let statuses = try await answers(count: 2) { frames in
            frames.call("Unary", stream: 1, flags: .remoteOpen)
            frames.call("Both", stream: 3)
        }
        #expect(statuses.map(\.code) == [.invalidArgument, .invalidArgument])
    }

    @Test("A connection that ends within a frame cancels its calls, and harms nobody else")
    func truncated() async throws {
        let gate = RecordingGate()
        try await withServer(gate: gate) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            frames.call("Hang", stream: 1)
            frames.add(FrameType.request, stream: 3, data: [1, 2, 3], length: 100)
            try await connection.send(frames.buffer)
            await connection.close()
            #expect(await gate.codes(of: "test.Echo/Hang", count: 1) == [.cancelled])
            let client = try await test.client()
            expect(try await client.echo("Unary", "others"), "others")
            await client.close()
        }
    }

    @Test("A frame that does not arrive in time closes its connection")
    func dribble() async throws {
        var limits = WireLimits.test
        limits.frameArrival = .milliseconds(100)
        try await withServer(limits: limits) { test in
            let connection = try await RawConnection.open(test)
            var frames = FrameBytes()
            frames.add(FrameType.request, stream: 1, data: [1], length: 100)
            try await connection.send(frames.buffer)
            expect(try await connection.readToEnd(), "")
        }
    }

    @Test("Plain HTTP on the TLS port gets one readable 400")
    func plainHTTP() async throws {
        try await withServer { test in
            let connection = try await RawConnection.open(port: test.port, tls: nil)
            try await connection.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            let answer = try await connection.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("This port speaks TLS"))
        }
    }

    @Test("An ALPN that nobody speaks ends the handshake with an alert that says so")
    func alpn() async throws {
        try await withServer { test in
            do {
                _ = try await RawConnection.open(test, alpn: ["nobody/9"])
                Issue.record("the handshake should have failed")
            } catch let error as WireError {
                #expect(error == WireError(.tls, ""))
                #expect(error.reason.contains("no application protocol"))
            }
        }
    }

    @Test("Nothing at all, or half a handshake, is not waited for")
    func silence() async throws {
        var limits = WireLimits.test
        limits.handshake = .milliseconds(100)
        try await withServer(limits: limits) { test in
            let silent = try await RawConnection.open(port: test.port, tls: nil)
            expect(try await silent.readToEnd(), "")
            let half = try await RawConnection.open(port: test.port, tls: nil)
            // On a busy machine the server has hung up already, which is as well.
            try? await half.send(ByteBuffer(bytes: [22, 3, 1, 0, 200]))
            expect(try await half.readToEnd(), "")
        }
    }

    @Test("More connections than the limit are closed as they come")
    func connections() async throws {
        var limits = WireLimits.test
        limits.connections = 1
        try await withServer(limits: limits) { test in
            let first = try await test.client()
            await #expect(throws: WireError.self) { _ = try await test.client() }
            expect(try await first.echo("Unary", "first"), "first")
            await first.close()
        }
    }

    @Test("A client that nobody listens to says so in few words")
    func nobodyListens() async throws {
        let certificates = try TestCertificates()
        // A server's port is free again once it has drained.
        let port = try await withServer { $0.port }
        for host in ["127.0.0.1", "localhost"] {
            do {
                _ = try await NativeClient.connect(
                    host: host, port: port, tls: certificates.client)
                Issue.record("nobody should have answered")
            } catch {
                #expect(error == WireError(.address, ""))
                #expect(error.reason == "no connection to \(host):\(port): connection refused")
            }
        }
    }

    @Test("A port that is taken is named")
    func portTaken() async throws {
        try await withServer { test in
            let second = try WireServer(
                WireServerConfiguration(port: test.port, tls: test.certificates.server, loops: 1),
                services: [], logger: Logger(label: "test"))
            do {
                _ = try await second.start()
                Issue.record("two servers on one port")
            } catch let error as WireError {
                #expect(error == WireError(.portTaken, ""))
                #expect(error.reason.contains("\(test.port)"))
            }
            await second.drain()
        }
    }
}
