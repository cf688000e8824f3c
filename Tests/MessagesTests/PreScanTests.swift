import Testing

@testable import Messages

@Suite struct PreScanTests {
    @Test func `sixteen levels pass and seventeen are refused by name`() throws {
        #expect(try Crafted.node.check(Crafted.nested(16)) == 15)
        let error = #expect(throws: MessageError.self) {
            try Crafted.node.check(Crafted.nested(17))
        }
        #expect(error?.code == .tooDeep)
        #expect(error?.field == Array(repeating: "child", count: 16).joined(separator: "."))
        #expect(error?.reason.contains("16") == true)
    }

    @Test func `ten thousand levels are refused`() {
        let bytes = Crafted.nested(10_000)
        #expect(bytes.count > 30_000)
        let error = #expect(throws: MessageError.self) { try Crafted.node.check(bytes) }
        #expect(error?.code == .tooDeep)
    }

    @Test func `a lower limit on depth holds, and a higher one is not believed`() throws {
        var limits = DecodeLimits(bytes: 1 << 20, depth: 3, elements: 100, unknownBytes: 100)
        #expect(try Crafted.node.check(Crafted.nested(3), limits: limits) == 2)
        #expect(throws: MessageError(.tooDeep, message: "", reason: "")) {
            try Crafted.node.check(Crafted.nested(4), limits: limits)
        }
        limits = DecodeLimits(bytes: 1 << 20, depth: 99, elements: 100, unknownBytes: 100)
        #expect(throws: MessageError(.tooDeep, message: "", reason: "")) {
            try Crafted.node.check(Crafted.nested(17), limits: limits)
        }
    }

    @Test func `two million empty sub-messages are refused by name`() {
        let bytes = (0..<2_000_000).flatMap { _ in [0x12, 0x00] as [UInt8] }
        let error = #expect(throws: MessageError.self) {
            _ = try ScoreConversationRequest(decoding: bytes)
        }
        #expect(error?.code == .tooManyElements)
        #expect(error?.field == "turns[65536]")
        #expect(error?.reason.contains("65536") == true)
    }

    @Test func `exactly as many elements as allowed pass`() throws {
        let limits = DecodeLimits(bytes: 1 << 20, depth: 16, elements: 10, unknownBytes: 100)
        let child: [UInt8] = [0x1a, 0x00]
        let ten = (0..<10).flatMap { _ in child }
        #expect(try Crafted.node.check(ten, limits: limits) == 10)
        #expect(throws: MessageError(.tooManyElements, message: "", reason: "")) {
            try Crafted.node.check(ten + child, limits: limits)
        }
    }

    @Test func `packed numbers count one by one`() throws {
        let run = Wire.field(4, [1, 2, 0x80, 1, 5])
        #expect(try Crafted.node.check(run) == 4)
        #expect(try Crafted.node.check(run + Wire.field(4, 7)) == 5)
        let limits = DecodeLimits(bytes: 100, depth: 16, elements: 3, unknownBytes: 100)
        #expect(throws: MessageError(.tooManyElements, message: "", reason: "")) {
            try Crafted.node.check(run, limits: limits)
        }
        #expect(throws: MessageError(.truncated, message: "", reason: "")) {
            try Crafted.node.check(Wire.field(4, [1, 0x80]))
        }
    }

    @Test func `NUL in text is refused and its field is named`() {
        let turn = Wire.field(1, 1) + Wire.field(3, Array("a\0b".utf8))
        let bytes = Wire.field(2, Wire.field(1, 1)) + Wire.field(2, turn)
        let error = #expect(throws: MessageError.self) {
            _ = try ScoreConversationRequest(decoding: bytes)
        }
        #expect(error?.code == .invalidText)
        #expect(error?.field == "turns[1].text")
        #expect(error?.reason.contains("NUL at byte 1") == true)
    }

    @Test func `text that is not UTF-8 is refused and its field is named`() {
        let bytes = Wire.field(3, Wire.field(3, [0x61, 0xff, 0x61]))
        let error = #expect(throws: MessageError.self) {
            _ = try ObserveRequest(decoding: bytes)
        }
        #expect(error?.code == .invalidText)
        #expect(error?.field == "turn.text")
        #expect(error?.reason.contains("UTF-8 at byte 1") == true)
    }

    @Test func `bytes fields may hold anything`() throws {
        let message = try CheckpointRequest(
            decoding: CheckpointRequest.Draft(checkpoint: [0, 0xff, 0xc0, 0]).bytes())
        #expect(message.checkpoint == [0, 0xff, 0xc0, 0])
    }

    @Test func `unknown fields pass up to their limit`() throws {
        let known = ObserveRequest.Draft(conversationID: "c", eventID: "e").bytes()
        // A tag of two bytes, a length of three.
        let most = Wire.field(100, Array(repeating: 0, count: 65536 - 5))
        let message = try ObserveRequest(decoding: known + most)
        #expect(message.eventID == "e")
        let error = #expect(throws: MessageError.self) {
            _ = try ObserveRequest(decoding: known + most + Wire.field(100, 1))
        }
        #expect(error?.code == .tooManyUnknownBytes)
        #expect(error?.reason.contains("65536") == true)
    }

    @Test func `a message above the limit of bytes is refused before it is read`() {
        let limits = DecodeLimits(bytes: 10, depth: 16, elements: 10, unknownBytes: 10)
        let error = #expect(throws: MessageError.self) {
            _ = try ObserveRequest(decoding: Array(repeating: 0xff, count: 11), limits: limits)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(
        arguments: [
            [0x07], [0x00, 0x00], [0x0b], [0x0c], [0x0e], [0x0f],
            [0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0x80, 0x80, 0x80, 0x80, 0x10, 0x00],
            [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
            [0xa0, 0x06, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
            [0x08, 0x01], [0x0d, 0, 0, 0, 0],
        ] as [[UInt8]])
    func `what is not protobuf of this type is malformed`(bytes: [UInt8]) {
        let error = #expect(throws: MessageError.self) { _ = try ObserveRequest(decoding: bytes) }
        #expect(error?.code == .malformed)
    }

    @Test func `a message cut at any byte is either refused or lacks its tail`() throws {
        let whole = ObserveResponse.Draft(
            conversationID: "c-1", eventID: "e-1", forecast: Samples.forecast, replayed: true)
        let bytes = whole.bytes()
        // Where the fields of the outermost message end, a cut leaves a whole message.
        var ends: Set<Int> = [0]
        bytes.withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            while let next = try? reader.next(), next.number > 0 { ends.insert(reader.position) }
        }
        #expect(ends.count == 5)
        for cut in 0..<bytes.count {
            let part = Array(bytes[..<cut])
            if ends.contains(cut) {
                let message = try ObserveResponse(decoding: part)
                #expect(message.replayed == false)
            } else {
                let error = #expect(throws: MessageError.self) {
                    _ = try ObserveResponse(decoding: part)
                }
                #expect(error?.code == .truncated)
            }
        }
    }

    @Test func `a status says which field and what the limit is`() throws {
        let error = MessageError(
            .invalidText, message: "salesrl.v1.ObserveRequest", field: "turn.text",
            reason: "NUL at byte 1; text cannot hold it")
        let status = Status(error)
        #expect(status.code == .invalidArgument)
        #expect(status.badRequest?.violations.first?.field == "turn.text")
        #expect(
            Status(MessageError(.tooLarge, message: "M", reason: "")).code == .resourceExhausted)
    }
}
