import Messages
import Testing

@testable import Conversations

@Suite("Moves in words")
struct MoveRecognitionTests {
    private func move(_ text: String, after heard: String? = nil) -> Move? {
        var turns = [Turn(number: 2, speaker: .representative, text: text)]
        if let heard { turns.insert(Turn(number: 1, speaker: .customer, text: heard), at: 0) }
        return MoveRecognition.moves(of: turns).last ?? nil
    }

    @Test("are recognised by what is said")
    func recognised() {
        #expect(move("How do you currently track your orders?") == .situation)
        #expect(move("What is your biggest challenge with that?") == .problem)
        #expect(move("What happens if nothing changes?") == .implication)
        #expect(move("Would it help if that work fell away?") == .payoff)
        #expect(move("Shall we go ahead and sign?") == .trialClose)
        #expect(move("You can cancel any time and get your money back.") == .guarantee)
        #expect(move("There is no rush, we can start next quarter.") == .timing)
        #expect(move("Honestly, it may not be a good fit for you.") == .exit)
        #expect(move("I see, go on.") == .silence)
    }

    @Test("are none in a customer's words, nor where nothing shows one")
    func none() {
        let turns = [Turn(number: 1, speaker: .customer, text: "Shall we go ahead and sign?")]
        #expect(MoveRecognition.moves(of: turns) == [nil])
        #expect(
            move("The weather was quite unusual over there on Tuesday evening, they say.") != .exit)
    }
}
