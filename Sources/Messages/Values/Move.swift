/// What a representative can do next: the moves that advice can name, and no others.
///
/// The raw values are positions in a model's tables. A model file lists the ids, so that one made
/// for other moves is refused.
package enum Move: Int, CaseIterable, Sendable {
    // Discover (SPIN, Rackham 1988)
    case situation, problem, implication, payoff
    // Reframe, tailor and lead (Dixon and Adamson 2011)
    case reframe, tailor, lead
    case value, proof, acknowledge, answer
    // For objections of one kind: price, timing, authority, competitor, risk
    case concession, timing, decider, compare, guarantee
    case trialClose, nextStep
    /// Say nothing, and let the customer go on.
    case silence
    /// Disqualify: end it without a sale.
    case exit

    /// "trial-close": how messages, files and the command line name it.
    package var id: String {
        switch self {
        case .trialClose: "trial-close"
        case .nextStep: "next-step"
        case .situation, .problem, .implication, .payoff: "discover-\(self)"
        default: "\(self)"
        }
    }

    /// The move of an id, or of an act that recorded data names.
    package init?(named name: String) {
        guard let move = Self.names[name] else { return nil }
        self = move
    }

    private static let names: [String: Move] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { ($0.id, $0) })
        for move in allCases { names["\(move)"] = move }
        names["teach"] = .reframe
        names["control"] = .lead
        names["inform"] = .answer
        names["flexibleTiming"] = .timing
        names["involveDecider"] = .decider
        names["listen"] = .silence
        names["disqualify"] = .exit
        return names
    }()
}

/// A move and what it would be worth now.
package struct ValuedMove: Sendable, Equatable {
    /// ``Move/id``; a later version may know more of them.
    package var move: String
    /// Percentage points of the chance to convert, against what is usually done at such a moment.
    package var points: Float
    /// The middle 90 % of what the model's members say, widened by how few past moments there are.
    package var low, high: Float
    /// Past moments like this one at which the move was made.
    package var support: Int
    /// What to say, from the move's playbook.
    package var text: String

    package init(
        move: String, points: Float, low: Float, high: Float, support: Int, text: String
    ) {
        self.move = move
        self.points = points
        self.low = low
        self.high = high
        self.support = support
        self.text = text
    }
}
