import Messages
import Testing

@testable import Conversations

@Suite("Measuring a conversation turn by turn")
struct StateTests {
    private let bargain: [(Speaker, String)] = [
        (.customer, "Hi! Is the bike still available?"),
        (.representative, "Yes it is, I am asking $300. It is like new."),
        (.customer, "That is too expensive. Would you take $200?"),
        (.representative, "I can't go that low. How about $260?"),
        (.customer, "Fine, I'll take it for $260. I can pick it up today."),
        (.representative, "Great, it's a deal. Thank you!"),
    ]

    @Test("The schema has stable, unique names, each with a phrase, and numbers to match")
    func schema() throws {
        let schema = ConversationState.schema
        #expect(Set(schema.features.map(\.name)).count == schema.count)
        #expect(schema.features.allSatisfy { !$0.phrase.isEmpty })
        let (last, _) = measured(bargain)
        let measured = try #require(last)
        #expect(measured.features.values.count == schema.count)
        #expect(measured.shownIn.count == schema.count)
        #expect(measured.features.schema == schema.hash)
        for name in ["customer.objection.price.overall", "rep.close.overall", "amount.gap"] {
            #expect(schema.features.contains { $0.name == name }, "\(name)")
        }
    }

    @Test("A state saved at any turn resumes bit for bit")
    func resumes() throws {
        var straight = ConversationState()
        var resumed = ConversationState()
        for (index, turn) in bargain.enumerated() {
            let said = Turn(
                number: index + 1, speaker: turn.0, text: turn.1,
                saidAtMilliseconds: Int64(index) * 7_000)
            let one = straight.measure(said)
            resumed = try ConversationState(decoding: resumed.encoded())
            let other = resumed.measure(said)
            #expect(
                one.features.values.map(\.bitPattern) == other.features.values.map(\.bitPattern))
            #expect(one.shownIn == other.shownIn)
            #expect(straight.encoded() == resumed.encoded())
        }
        #expect(straight.close() == resumed.close())
    }

    @Test("The saved state is at most 3 KiB, the same size after one turn and after 5,000")
    func bounded() {
        var state = ConversationState()
        let first = state.encoded().count
        #expect(first <= Limits.stateBytes)
        for number in 1...5_000 {
            _ = state.measure(
                Turn(
                    number: number, speaker: number % 2 == 0 ? .customer : .representative,
                    text: "turn \(number): maybe $\(number), is that ok?"))
        }
        #expect(state.encoded().count == first)
        #expect(state.turnCount == 5_000)
        let values = state.close().features.values
        #expect(values.allSatisfy { $0.isFinite && abs($0) <= 4 })
    }

    @Test("A state of another version, length or schema, or with a bad number, is refused")
    func badStates() {
        let good = ConversationState().encoded()
        var version = good
        version[0] = 99
        var schema = good
        schema[1] ^= 1
        var number = good
        number.replaceSubrange(17..<21, with: [0, 0, 0xC0, 0x7F])
        for bytes in [[], Array(good.dropLast()), good + [0], version, schema, number] {
            #expect(throws: ConversationError(.badState, "")) {
                try ConversationState(decoding: bytes)
            }
        }
    }

    @Test("Amounts are kept by side: first, last, and how far apart")
    func amounts() throws {
        let half = try #require(measured(Array(bargain.prefix(4))).last)
        #expect(try #require(half.value("amount.gap")) < -0.3)
        #expect(try #require(half.value("amount.rep.moved")) < 0)
        #expect(half.value("amount.met") == 0)
        #expect(half.turn(showing: "amount.customer.last") == 3)
        #expect(half.turn(showing: "amount.rep.last") == 4)
        let all = try #require(measured(bargain).last)
        #expect(try #require(all.value("amount.met")) > 0)
        #expect(all.value("amount.gap") == 0)
        #expect(try #require(all.value("amount.customer.moved")) > 0)
    }

    @Test("A pledge is an amount that the customer binds themselves to, not any amount they name")
    func pledges() throws {
        let asked = measured([
            (.representative, "How much would you like to give?"), (.customer, "Let's say $5"),
        ])
        #expect(try #require(asked.last?.value("amount.pledged")) > 0)
        #expect(asked.last?.turn(showing: "amount.pledged") == 2)
        for text in ["I will donate $5", "I can give 50 cents"] {
            #expect(try #require(measured([(.customer, text)]).last?.value("amount.pledged")) > 0)
        }
        for text in ["Does $5 help anyone?", "I paid $5 last year", "I won't give $5"] {
            #expect(measured([(.customer, text)]).last?.value("amount.pledged") == 0, "\(text)")
        }
    }

    @Test("A feature says which turn moved it last")
    func shown() throws {
        let last = try #require(measured(bargain).last)
        #expect(last.turn(showing: "customer.objection.price.overall") == 3)
        #expect(last.turn(showing: "customer.accept.overall") == 5)
        #expect(last.turn(showing: "rep.thanks.overall") == 6)
        #expect(last.turn(showing: "customer.objection.trust.overall") == 0)
        #expect(last.turn(showing: "turn.words") == 6)
        #expect(last.turn(showing: "customer.words.mean") == 5)
        let twice = measured([(.customer, "Hi"), (.representative, "Hi"), (.representative, "?")])
        #expect(twice.last?.turn(showing: "customer.words.mean") == 1)
    }

    @Test("An answer is a yes or a no only after a question for the commitment")
    func answers() throws {
        let yes = measured([
            (.representative, "Would you like to donate?"), (.customer, "Yes, sure"),
        ])
        #expect(try #require(yes.last?.value("answer.yes.recent")) > 0)
        #expect(yes.last?.turn(showing: "answer.yes.recent") == 2)
        #expect(yes.last?.turn(showing: "answer.no.recent") == 0)
        #expect(yes.last?.value("answer.no.recent") == 0)
        let no = measured([
            (.representative, "Would you like to donate?"), (.customer, "No, sorry"),
        ])
        #expect(try #require(no.last?.value("answer.no.recent")) > 0)
        let unasked = measured([(.representative, "It is blue."), (.customer, "Yes, sure")])
        #expect(unasked.last?.value("answer.yes.recent") == 0)
    }

    @Test("Closing shows in features that were zero before it, and in no other")
    func closing() throws {
        let (last, open) = measured(bargain)
        var state = open
        let before = try #require(last)
        let after = state.close()
        for (index, feature) in ConversationState.schema.features.enumerated() {
            if feature.name.hasPrefix("closed") {
                #expect(before.features.values[index] == 0, "\(feature.name)")
            } else {
                #expect(before.features.values[index] == after.features.values[index])
            }
        }
        #expect(try #require(after.value("closed")) > 0)
        #expect(try #require(after.value("closed.accept")) > 0)
        #expect(state.close() == after)
        #expect(
            state.measure(Turn(number: 7, speaker: .customer, text: "Wait")).value("closed") == 0)
    }

    @Test("What is yet to come changes no number of now")
    func noFuture() {
        var short = ConversationState()
        var long = ConversationState()
        var seen: [[Float]] = []
        for (number, turn) in bargain.prefix(3).enumerated() {
            seen.append(
                short.measure(Turn(number: number + 1, speaker: turn.0, text: turn.1)).features
                    .values)
        }
        for (number, turn) in (bargain + bargain).enumerated() {
            let values = long.measure(Turn(number: number + 1, speaker: turn.0, text: turn.1))
                .features.values
            if number < seen.count { #expect(values == seen[number]) }
        }
    }

    @Test("Times give response gaps; without them, or going backwards, the gap stays as it was")
    func gaps() throws {
        var state = ConversationState()
        _ = state.measure(
            Turn(number: 1, speaker: .representative, text: "Hi", saidAtMilliseconds: 0))
        let answered = state.measure(
            Turn(number: 2, speaker: .customer, text: "Hi", saidAtMilliseconds: 60_000))
        let gap = try #require(answered.value("gap.now"))
        #expect(gap > 1)
        let untimed = state.measure(Turn(number: 3, speaker: .representative, text: "So"))
        #expect(untimed.value("gap.now") == gap)
        let backwards = state.measure(
            Turn(number: 4, speaker: .customer, text: "So", saidAtMilliseconds: .min + 1))
        #expect(backwards.value("gap.now") == gap)
        let far = state.measure(
            Turn(number: 5, speaker: .customer, text: "So", saidAtMilliseconds: .max))
        #expect(far.features.values.allSatisfy { $0.isFinite && abs($0) <= 4 })
    }

    @Test("Hostile texts are measured without harm, and an empty one gives an empty text")
    func hostile() {
        let pieces = [
            "", " ", "\u{0}", "\u{200B}\u{FEFF}", "\u{1F600}\u{1F468}\u{200D}\u{1F469}",
            "\u{202E}abc\u{5D0}\u{5D1}", "e\u{301}\u{302}\u{303}", "Z\u{335}\u{321}\u{322}a",
            "not ", "@", "<", "&", "'", "''t", "n't ", "$", "\u{FFFD}", "no no ", "......", "0",
        ]
        for piece in pieces {
            for count in [1, 3, 1_048_576 / max(1, piece.utf8.count)] {
                var state = ConversationState()
                let text = String(repeating: piece, count: count)
                let measured = state.measure(Turn(number: 0, speaker: .customer, text: text))
                #expect(measured.features.values.allSatisfy { $0.isFinite && abs($0) <= 4 })
                #expect(measured.text.utf8.count <= 2 * Limits.turnBytes)
                #expect(!measured.text.utf8.contains(0))
                #expect(
                    measured.isTruncated == (text.utf8.count > Limits.rawTurnBytes) || count < 4)
            }
        }
        var state = ConversationState()
        let empty = state.measure(Turn(number: 1, speaker: .customer, text: "\u{200B} \u{0}"))
        #expect(empty.text.isEmpty)
        #expect(state.turnCount == 1)
    }
}
