import Testing

@testable import Simulation

@Suite("The ceiling's forecast")
struct ForecasterTests {
    /// A world of three rounds: small enough to walk every path.
    private static let small = World(industries: [Industry.all[0]], rounds: 3)
    private var market: Market { Self.small.markets[0] }

    @Test("Agrees with the sum over every path of hidden states")
    func enumeration() {
        var heard = Forecaster(market)
        heard.hear(.problem)
        heard.hear(.shareProblem, nil)
        heard.hear(.implication)
        heard.hear(.interest, nil)
        let dynamics = Dynamics(market.industry)
        var all = 0.0
        var won = 0.0
        for first in Buyer.all {
            for seller in Representative.all {
                let start =
                    market.prior[first.index] * seller.share
                    * chance(.problem, after: nil, 0, seller)
                for one in dynamics.steps(from: first, after: .problem) {
                    let second = Buyer(index: one.target)
                    let before =
                        start * one.probability
                        * shows(.shareProblem, second, .problem)
                        * chance(.implication, after: .shareProblem, 1, seller)
                    for two in dynamics.steps(from: second, after: .implication) {
                        let third = Buyer(index: two.target)
                        let path =
                            before * two.probability
                            * shows(.interest, third, .implication)
                        all += path
                        won += path * value(third, seller, after: .interest, round: 2)
                    }
                }
            }
        }
        #expect(abs(won / all - heard.probability) < 1e-5)
    }

    @Test("Knows what an act is worth two rounds ahead", arguments: [3, 77, 130])
    func actionValue(state: Int) {
        let buyer = Buyer(index: state)
        let seller = Representative(skill: .expert, style: .spin)
        for act in [RepresentativeAct.payoff, .trialClose, .concession] {
            let table = market.values[
                market.values(of: act, round: 1) + seller.index * Customs.states + state]
            #expect(abs(Double(table) - worth(act, buyer, seller, round: 1)) < 1e-5)
        }
    }

    @Test("Is a martingale: what it expects to say next is what it says now")
    func martingale() {
        var heard = Forecaster(market)
        heard.hear(.situation)
        #expect(abs(expectedAfterAnswer(heard, .situation) - heard.probability) < 1e-6)
        heard.hear(.denyProblem, Manner(isElaborate: true, tempo: 2))
        heard.hear(.teach)
        #expect(abs(expectedAfterAnswer(heard, .teach) - heard.probability) < 1e-6)
        heard.hear(.stall, nil)
        // The customer leaves, or stays and the representative chooses.
        let left = zip(heard.belief, Buyer.all).reduce(0) {
            $0 + $1.0 * Endings.hazard(of: $1.1, after: .stall, round: 2)
        }
        var expected = left * heard.endProbability
        for act in RepresentativeAct.allCases {
            let chosen = zip(heard.sellers, Representative.all).reduce(0) {
                $0 + $1.0 * chance(act, after: .stall, 2, $1.1)
            }
            guard chosen > 0 else { continue }
            var next = heard
            next.hear(act)
            expected += (1 - left) * chosen * next.probability
        }
        #expect(abs(expected - heard.probability) < 1e-6)
    }

    @Test("What is usually done is worth the mean of what would be heard")
    func usual() {
        var heard = Forecaster(market)
        heard.hear(.problem)
        heard.hear(.shareProblem, nil)
        heard.hear(.teach)
        heard.hear(.objectPrice, Manner(isElaborate: false, tempo: 0))
        let acts = heard.usualActs
        #expect(abs(acts.reduce(0, +) - 1) < 1e-9)
        let mean = RepresentativeAct.allCases.reduce(0.0) { sum, act in
            var next = heard
            next.hear(act)
            return sum + acts[act.rawValue] * next.probability
        }
        #expect(abs(mean - heard.usualValue) < 1e-6)
        // A value is what doing is worth, not what choosing tells: the means differ a little.
        let values = heard.actionValues()
        #expect(values.max() ?? 0 > heard.usualValue && values.min() ?? 1 < heard.usualValue)
    }

    @Test("An act that no representative would choose is heard without losing the thread")
    func impossible() {
        var heard = Forecaster(market)
        heard.hear(.disqualify)
        heard.hear(.refuse, nil)
        heard.hear(.rapport)
        heard.hear(.refuse, nil)
        heard.hear(.rapport)
        #expect(heard.probability > 0 && heard.probability < 0.5)
        #expect(abs(heard.sellers.reduce(0, +) - 1) < 1e-9)
    }

    // MARK: The world's rules, straight from their definitions

    private func chance(
        _ act: RepresentativeAct, after last: CustomerAct?, _ round: Int, _ seller: Representative
    ) -> Double {
        seller.policy(after: last, round: round, rounds: 3)[act.rawValue]
    }

    private func shows(
        _ answer: CustomerAct, _ buyer: Buyer, _ act: RepresentativeAct
    ) -> Double {
        Reactions.probabilities(of: buyer, after: act)[answer.rawValue]
    }

    private func value(
        _ buyer: Buyer, _ seller: Representative, after last: CustomerAct, round: Int
    ) -> Double {
        let hazard = Endings.hazard(of: buyer, after: last, round: round)
        let policy = seller.policy(after: last, round: round, rounds: 3)
        let going = RepresentativeAct.allCases.reduce(0) { sum, act in
            let share = policy[act.rawValue]
            return share == 0 ? sum : sum + share * worth(act, buyer, seller, round: round)
        }
        return hazard * Endings.conversion(of: buyer) + (1 - hazard) * going
    }

    private func worth(
        _ act: RepresentativeAct, _ buyer: Buyer, _ seller: Representative, round: Int
    ) -> Double {
        if act == .farewell || round == 3 { return Endings.conversion(of: buyer) }
        return Dynamics(market.industry).steps(from: buyer, after: act).reduce(0) { sum, step in
            let next = Buyer(index: step.target)
            // After the third round the answer changes nothing: the representative leaves.
            if round == 2 { return sum + step.probability * Endings.conversion(of: next) }
            let answers = Reactions.probabilities(of: next, after: act)
            return sum
                + step.probability
                * CustomerAct.allCases.reduce(0) {
                    $0 + answers[$1.rawValue] * value(next, seller, after: $1, round: round + 1)
                }
        }
    }

    private func expectedAfterAnswer(_ heard: Forecaster, _ act: RepresentativeAct) -> Double {
        var moved = [Double](repeating: 0, count: Customs.states)
        for buyer in Buyer.all {
            for step in Dynamics(market.industry).steps(from: buyer, after: act) {
                moved[step.target] += heard.belief[buyer.index] * step.probability
            }
        }
        let seen = Buyer.all.map { Reactions.probabilities(of: $0, after: act) }
        return CustomerAct.allCases.reduce(0) { sum, answer in
            Manner.all.reduce(sum) { sum, manner in
                let likely = Buyer.all.reduce(0) {
                    $0 + moved[$1.index] * seen[$1.index][answer.rawValue]
                        * Reactions.probability(of: manner, interest: $1.interest)
                }
                var next = heard
                next.hear(answer, manner)
                return sum + likely * next.probability
            }
        }
    }
}
