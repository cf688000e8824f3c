import Testing

@testable import Conversations

@Suite("Entities in a turn")
struct EntityTests {
    private func kinds(_ text: String) -> [Token.Kind] {
        Tokenizer.scan(Cleaning.clean(text).text).tokens.map(\.kind).filter { $0 != .word }
    }

    private func amounts(_ text: String) -> [Float] {
        reading(text).amounts
    }

    @Test(
        "Sums of money are read in every spelling",
        arguments: [
            ("$5", [Float(5)]), ("$ 17,000", [17_000]), ("1.5k dollars", [1_500]),
            ("I can do $1,250.50", [1_250.5]), ("1700$ a month", [1_700]),
            ("£20 or €30", [20, 30]),
            ("fifty cents", [0.5]), ("a dollar", [1]), ("ten bucks", [10]), ("25 cents", [0.25]),
            (".50 dollars", [0.5]), ("I'd say 35", [35]), ("how about 40?", [40]),
            ("let's do 1", [1]), ("$0", [0]), ("two thousand for it", [2_000]),
            ("$5k", [5_000]), ("45", [45]),
        ])
    func money(_ text: String, _ expected: [Float]) {
        let found = amounts(text)
        #expect(found.count == expected.count, "\(text): \(found)")
        for (one, other) in zip(found, expected) {
            #expect(abs(one - other) < 0.001 * max(1, other), "\(text): \(found)")
        }
    }

    @Test(
        "Numbers that are no sums stay numbers",
        arguments: [
            "It has 40 miles on it", "we have 12 users", "in 2017", "the 2nd one", "3 bedrooms",
            "call 555-867-5309", "at 5 pm", "on 3/14/2025", "It is 80% off", "iPhone 7 plus",
            "I have 2 kids", "May 12",
        ])
    func notMoney(_ text: String) {
        #expect(amounts(text).isEmpty, "\(text): \(amounts(text))")
    }

    @Test(
        "Percentages, dates, times, phones, addresses and links are recognised",
        arguments: [
            ("80% of it", Token.Kind.percent), ("12/24/2025", .date), ("2025-03-14", .date),
            ("at 10:30", .time), ("by 5pm", .time), ("(415) 555-0100 please", .phone),
            ("+1 415 555-0100", .phone), ("555-0100", .phone),
            ("anna.lee+x@mail.example.com", .email), ("https://example.com/a?b=c", .url),
            ("see www.example.org.", .url), ("example.com has it", .url), ("the URL", .url),
        ])
    func others(_ text: String, _ kind: Token.Kind) {
        #expect(kinds(text).contains(kind), "\(text): \(kinds(text))")
    }

    @Test(
        "What only looks like an address is none",
        arguments: ["me @ home", "a@b", "e.g. this", "wait...what", "and/or", "1.5"])
    func noAddress(_ text: String) {
        #expect(!kinds(text).contains(.email), "\(text)")
        #expect(!kinds(text).contains(.url), "\(text)")
        #expect(!kinds(text).contains(.phone), "\(text)")
    }

    @Test("The text to embed names links, addresses and numbers, and keeps amounts")
    func embedded() {
        let text = "Mail me at a.b@example.com or 415-555-0100, see https://x.org/y. It is $5."
        #expect(
            Tokenizer.scan(text).text
                == "Mail me at email address or phone number, see link. It is $5.")
    }

    @Test("A long run of digits, signs or dots neither traps nor takes for ever")
    func hostileNumbers() {
        for piece in ["9", "$", ".", "1.", "1,", "(", "+", "1:", "1/", "@", "a@", "a.", "&#"] {
            let text = String(repeating: piece, count: 16_384 / piece.utf8.count)
            #expect(Tokenizer.scan(text).tokens.count <= text.utf8.count)
        }
    }
}
