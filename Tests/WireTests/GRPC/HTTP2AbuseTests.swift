internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

/// ENHANCE_YOUR_CALM.
private let calm: UInt32 = 11

@Suite("A peer that abuses HTTP/2 is told to calm down and let go")
struct HTTP2AbuseTests {
    @Test("Streams opened and reset at once are bounded")
    func rapidReset() throws {
        let peer = try RawPeer()
        var opened: UInt32 = 0
        var goodbye: (code: UInt32, text: String)?
        while goodbye == nil, opened < 2_000 {
            opened += 1
            let stream = opened * 2 - 1
            try peer.send(
                RawPeer.headers(stream, "/test.Echo/Hang")
                    + RawPeer.frame(0, 1, stream, RawPeer.message("x"))
                    + RawPeer.frame(3, 0, stream, [0, 0, 0, 8]))
            goodbye = try peer.goodbye()
        }
        #expect(goodbye?.code == calm)
        #expect(goodbye?.text.contains("limits.resetBurst") == true)
        #expect(Int(opened) >= WireLimits.test.resetBurst)
    }

    @Test("A header block of endless CONTINUATION frames is cut off")
    func continuations() throws {
        let peer = try RawPeer()
        try peer.send(RawPeer.frame(1, 0, 1, RawPeer.request("/test.Echo/Unary")))
        for index in 0..<100 {
            try peer.send(RawPeer.frame(9, 0, 1, RawPeer.fields([("x-\(index)", "y")])))
        }
        #expect(try peer.goodbye()?.code == calm)
    }

    @Test("Floods of PING and of SETTINGS are cut off", arguments: [UInt8(6), 4])
    func controls(type: UInt8) throws {
        let peer = try RawPeer()
        let frame = RawPeer.frame(type, 0, 0, type == 6 ? [UInt8](repeating: 1, count: 8) : [])
        var goodbye: (code: UInt32, text: String)?
        for _ in 0..<2_000 where goodbye == nil {
            try peer.send(frame)
            goodbye = try peer.goodbye()
        }
        #expect(goodbye?.code == calm)
        #expect(goodbye?.text.contains("limits.controlBurst") == true)
    }

    @Test("Empty DATA frames in a row are bounded")
    func emptyData() throws {
        let peer = try RawPeer()
        try peer.send(RawPeer.headers(1, "/test.Echo/Both"))
        for _ in 0...WireLimits.test.emptyDataFrames { try peer.send(RawPeer.frame(0, 0, 1, [])) }
        let goodbye = try peer.goodbye()
        #expect(goodbye?.code == calm)
        #expect(goodbye?.text.contains("limits.emptyDataFrames") == true)
    }

    @Test("A small block that unpacks to huge header fields is stopped on the way")
    func headerBomb() throws {
        let peer = try RawPeer()
        // One field of 3,000 bytes into the dynamic table, then a thousand one-byte references to
        // it.
        let value = [UInt8](repeating: UInt8(ascii: "a"), count: 3_000)
        let seed: [UInt8] = [0x40, 1, UInt8(ascii: "x"), 0x7f, 0xb9, 0x16] + value
        let references = [UInt8](repeating: 0xbe, count: 1_000)
        try peer.send(
            RawPeer.frame(1, 4, 1, RawPeer.request("/test.Echo/Unary") + seed + references))
        let goodbye = try peer.goodbye()
        #expect(goodbye?.code == calm)
        #expect(goodbye?.text.contains("limits.metadataBytes") == true)
    }

    @Test("What is not HTTP/2 at all gets a GOAWAY")
    func noPreface() throws {
        let peer = try RawPeer(saysHello: false)
        try peer.send(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(try peer.goodbye()?.code == 1)
    }

    @Test("Random bytes and damaged calls never bring the server down")
    func damage() throws {
        var random = SystemRandomNumberGenerator()
        let call =
            RawPeer.headers(1, "/test.Echo/Unary")
            + RawPeer.frame(0, 1, 1, RawPeer.message("hello"))
            + RawPeer.headers(3, "/test.Echo/Both") + RawPeer.frame(0, 0, 3, RawPeer.message("a"))
            + RawPeer.frame(8, 0, 0, [0, 0, 1, 0]) + RawPeer.frame(2, 0, 3, [0, 0, 0, 1, 9])
            + RawPeer.frame(3, 0, 3, [0, 0, 0, 8])
        for _ in 0..<500 {
            var bytes = call
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            let peer = try RawPeer()
            try? peer.send(bytes)
            try? peer.send(bytes.shuffled(using: &random))
            _ = try peer.frames()
        }
    }

    @Test("A call cut at any byte is answered like a whole one")
    func everySplit() throws {
        let call =
            RawPeer.hello + RawPeer.headers(1, "/test.Echo/Unary")
            + RawPeer.frame(0, 1, 1, RawPeer.message("hello"))
        for cut in 1..<call.count {
            let peer = try RawPeer(saysHello: false)
            try peer.send(Array(call[..<cut]))
            try peer.send(Array(call[cut...]))
            let frames = try peer.frames().filter { $0.stream == 1 }
            #expect(frames.map(\.type) == [1, 0, 1], "cut at \(cut)")
            #expect(
                frames.dropFirst().first.map { Array(buffer: $0.payload) }
                    == RawPeer.message("hello"))
        }
    }

    @Test("Window comes back as the handler takes messages, not as bytes arrive")
    func windows() throws {
        var limits = WireLimits.test
        limits.streamWindowBytes = 4_096
        let idle = Service(
            "test.Idle",
            methods: [
                Method(
                    "Sit", kind: .clientStreaming,
                    .streaming { _, _, _ in try await Task.sleep(for: .seconds(60)) })
            ])
        for (path, comesBack) in [("/test.Idle/Sit", false), ("/test.Echo/Join", true)] {
            let peer = try RawPeer([idle, TestServices.echo], limits: limits)
            // The window that was announced holds from its acknowledgement on.
            _ = try peer.frames()
            try peer.send(RawPeer.frame(4, 1, 0, []))
            try peer.send(RawPeer.headers(1, path))
            for _ in 0..<30 {
                try peer.send(
                    RawPeer.frame(0, 0, 1, RawPeer.message(String(repeating: "x", count: 100))))
            }
            let updates = try peer.frames().filter { $0.type == 8 && $0.stream == 1 }
            #expect(updates.isEmpty != comesBack, "\(path)")
            try peer.send(RawPeer.frame(3, 0, 1, [0, 0, 0, 8]))
        }
    }

    @Test("Silence is answered with a PING, and no answer to that with the end")
    func keepalive() throws {
        var limits = WireLimits.test
        limits.keepalive = .seconds(10)
        limits.keepaliveAnswer = .seconds(4)
        var watch = Keepalive(limits, now: .uptimeNanoseconds(0))
        func at(_ seconds: UInt64) -> NIODeadline { .uptimeNanoseconds(seconds * 1_000_000_000) }
        #expect(watch.look(at(9)) == .none)
        #expect(watch.look(at(10)) == .ping)
        #expect(watch.look(at(13)) == .none)
        #expect(watch.look(at(14)) == .giveUp)
        watch.heard(at(14))
        #expect(watch.look(at(23)) == .none)
        #expect(watch.look(at(24)) == .ping)
    }
}
