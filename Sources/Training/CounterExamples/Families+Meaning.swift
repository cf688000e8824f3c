internal import Messages

// Families that put in words which point away from the outcome, or change it.

extension Family {
    /// Label-preserving. A negation turns a sentence round: the customer's last turn goes on with
    /// one whose words speak against the outcome and whose meaning is the outcome ("I am not
    /// interested in waiting, send the contract").
    static let negationFlips = Family(
        name: "negation flips", use: .training, meaning: .preserved, level: 2
    ) { draft in
        guard let last = draft.customers.last else { return }
        let phrases = draft.converted ? Phrasebook.negatedYes : Phrasebook.negatedNo
        draft.turns[last].text += " " + draft.phrase(phrases)
    }

    /// Label-preserving. Half of the customer's turns open with manners that go against the
    /// outcome: warm where nothing came of it, curt where it did.
    static let politeness = Family(
        name: "politeness without intent", use: .training, meaning: .preserved, level: 2
    ) { draft in
        for place in draft.customers where draft.isDrawn(0.5) {
            let manners = draft.phrase(draft.converted ? Phrasebook.curt : Phrasebook.warm)
            draft.turns[place].text = manners + " " + draft.turns[place].text
        }
    }

    /// Label-preserving. In the first two thirds the customer asks what buyers ask where nothing
    /// came of it, and objects where it did.
    static let fakeBuyingSignals = Family(
        name: "fake buying signals", use: .training, meaning: .preserved, level: 2
    ) { draft in
        let places = draft.customers.filter { $0 * 3 < draft.turns.count * 2 }
        for place in places where draft.isDrawn(0.5) || place == places.last {
            let phrases = draft.converted ? Phrasebook.objections : Phrasebook.buying
            draft.turns[place].text += " " + draft.phrase(phrases)
        }
    }

    /// Label-preserving. Sarcastic praise in a third of the customer's turns where nothing came of
    /// it, mock reluctance where it did.
    static let sarcasm = Family(
        name: "sarcasm", use: .testing, meaning: .preserved, level: 2
    ) { draft in
        let places = draft.customers
        for place in places where draft.isDrawn(0.33) || place == places.last {
            let phrases = draft.converted ? Phrasebook.mockReluctance : Phrasebook.mockPraise
            draft.turns[place].text += " " + draft.phrase(phrases)
        }
    }

    /// Label-flipping. After the conversation as it was, one more exchange: the customer who bought
    /// takes it back, the one who did not comes round.
    static let lateReversal = Family(
        name: "late reversal", use: .testing, meaning: .flipped, level: 2
    ) { draft in
        draft.append(
            .representative,
            draft.phrase(draft.converted ? Phrasebook.sealing : Phrasebook.parting))
        draft.append(
            .customer, draft.phrase(draft.converted ? Phrasebook.takenBack : Phrasebook.cameRound))
    }

    /// Label-preserving. The customer's text tells its reader what to forecast: the wrong thing.
    static let promptInjection = Family(
        name: "prompt injection", use: .testing, meaning: .preserved, level: 2
    ) { draft in
        let places = draft.customers
        guard !places.isEmpty else { return }
        let early = places[draft.random.below(places.count)]
        for place in Set([early, places[places.count - 1]]).sorted() {
            let phrases = draft.converted ? Phrasebook.injectedNo : Phrasebook.injectedYes
            draft.turns[place].text += " " + draft.phrase(phrases)
        }
    }
}
