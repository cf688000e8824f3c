private import Foundation

/// What a buyer shows: the chance of each act and manner, given the state and what the
/// representative just did.
enum Reactions {
    /// How strongly acts tell interest. Tuned so that the ceiling's AUC lies where field data do.
    static let gain = 1.15

    /// Softmax over all acts. `act` nil: the customer begins.
    static func probabilities(
        of buyer: Buyer, after act: RepresentativeAct?
    ) -> [Double] {
        let weights = CustomerAct.allCases.map { exp(logit($0, buyer, act)) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    private static func logit(
        _ act: CustomerAct, _ buyer: Buyer, _ cause: RepresentativeAct?
    ) -> Double {
        var logit = base(act) + slope(act) * gain * Double(buyer.interest - 2)
        logit += cause.map { answer(act, to: $0) } ?? opening(act)
        if act.concern != .none {
            logit += act.concern == buyer.concern ? 3.6 : 0
        } else if buyer.concern != .none {
            logit -= act == .reassured || act == .commit ? 1.2 : 0
        }
        if act == .shareProblem { logit += buyer.hasNeed ? 0.8 : -0.6 }
        if act == .denyProblem || act == .objectNeed { logit += buyer.hasNeed ? -0.8 : 0.6 }
        return logit
    }

    private static func base(_ act: CustomerAct) -> Double {
        switch act {
        case .greet: -4
        case .situationAnswer: -1.2
        case .shareProblem, .denyProblem, .askHow, .brushOff: -1.5
        case .askDetail, .interest, .doubt: -0.9
        case .askPrice, .stall: -1.2
        case .reassured, .agreeStep: -1.9
        case .refuse: -2.2
        case .commit: -3
        default: -3.8
        }
    }

    private static func slope(_ act: CustomerAct) -> Double {
        switch act {
        case .commit: 1.3
        case .agreeStep: 0.9
        case .askHow: 0.8
        case .interest: 0.7
        case .reassured: 0.45
        case .askPrice: 0.3
        case .askDetail, .shareProblem: 0.2
        case .greet, .situationAnswer: 0
        case .doubt: -0.4
        case .denyProblem: -0.5
        case .stall: -0.6
        case .brushOff: -0.9
        case .refuse: -1.2
        default: -0.1
        }
    }

    private static func opening(_ act: CustomerAct) -> Double {
        switch act {
        case .greet: 4
        case .askDetail: 1.5
        case .askPrice: 1
        case .shareProblem: 1
        case .situationAnswer: 0.5
        case .reassured, .agreeStep, .commit, .stall, .refuse, .brushOff, .denyProblem: -6
        default: 0
        }
    }

    /// People answer what they are asked.
    private static func answer(_ act: CustomerAct, to cause: RepresentativeAct) -> Double {
        answers[cause]?[act] ?? 0
    }

    private static let answers: [RepresentativeAct: [CustomerAct: Double]] = [
        .rapport: [.greet: 5.2, .situationAnswer: 0.5, .agreeStep: -2, .commit: -3, .stall: -1],
        .situation: [.situationAnswer: 2.4, .shareProblem: 0.6, .agreeStep: -1.5, .commit: -2],
        .problem: [.shareProblem: 1.8, .denyProblem: 1.4, .agreeStep: -1.5, .commit: -2],
        .implication: [.shareProblem: 1.3, .denyProblem: 0.9, .interest: 0.3, .doubt: 0.3],
        .payoff: [.interest: 0.9, .doubt: 0.4, .askHow: 0.6, .agreeStep: 0.3],
        .teach: [.interest: 0.5, .askDetail: 0.9, .doubt: 0.6],
        .tailor: [.interest: 0.7, .askDetail: 0.7, .shareProblem: 0.3],
        .control: [.agreeStep: 0.6, .stall: 0.4, .brushOff: 0.3],
        .value: [.interest: 0.5, .askPrice: 0.8, .doubt: 0.4],
        .proof: [.interest: 0.5, .askDetail: 0.5, .reassured: 0.7, .doubt: 0.2],
        .acknowledge: [.reassured: 0.7, .situationAnswer: 0.5, .shareProblem: 0.4],
        .inform: [.interest: 0.5, .askDetail: 0.4, .askPrice: 0.4, .askHow: 0.4, .reassured: 0.4],
        .concession: [.reassured: 1.1, .interest: 0.3, .agreeStep: 0.3],
        .flexibleTiming: [.reassured: 1.2, .askDetail: 0.3],
        .involveDecider: [.reassured: 1, .agreeStep: 0.7],
        .compare: [.reassured: 1.1, .askDetail: 0.5],
        .guarantee: [.reassured: 1.2, .askDetail: 0.4],
        .trialClose: [.commit: 1.6, .agreeStep: 0.8, .stall: 0.9, .refuse: 0.7],
        .nextStep: [.agreeStep: 1.8, .commit: 0.9, .stall: 0.7, .refuse: 0.4],
        .listen: [.situationAnswer: 1, .shareProblem: 0.7, .doubt: 0.3],
        .disqualify: [.refuse: 0.8, .stall: 0.6, .situationAnswer: 0.5],
    ]

    /// The interested say a little more and answer a little sooner.
    static func probability(of manner: Manner, interest: Int) -> Double {
        let elaborate = 0.18 + 0.05 * Double(interest)
        let quick = 0.25 + 0.04 * Double(interest)
        let slow = 0.30 - 0.04 * Double(interest)
        let tempo = [quick, 1 - quick - slow, slow][manner.tempo]
        return (manner.isElaborate ? elaborate : 1 - elaborate) * tempo
    }
}
