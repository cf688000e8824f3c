/// What a representative can do in a turn. The raw values are positions in tables.
package enum RepresentativeAct: Int, CaseIterable, Sendable, Codable {
    case rapport
    // SPIN (Rackham 1988): situation, problem, implication, need-payoff
    case situation, problem, implication, payoff
    // Challenger (Dixon and Adamson 2011): teach, tailor, take control
    case teach, tailor, control
    case value, proof, acknowledge, inform
    // Answers to objections
    case concession, flexibleTiming, involveDecider, compare, guarantee
    case trialClose, nextStep, listen, disqualify
    /// Ends the conversation.
    case farewell

    package var name: String { "\(self)" }

    /// The acts that advice can name: all but greeting and leaving.
    package static let moves: [RepresentativeAct] = allCases.filter {
        $0 != .rapport && $0 != .farewell
    }
}

/// What a customer can do in a turn.
package enum CustomerAct: Int, CaseIterable, Sendable, Codable {
    case greet, situationAnswer, shareProblem, denyProblem
    case askDetail, askPrice, askHow
    case interest, doubt
    case objectPrice, objectTiming, objectAuthority, objectNeed
    case objectTrust, objectCompetitor, objectStatusQuo, objectRisk
    case reassured, agreeStep, commit, stall, refuse, brushOff

    package var name: String { "\(self)" }

    /// What the objection is about; `none` for any other act.
    var concern: Concern {
        Concern(rawValue: rawValue - CustomerAct.objectPrice.rawValue + 1) ?? .none
    }
}

/// What holds a buyer back. At most one at a time.
package enum Concern: Int, CaseIterable, Sendable, Codable {
    case none, price, timing, authority, need, trust, competitor, statusQuo, risk
}

/// How the customer answers, besides the act: heard by everybody, and so by the ceiling.
struct Manner: Sendable, Equatable {
    /// Says more than is needed.
    var isElaborate: Bool
    /// 0 quick, 1 ordinary, 2 slow.
    var tempo: Int

    static let all: [Manner] = [false, true].flatMap { elaborate in
        (0..<3).map { Manner(isElaborate: elaborate, tempo: $0) }
    }
}
