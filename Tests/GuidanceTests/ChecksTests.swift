import Messages
import Testing

@testable import Guidance

@Suite("What a request must hold")
struct ChecksTests {
    private let checks = Checks(GuidanceLimits())

    private func incoming(_ turns: [Turn]) throws -> [IncomingTurn] {
        try turns.map { try IncomingTurn(decoding: $0.bytes()) }
    }

    private func field(_ body: () throws -> Void) -> String? {
        let status = #expect(throws: Status(.invalidArgument, "")) { try body() }
        return status?.badRequest?.violations.first?.field
    }

    @Test("an id is 1 to 200 bytes without control characters")
    func ids() throws {
        try checks.id("call-4711/ü", "f")
        try checks.id("", "f", mayBeEmpty: true)
        for bad in ["", String(repeating: "x", count: 201), "a\nb", "a\u{7f}"] {
            let found = field { try checks.id(bad, "conversation_id") }
            #expect(found == "conversation_id")
        }
    }

    @Test("a transcript is refused by the field at fault, with the limit")
    func transcripts() throws {
        let good = Turn(number: 0, speaker: .customer, text: "hello")
        var empty = good
        empty.text = " \n\t"
        var long = good
        long.text = String(repeating: "x", count: 1 << 20)
        var misnumbered = good
        misnumbered.number = 5
        var negative = good
        negative.number = -1
        for turns in [[], [Turn](repeating: good, count: 10_000)] {
            let found = field { _ = try checks.transcript(incoming(turns)) }
            #expect(found == "turns")
        }
        let cases = [
            (empty, "turns[1].text"), (long, "turns[1].text"), (misnumbered, "turns[1].number"),
            (negative, "turns[1].number"),
        ]
        for (bad, name) in cases {
            let found = field { _ = try checks.transcript(incoming([good, bad])) }
            #expect(found == name)
        }
        #expect(try checks.transcript(incoming([good, good])).map(\.number) == [1, 2])
    }

    @Test("the refusal of a long turn names both numbers and the setting")
    func numbers() throws {
        let long = Turn(
            number: 1, speaker: .customer, text: String(repeating: "x", count: 1 << 20))
        let status = #expect(throws: Status.self) {
            _ = try checks.transcript(incoming([long]))
        }
        #expect(status?.message.contains("1048576") == true)
        #expect(status?.message.contains("limits.turnBytes = 262144") == true)
    }
}
