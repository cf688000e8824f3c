private import Foundation

/// Who sells: how well, and by which school. Hidden, like the buyer; shown by the acts chosen.
package struct Representative: Sendable, Equatable {
    package enum Skill: Int, CaseIterable, Sendable { case novice, average, expert }
    package enum Style: Int, CaseIterable, Sendable { case spin, value, challenger }

    package var skill: Skill
    package var style: Style

    package init(skill: Skill, style: Style) {
        self.skill = skill
        self.style = style
    }

    var index: Int { skill.rawValue * Style.allCases.count + style.rawValue }

    static let all: [Representative] = Skill.allCases.flatMap { skill in
        Style.allCases.map { Representative(skill: skill, style: $0) }
    }

    /// Who stands at a place, 0 ..< 1, in a row of all as they are common.
    package static func drawn(_ place: Double) -> Representative {
        var rest = place
        for one in all {
            rest -= one.share
            if rest < 0 { return one }
        }
        return all[all.count - 1]
    }

    /// How common each is; the styles are equally so.
    var share: Double { [0.3, 0.45, 0.25][skill.rawValue] / Double(Style.allCases.count) }

    /// The chance of each act. Depends on what everybody heard, never on the buyer's state.
    ///
    /// - Parameters:
    ///   - last: what the customer just did; nil: the representative begins.
    ///   - round: how often the customer has spoken.
    func policy(after last: CustomerAct?, round: Int, rounds: Int) -> [Double] {
        guard round < rounds else {
            return RepresentativeAct.allCases.map { $0 == .farewell ? 1 : 0 }
        }
        let leaving = Self.leaving(after: last, round: round)
        let weights = RepresentativeAct.allCases.map { act -> Double in
            if act == .farewell { return 0 }
            if act == .rapport { return round == 0 ? 12 : round == 1 ? 0.2 : 0 }
            return exp(
                judgement * Self.fit(act, last) + Self.phase(act, round) + habit(act))
        }
        let total = weights.reduce(0, +)
        return zip(RepresentativeAct.allCases, weights).map { act, weight in
            act == .farewell ? leaving : (1 - leaving) * weight / total
        }
    }

    /// How closely the choice follows what fits.
    private var judgement: Double { [0.55, 1.0, 1.6][skill.rawValue] }

    private static func leaving(after last: CustomerAct?, round: Int) -> Double {
        guard round > 1 else { return 0 }
        let reason =
            switch last {
            case .refuse: 0.45
            case .commit: 0.35
            case .agreeStep: 0.20
            case .stall: 0.18
            case .brushOff: 0.10
            default: 0.03
            }
        return min(0.9, Endings.haste * (reason + 0.01 * Double(max(0, round - 5))))
    }

    private static func phase(_ act: RepresentativeAct, _ round: Int) -> Double {
        switch act {
        case .situation, .problem: round <= 2 ? 0.6 : -0.6
        case .trialClose, .nextStep: round <= 1 ? -1.6 : round <= 3 ? -0.3 : 0.6
        case .disqualify: -1.6
        case .concession, .flexibleTiming, .involveDecider, .compare, .guarantee:
            round <= 1 ? -2 : -1.1
        case .listen, .control: -0.7
        case .acknowledge, .inform: round == 0 ? -2 : -0.6
        default: 0
        }
    }

    private func habit(_ act: RepresentativeAct) -> Double {
        var habit = 0.0
        switch (style, act) {
        case (.spin, .situation), (.spin, .problem), (.spin, .implication), (.spin, .payoff),
            (.value, .value), (.value, .proof), (.value, .guarantee), (.value, .inform),
            (.challenger, .teach), (.challenger, .tailor), (.challenger, .control):
            habit += 0.8
        default: break
        }
        guard skill == .novice else { return habit }
        switch act {
        case .trialClose, .concession: habit += 0.8
        case .value, .control: habit += 0.4
        case .implication, .payoff: habit -= 0.5
        default: break
        }
        return habit
    }

    private static func fit(_ act: RepresentativeAct, _ last: CustomerAct?) -> Double {
        guard let last else { return openings[act] ?? 0 }
        if last.concern != .none {
            let lifts = Dynamics.lifts(act, last.concern)
            return lifts >= 0.4 ? 2.4 : lifts >= 0.25 ? 1.6 : act == .acknowledge ? 1.4 : 0
        }
        return fits[last]?[act] ?? 0
    }

    private static let openings: [RepresentativeAct: Double] = [.teach: 0.5, .situation: 0.5]

    private static let fits: [CustomerAct: [RepresentativeAct: Double]] = [
        .greet: [.situation: 1.6, .teach: 0.6, .tailor: 0.3],
        .situationAnswer: [.problem: 1.8, .tailor: 0.8, .teach: 0.6],
        .shareProblem: [.implication: 1.8, .payoff: 1.4, .tailor: 1.2, .value: 0.6],
        .denyProblem: [.teach: 1.2, .situation: 0.8, .tailor: 0.8, .disqualify: 1.2],
        .askDetail: [.inform: 3.2, .proof: 0.4],
        .askPrice: [.inform: 2.8, .value: 1.4, .concession: 0.6],
        .askHow: [.inform: 2.4, .nextStep: 1.8],
        .interest: [.payoff: 1, .nextStep: 1.2, .trialClose: 0.8, .value: 0.7, .proof: 0.5],
        .doubt: [.proof: 1.6, .acknowledge: 1.4, .guarantee: 0.8, .listen: 0.9],
        .reassured: [.nextStep: 1.6, .trialClose: 1.4, .payoff: 0.5],
        .agreeStep: [.nextStep: 2, .trialClose: 1.2, .inform: 0.4],
        .commit: [.nextStep: 2.6, .inform: 0.8],
        .stall: [.acknowledge: 1, .listen: 1, .implication: 0.6, .nextStep: 0.8, .control: 0.5],
        .refuse: [.acknowledge: 1.2, .listen: 1, .disqualify: 1.6],
        .brushOff: [.listen: 0.8, .teach: 0.8, .tailor: 0.8, .acknowledge: 0.6, .disqualify: 0.8],
    ]
}
