internal import Conversations
internal import Messages

/// The card of the next step, by declared rules: what was seen in the last turns calls for a move.
///
/// It says nothing about what a move would do to the probability: nobody has measured that yet.
package struct Playbook: Sendable {
    /// A cue, by the name of its feature, and the move that it calls for.
    package struct Rule: Sendable, Equatable {
        package let cue: String
        package let move: String
        package let text: String

        package init(_ cue: String, _ move: String, _ text: String) {
            self.cue = cue
            self.move = move
            self.text = text
        }
    }

    private let rules: [(rule: Rule, feature: Int, phrase: String)]

    /// Rules whose cue is no feature are left out; ``unknownCues`` names them.
    package init(_ rules: [Rule] = Self.standard) {
        let features = ConversationState.schema.features
        self.rules = rules.compactMap { rule in
            features.firstIndex { $0.name == rule.cue }.map { index in
                (rule, index, features[index].phrase)
            }
        }
        unknownCues = rules.map(\.cue).filter { cue in !features.contains { $0.name == cue } }
    }

    package let unknownCues: [String]

    /// The move for the cue that showed last, within a few turns; of several, the rule declared
    /// first.
    func step(after turn: Int, _ measured: Measured) -> NextStep? {
        let fresh = rules.filter {
            let shown = measured.shownIn[$0.feature]
            return shown > 0 && turn - shown < GuidanceLimits.playbookWindow
        }
        let latest = fresh.map { measured.shownIn[$0.feature] }.max()
        guard let latest,
            let chosen = fresh.first(where: { measured.shownIn[$0.feature] == latest })
        else { return nil }
        return NextStep(
            move: chosen.rule.move, text: chosen.rule.text,
            because: "\(chosen.phrase) in turn \(latest)")
    }

    /// What is urgent first.
    package static let standard: [Rule] = [
        Rule(
            "customer.intent.overall", "confirm",
            "Confirm what was agreed, and settle who does what by when."),
        Rule(
            "customer.accept.overall", "confirm",
            "Repeat the offer they accepted in one sentence, and name the next step."),
        Rule(
            "customer.objection.trust.overall", "credibility",
            "Show proof that they can check themselves, then ask what would settle it."),
        Rule(
            "customer.objection.price.overall", "value",
            "Ask what they compare the price with; tie it to the value they named."),
        Rule(
            "customer.objection.timing.overall", "timing",
            "Ask what has to happen first, and agree on a date."),
        Rule(
            "customer.objection.authority.overall", "authority",
            "Ask who decides with them, and offer to bring what that person needs."),
        Rule(
            "customer.objection.competitor.overall", "contrast",
            "Ask what they like about the alternative before you name one difference."),
        Rule(
            "customer.objection.need.overall", "need",
            "Go back to their problem: ask what it costs them to leave things as they are."),
        Rule(
            "customer.hardship.overall", "small-step",
            "Acknowledge it, and offer the smallest step that still helps."),
        Rule(
            "customer.refuse.overall", "accept-no",
            "Accept the no, ask for the reason once, and leave the door open."),
        Rule(
            "customer.postpone.overall", "commit-date",
            "Agree on a day and on what you will talk about then."),
        Rule(
            "customer.doubt.overall", "clarify", "Ask what makes them doubt, and answer only that."),
        Rule(
            "customer.confusion.overall", "clarify",
            "Say it again in simpler words, and check that it is clear."),
        Rule("customer.ask.how.overall", "close", "Tell them the one thing to do now."),
        Rule(
            "customer.ask.price.overall", "answer-price",
            "Answer with the price first, then with what it includes."),
        Rule(
            "customer.ask.detail.overall", "answer",
            "Answer the question first; then ask what they need it for."),
        Rule(
            "customer.interest.overall", "trial-close",
            "Ask how it would fit them; if they say well, ask for the commitment."),
        Rule("customer.agree.overall", "advance", "Build on their yes: propose the next step."),
    ]
}
