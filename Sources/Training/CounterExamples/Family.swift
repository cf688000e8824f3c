internal import Messages

/// One way of making a counter-example: a labelled conversation changed so that a reader who goes
/// by single words, by manners, or by what the text says of itself is led astray, while the outcome
/// is known.
///
/// Every family says what its change means for the label. Some families may be trained on; the
/// others are kept for testing, so that what is measured is not a memory of phrases. Phrases are
/// halved as well: training draws from the first half of a list, testing from the second.
package struct Family: Sendable {
    package enum Meaning: String, Sendable, Codable {
        /// The outcome stays what it was.
        case preserved
        /// The outcome is the other one.
        case flipped
    }

    package enum Use: String, Sendable, Codable {
        case training
        case testing
    }

    package let name: String
    package let use: Use
    package let meaning: Meaning
    /// Where a curriculum brings it in: 1 for noise, 2 for what misleads.
    let level: Int
    let change: @Sendable (inout Draft) -> Void

    /// The changed conversation; nil where the family has nothing to change in it.
    /// - Parameters:
    ///   - use: which half of the phrases is drawn from.
    ///   - random: of this conversation and family alone.
    func changed(_ turns: [Turn], converted: Bool, use: Use, _ random: Random) -> [Turn]? {
        var draft = Draft(turns: turns, converted: converted, use: use, random: random)
        change(&draft)
        guard draft.turns != turns, !draft.turns.isEmpty else { return nil }
        return draft.turns.enumerated().map { place, turn in
            var turn = turn
            turn.number = place + 1
            return turn
        }
    }

    package static let all: [Family] = [
        .recognitionNoise, .truncation, .negationFlips, .politeness, .fakeBuyingSignals,
        .sarcasm, .lateReversal, .speakerSwap, .promptInjection, .boilerplate,
    ]
}

/// A conversation that a family works on.
struct Draft {
    var turns: [Turn]
    let converted: Bool
    let use: Family.Use
    var random: Random

    /// Places of the customer's turns.
    var customers: [Int] { turns.indices.filter { turns[$0].speaker == .customer } }

    /// One of the half that this use may draw from.
    mutating func phrase(_ phrases: [String]) -> String {
        let half = phrases.count / 2
        let own = use == .training ? phrases.prefix(half) : phrases.dropFirst(half)
        let place = own.startIndex + random.below(own.count)
        return own[place]
    }

    mutating func isDrawn(_ share: Float) -> Bool { random.unit() < share }

    mutating func append(_ speaker: Speaker, _ text: String) {
        turns.append(Turn(number: turns.count + 1, speaker: speaker, text: text))
    }
}
