private import Foundation

/// How one act of the representative moves the buyer.
///
/// First the concern: an act that fits may lift it, and without one a new one may come up. Then the
/// interest: up one step, down one, or neither.
struct Dynamics: Sendable {
    /// Where a buyer may be after an act, and how likely.
    struct Step: Sendable {
        let target: Int
        let probability: Double
    }

    private let industry: Industry

    init(_ industry: Industry) { self.industry = industry }

    func steps(from buyer: Buyer, after act: RepresentativeAct) -> [Step] {
        guard act != .farewell else { return [Step(target: buyer.index, probability: 1)] }
        var steps: [Step] = []
        for (concern, probability) in concerns(after: act, from: buyer.concern) {
            let (up, down) = Self.moves(of: buyer, act, to: concern)
            for (change, share) in [(1, up), (-1, down), (0, 1 - up - down)] where share > 0 {
                var next = buyer
                next.concern = concern
                next.interest = min(Buyer.interests - 1, max(0, buyer.interest + change))
                steps.append(Step(target: next.index, probability: probability * share))
            }
        }
        return steps
    }

    private func concerns(
        after act: RepresentativeAct, from concern: Concern
    ) -> [(Concern, Double)] {
        guard concern == .none else {
            let lifted = Self.lifts(act, concern)
            return [(.none, lifted), (concern, 1 - lifted)]
        }
        let rate = industry.objectionRate * Self.raises(act)
        let kinds = Concern.allCases.dropFirst().map {
            ($0, rate * industry.concernShares[$0.rawValue])
        }
        return [(.none, 1 - rate)] + kinds
    }

    /// The chance that an act lifts a concern.
    static func lifts(_ act: RepresentativeAct, _ concern: Concern) -> Double {
        switch (act, concern) {
        case (.value, .price): 0.45
        case (.concession, .price): 0.60
        case (.payoff, .price): 0.25
        case (.flexibleTiming, .timing): 0.60
        case (.implication, .timing): 0.25
        case (.involveDecider, .authority): 0.65
        case (.payoff, .need): 0.40
        case (.problem, .need), (.tailor, .need): 0.30
        case (.proof, .trust): 0.60
        case (.guarantee, .trust): 0.25
        case (.compare, .competitor): 0.60
        case (.implication, .statusQuo), (.teach, .statusQuo): 0.45
        case (.guarantee, .risk): 0.60
        case (.proof, .risk): 0.30
        case (.acknowledge, _): 0.15
        case (.listen, _), (.inform, _): 0.10
        default: 0.04
        }
    }

    private static func raises(_ act: RepresentativeAct) -> Double {
        switch act {
        case .trialClose: 0.22
        case .control: 0.16
        case .acknowledge, .listen, .rapport: 0.05
        case .value, .nextStep: 0.12
        default: 0.09
        }
    }

    /// The chances of a step up and of one down.
    private static func moves(
        of buyer: Buyer, _ act: RepresentativeAct, to concern: Concern
    ) -> (up: Double, down: Double) {
        var (up, down) = effect(of: act, on: buyer)
        switch (buyer.concern, concern) {
        case (.none, .none): break
        case (.none, _): down += 0.08
        case (_, .none): up += 0.25
        default:
            up *= 0.6
            let isPushy = act == .trialClose || act == .control || act == .nextStep
            down += isPushy ? 0.15 : 0.02
        }
        if buyer.interest == Buyer.interests - 1 { up = 0 }
        if buyer.interest == 0 { down = 0 }
        return (up, down)
    }

    private static func effect(
        of act: RepresentativeAct, on buyer: Buyer
    ) -> (up: Double, down: Double) {
        let need = buyer.hasNeed
        return switch act {
        case .rapport: (0.10, 0.05)
        case .situation: need ? (0.12, 0.07) : (0.07, 0.12)
        case .problem: need ? (0.30, 0.05) : (0.08, 0.18)
        case .implication: need ? (0.34, 0.07) : (0.07, 0.22)
        case .payoff: need ? (0.36, 0.04) : (0.12, 0.14)
        case .teach: need ? (0.22, 0.10) : (0.18, 0.12)
        case .tailor: need ? (0.28, 0.05) : (0.14, 0.10)
        case .control: need ? (0.16, 0.16) : (0.10, 0.24)
        case .value: need ? (0.22, 0.08) : (0.14, 0.14)
        case .proof: (0.18, 0.08)
        case .acknowledge: (0.11, 0.05)
        case .inform: need ? (0.18, 0.05) : (0.13, 0.07)
        case .concession: (0.14, 0.12)
        case .flexibleTiming, .involveDecider, .compare, .guarantee: (0.10, 0.09)
        case .trialClose: buyer.interest >= 3 ? (0.36, 0.08) : (0.06, 0.30)
        case .nextStep: buyer.interest >= 2 ? (0.26, 0.08) : (0.06, 0.24)
        case .listen: (0.11, 0.05)
        case .disqualify: (0.03, 0.30)
        case .farewell: (0, 0)
        }
    }
}
