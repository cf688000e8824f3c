internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

/// A generator that gives the same numbers for the same seed.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Frames at random")
struct NativeFuzzTests {
    /// Frames near what is valid: few streams, all types and flags, sometimes a false length.
    private func frames(_ numbers: inout SeededNumbers) -> ByteBuffer {
        var bytes = FrameBytes()
        for _ in 0..<Int.random(in: 1...12, using: &numbers) {
            let size = Int.random(in: 0...50, using: &numbers)
            let isFalse = Int.random(in: 0..<30, using: &numbers) == 0
            bytes.add(
                UInt8.random(in: 0...4, using: &numbers),
                stream: UInt32.random(in: 0...9, using: &numbers),
                flags: FrameFlags(rawValue: UInt8.random(in: 0...7, using: &numbers)),
                data: [UInt8](repeating: 1, count: size),
                length: isFalse ? Int.random(in: 0...200, using: &numbers) : nil)
        }
        return bytes.buffer
    }

    @Test("However the bytes are cut, the frames are the same; both machines keep their books")
    func cuts() throws {
        var numbers = SeededNumbers(state: 2026)
        var limits = WireLimits()
        limits.streamsPerConnection = 3
        for _ in 0..<2000 {
            var bytes = frames(&numbers)
            var whole = FrameReader(limit: 40)
            whole.append(bytes)
            var expected: [FrameReader.Item] = []
            while let item = whole.next() { expected.append(item) }

            var reader = FrameReader(limit: 40)
            var server = NativeServerMachine(limits: limits)
            var client = NativeClientMachine(limits: limits)
            for _ in 0..<3 { _ = client.open(isStreaming: Bool.random(using: &numbers)) }
            var seen: [FrameReader.Item] = []
            while bytes.readableBytes > 0 {
                let count = Int.random(in: 1...bytes.readableBytes, using: &numbers)
                reader.append(bytes.readSlice(length: count) ?? ByteBuffer())
                while let item = reader.next() {
                    seen.append(item)
                    switch item {
                    case .frame(let header, _):
                        _ = server.receive(header)
                        _ = client.receive(header)
                    case .tooLong(let header):
                        _ = server.receiveTooLong(header)
                        _ = client.receiveTooLong(header)
                    }
                    try #require(server.openStreams <= limits.streamsPerConnection)
                    try #require(client.openStreams <= 3)
                }
            }
            try #require(seen == expected)
            try #require(reader.isWithinFrame == whole.isWithinFrame)
        }
    }
}
