import CMessages
import Testing

@testable import Messages

@Suite struct ArenaTests {
    @Test func `hands out up to its cap and no byte more`() {
        let arena = Arena(cap: 1000, expected: 100)
        let take = arena.allocator.pointee.alloc
        let data = arena.allocator.pointee.allocator_data
        var handed = 0
        while take?(data, 64) != nil { handed += 64 }
        #expect(handed == 960)
        #expect(arena.isExhausted == true)
        #expect(take?(data, 40) != nil)
        #expect(take?(data, 1) == nil)
    }

    @Test func `pieces are aligned, apart from each other, and keep what is written`() {
        let arena = Arena(cap: .max, expected: 64)
        var pieces: [(UnsafeMutableRawPointer, Int, UInt8)] = []
        for index in 0..<500 {
            let size = index * 7 % 300
            let piece = arena.take(size)
            #expect(Int(bitPattern: piece) % 8 == 0)
            piece.initializeMemory(as: UInt8.self, repeating: UInt8(index % 251), count: size)
            pieces.append((piece, size, UInt8(index % 251)))
        }
        for (piece, size, mark) in pieces {
            #expect(UnsafeRawBufferPointer(start: piece, count: size).allSatisfy { $0 == mark })
        }
    }

    @Test func `a message that takes too much memory is refused`() {
        // Text repeated in one field: each copy is unpacked, only the last one stays.
        let limits = DecodeLimits(bytes: 4 << 20, depth: 16, elements: 10, unknownBytes: 0)
        let bytes = (0..<1_000_000).flatMap { _ in [0x0a, 0x00] as [UInt8] }
        let error = #expect(throws: MessageError.self) {
            _ = try CloseRequest(decoding: bytes, limits: limits)
        }
        #expect(error?.code == .outOfMemory)
        #expect(error?.reason.contains("\(64 << 10 + 16_000_000)") == true)
    }

    @Test func `ten thousand short turns fit`() throws {
        let turns = (1...10_000).map { Turn(number: $0, speaker: .customer, text: "ok") }
        let message = try ScoreConversationRequest(
            decoding: ScoreConversationRequest.Draft(turns: turns).bytes())
        #expect(message.turns.count == 10_000)
    }

    @Test func `a whole conversation of ten thousand forecasts can be read back`() throws {
        let forecasts = Array(repeating: Samples.forecast, count: 10_000)
        let message = try ScoreConversationResponse(
            decoding: ScoreConversationResponse.Draft(forecasts: forecasts).bytes())
        #expect(message.forecasts.count == 10_000)
    }
}
