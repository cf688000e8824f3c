internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

@Suite("The notations of gRPC")
struct GRPCTextTests {
    private func timeout(_ text: String) -> Duration? {
        Array(text.utf8).withUnsafeBytes { GRPCText.timeout($0) }
    }

    @Test("Timeouts are read in all their units, and nothing else is")
    func readsTimeouts() {
        #expect(timeout("1H") == .seconds(3600))
        #expect(timeout("2M") == .seconds(120))
        #expect(timeout("3S") == .seconds(3))
        #expect(timeout("99999999m") == .milliseconds(99_999_999))
        #expect(timeout("5u") == .microseconds(5))
        #expect(timeout("6n") == .nanoseconds(6))
        for bad in ["", "S", "1", "1s", "-1S", "1.5S", "999999999S", "1 S"] {
            #expect(timeout(bad) == nil, "\(bad)")
        }
    }

    @Test("Timeouts are written so that they are never shorter than meant")
    func writesTimeouts() {
        for duration: Duration in [
            .nanoseconds(1), .milliseconds(250), .seconds(30), .seconds(100_000), .seconds(1 << 32),
        ] {
            let text = GRPCText.timeout(duration)
            #expect(text.utf8.count <= 9)
            #expect((timeout(text) ?? .zero) >= duration)
        }
    }

    @Test("Messages survive percent-encoding, whatever is in them")
    func percent() {
        for text in ["plain", "100 %", "\t\r\n\u{0}", "\u{263a} \u{1f608}", ""] {
            let encoded = GRPCText.percentEncoded(text)
            #expect(encoded.utf8.allSatisfy { (0x20...0x7e).contains($0) })
            #expect(Array(encoded.utf8).withUnsafeBytes { GRPCText.percentDecoded($0) } == text)
        }
        #expect(
            Array("50% %zz %4".utf8).withUnsafeBytes { GRPCText.percentDecoded($0) } == "50% %zz %4"
        )
    }

    @Test("Base64 is read with and without padding, and refused where it is none")
    func base64() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83) }
            let text = GRPCText.base64(bytes)
            #expect(!text.contains("="))
            #expect(GRPCText.bytes(base64: text.utf8) == bytes)
            let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
            #expect(GRPCText.bytes(base64: (text + padding).utf8) == bytes)
        }
        for bad in ["a", "ab=", "a b", "ab==cd", "====", "ab-_"] {
            #expect(GRPCText.bytes(base64: bad.utf8) == nil, "\(bad)")
        }
    }

    @Test("Gzip unpacks what it packed, and never more than the limit")
    func gzip() throws {
        let zeros = ByteBuffer(repeating: 0, count: 1_000_000)
        let packed = try Gzip.deflated(zeros)
        #expect(packed.readableBytes < 10_000)
        #expect(try Gzip.inflated(packed, limit: 1_000_000) == zeros)
        #expect(throws: Status(.resourceExhausted, "")) {
            try Gzip.inflated(packed, limit: 999_999)
        }
        #expect(throws: Status(.internal, "")) {
            try Gzip.inflated(ByteBuffer(string: "no gzip"), limit: 100)
        }
        for cut in [0, 1, 9, packed.readableBytes - 1] {
            let part = packed.getSlice(at: 0, length: cut) ?? ByteBuffer()
            #expect(throws: Status(.internal, "")) { try Gzip.inflated(part, limit: 1_000_000) }
        }
    }

    @Test("Messages come whole out of pieces of any size")
    func reader() throws {
        var all: [UInt8] = []
        for count in [0, 1, 5, 300] {
            all +=
                [0, 0, 0, UInt8(count >> 8), UInt8(count & 255)]
                + [UInt8](repeating: 7, count: count)
        }
        for size in 1...all.count {
            var reader = MessageReader(limit: 300)
            var counts: [Int] = []
            for start in stride(from: 0, to: all.count, by: size) {
                all[start..<min(start + size, all.count)].withUnsafeBytes { reader.append($0) }
                while let message = try reader.next(inflate: false) { counts.append(message.count) }
            }
            #expect(counts == [0, 1, 5, 300])
            #expect(!reader.endsInsideMessage)
        }
    }

    @Test("Messages leave in pieces of any size as they were queued")
    func outbound() {
        for size in 1...40 {
            var messages = OutboundMessages()
            messages.append(ByteBuffer(string: "first"), isCompressed: false)
            messages.append(ByteBuffer(), isCompressed: true)
            messages.append(ByteBuffer(string: "the third one"), isCompressed: false)
            var output = ByteBuffer()
            while messages.count > 0 { messages.move(min(size, messages.count), into: &output) }
            #expect(
                Array(buffer: output) == RawPeer.message("first") + [1, 0, 0, 0, 0]
                    + RawPeer.message("the third one"))
        }
    }
}
