internal import Conversations
internal import Messages

/// The playbook of one move: what to say, in general and after what the customer just showed. One
/// file a move, in `Plays/`.
struct Play: Sendable {
    let move: Move
    /// For any moment.
    let text: String
    /// For a moment at which a cue (by the name of its feature) showed lately; the first that fits.
    let after: [(cue: String, text: String)]

    init(_ move: Move, _ text: String, after: [(cue: String, text: String)] = []) {
        self.move = move
        self.text = text
        self.after = after
    }

    static func of(_ move: Move) -> Play {
        switch move {
        case .situation: .situation
        case .problem: .problem
        case .implication: .implication
        case .payoff: .payoff
        case .reframe: .reframe
        case .tailor: .tailor
        case .lead: .lead
        case .value: .value
        case .proof: .proof
        case .acknowledge: .acknowledge
        case .answer: .answer
        case .concession: .concession
        case .timing: .timing
        case .decider: .decider
        case .compare: .compare
        case .guarantee: .guarantee
        case .trialClose: .trialClose
        case .nextStep: .nextStep
        case .silence: .silence
        case .exit: .exit
        }
    }

    /// - Parameter isFresh: whether a cue showed lately.
    func text(_ isFresh: (String) -> Bool) -> String {
        after.first { isFresh($0.cue) }?.text ?? text
    }
}
