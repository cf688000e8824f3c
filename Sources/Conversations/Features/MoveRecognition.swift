package import Messages

/// Which move a representative makes, as far as the words show it: for conversations in which
/// nobody has noted it. Declared phrases, no learning; how often it agrees with noted acts is told
/// in `Docs/MOVES.md`.
package enum MoveRecognition {
    /// One for each turn; nil for a customer's, and where the words show no move.
    package static func moves(of turns: [Turn]) -> [Move?] {
        var heard: Reading?
        return turns.map { turn in
            let reading = Reading(Cleaning.clean(turn.text).text, speaker: turn.speaker)
            guard turn.speaker == .representative else {
                heard = reading
                return nil
            }
            return move(of: reading, after: heard)
        }
    }

    /// The move with the most signs; of equals the more special.
    private static func move(of reading: Reading, after heard: Reading?) -> Move? {
        var best: (move: Move, weight: Float)?
        for sign in signs {
            var weight = sign.cues.reduce(0) { $0 + reading[$1] } * sign.weight
            if weight > 0, sign.isQuestion { weight += reading.questions > 0 ? 0.25 : -0.5 }
            if let heard, weight > 0, sign.answers.contains(where: { heard[$0] > 0 }) {
                weight += 0.5
            }
            guard weight > 0, weight > best?.weight ?? 0 else { continue }
            best = (sign.move, weight)
        }
        if let best { return best.move }
        // A few words that ask for nothing leave the floor to the customer.
        if reading.scan.words > 0, reading.scan.words <= 3, reading.questions == 0 {
            return .silence
        }
        return nil
    }

    private struct Sign {
        let move: Move
        let cues: [Cue]
        var weight: Float = 1
        var isQuestion = false
        /// What the customer said that this move answers.
        var answers: [Cue] = []
    }

    /// The special before the general: a guarantee is also of value.
    private static let signs: [Sign] = [
        Sign(move: .exit, cues: [.offerExit, .giveUp], weight: 1.6),
        Sign(
            move: .guarantee, cues: [.offerGuarantee], weight: 1.6,
            answers: [.objectTrust, .doubt]),
        Sign(
            move: .timing, cues: [.offerTime], weight: 1.6, answers: [.objectTiming, .postpone]),
        Sign(
            move: .decider, cues: [.offerDecider], weight: 1.6, answers: [.objectAuthority]),
        Sign(
            move: .compare, cues: [.offerComparison], weight: 1.6, answers: [.objectCompetitor]),
        Sign(move: .concession, cues: [.concede], weight: 1.4, answers: [.objectPrice, .haggle]),
        Sign(move: .silence, cues: [.leaveFloor], weight: 1.6),
        Sign(move: .implication, cues: [.implication], weight: 1.2, isQuestion: true),
        Sign(move: .payoff, cues: [.payoff], weight: 1.2, isQuestion: true),
        Sign(move: .problem, cues: [.problem], weight: 1.2, isQuestion: true),
        Sign(move: .situation, cues: [.situation], weight: 1.2, isQuestion: true),
        Sign(move: .trialClose, cues: [.close, .askAmount, .smallAsk], isQuestion: true),
        Sign(move: .acknowledge, cues: [.acknowledge], answers: [.doubt, .objectPrice]),
        Sign(move: .proof, cues: [.proof, .credibility], answers: [.objectTrust, .doubt]),
        Sign(move: .tailor, cues: [.tailor], weight: 0.9),
        Sign(move: .reframe, cues: [.teach], weight: 0.9),
        Sign(move: .nextStep, cues: [.contact], weight: 0.8),
        Sign(move: .lead, cues: [.control], weight: 0.8),
        Sign(
            move: .answer, cues: [.explainProcess], weight: 0.8,
            answers: [.askDetail, .askPrice, .askHow]),
        Sign(move: .value, cues: [.value], weight: 0.8, answers: [.objectPrice]),
    ]
}
