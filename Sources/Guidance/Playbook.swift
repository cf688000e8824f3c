internal import Conversations
package import Messages
internal import Predictions

/// The card of the next step.
///
/// Where the model values moves, the best of those with evidence, with a sentence from their plays.
/// Else by declared rules: what was seen in the last turns calls for a move. A rule says nothing
/// about what its move would do to the probability: nobody measured that.
package struct Playbook: Sendable {
    /// A cue, by the name of its feature, and the move that it calls for.
    package struct Rule: Sendable, Equatable {
        package let cue: String
        package let move: Move
        package let text: String

        package init(_ cue: String, _ move: Move, _ text: String) {
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
    /// - Parameter without: why the model values no move here; empty where it never does.
    func step(after turn: Int, _ measured: Measured, without: String = "") -> NextStep? {
        let fresh = rules.filter { isFresh($0.feature, turn, measured) }
        let latest = fresh.map { measured.shownIn[$0.feature] }.max()
        guard let latest,
            let chosen = fresh.first(where: { measured.shownIn[$0.feature] == latest })
        else { return nil }
        return NextStep(
            move: chosen.rule.move.id, text: chosen.rule.text,
            because: "\(chosen.phrase) in turn \(latest)", source: .rules, without: without)
    }

    /// The moves worth most of those with evidence; nil where none is worth more than what is
    /// usually done.
    func step(after turn: Int, _ measured: Measured, _ reading: MoveReading) -> NextStep? {
        let features = ConversationState.schema.features
        let best = reading.ranked.filter { $0.points > 0 }.prefix(GuidanceLimits.moves)
        let moves = best.map { value in
            let text = Play.of(value.move).text { cue in
                features.firstIndex { $0.name == cue }.map { isFresh($0, turn, measured) } ?? false
            }
            return ValuedMove(
                move: value.move.id, points: value.points, low: value.low, high: value.high,
                support: value.support, text: text)
        }
        guard let first = moves.first else { return nil }
        return NextStep(
            move: first.move, text: first.text,
            because: "it is worth most at moments like this one: \(first.support) past ones",
            source: .model, moves: moves)
    }

    private func isFresh(_ feature: Int, _ turn: Int, _ measured: Measured) -> Bool {
        let shown = measured.shownIn[feature]
        return shown > 0 && turn - shown < GuidanceLimits.playbookWindow
    }

    /// What is urgent first.
    package static let standard: [Rule] = [
        Rule(
            "customer.intent.overall", .nextStep,
            "Confirm what was agreed, and settle who does what by when."),
        Rule(
            "customer.accept.overall", .nextStep,
            "Repeat the offer they accepted in one sentence, and name the next step."),
        Rule(
            "customer.objection.trust.overall", .proof,
            "Show proof that they can check themselves, then ask what would settle it."),
        Rule(
            "customer.objection.price.overall", .value,
            "Ask what they compare the price with; tie it to the value they named."),
        Rule(
            "customer.objection.timing.overall", .timing,
            "Ask what has to happen first, and agree on a date."),
        Rule(
            "customer.objection.authority.overall", .decider,
            "Ask who decides with them, and offer to bring what that person needs."),
        Rule(
            "customer.objection.competitor.overall", .compare,
            "Ask what they like about the alternative before you name one difference."),
        Rule(
            "customer.objection.need.overall", .implication,
            "Go back to their problem: ask what it costs them to leave things as they are."),
        Rule(
            "customer.hardship.overall", .concession,
            "Acknowledge it, and offer the smallest step that still helps."),
        Rule(
            "customer.refuse.overall", .exit,
            "Accept the no, ask for the reason once, and leave the door open."),
        Rule(
            "customer.postpone.overall", .nextStep,
            "Agree on a day and on what you will talk about then."),
        Rule(
            "customer.doubt.overall", .acknowledge,
            "Ask what makes them doubt, and answer only that."),
        Rule(
            "customer.confusion.overall", .answer,
            "Say it again in simpler words, and check that it is clear."),
        Rule("customer.ask.how.overall", .nextStep, "Tell them the one thing to do now."),
        Rule(
            "customer.ask.price.overall", .answer,
            "Answer with the price first, then with what it includes."),
        Rule(
            "customer.ask.detail.overall", .answer,
            "Answer the question first; then ask what they need it for."),
        Rule(
            "customer.interest.overall", .trialClose,
            "Ask how it would fit them; if they say well, ask for the commitment."),
        Rule("customer.agree.overall", .nextStep, "Build on their yes: propose the next step."),
    ]
}
