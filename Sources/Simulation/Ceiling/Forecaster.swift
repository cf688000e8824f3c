/// The best possible forecast of one who hears every act and knows the world's rules, but neither
/// the buyer's state nor the representative's kind.
///
/// The belief over the buyer moves forward by Bayes' rule, one turn at a time; the value of a state
/// comes from the backward pass. Buyer and representative stay independent given what was heard,
/// because every choice of the representative depends on nothing else, so two small beliefs do.
/// The hidden Markov filter of Rabiner (1989) with the value function of Bellman (1957).
package struct Forecaster: Sendable {
    let market: Market
    private var customs: Customs { market.customs }
    /// P(state | heard); sums to 1.
    private(set) var belief: [Double]
    /// P(representative | heard); sums to 1.
    private(set) var sellers: [Double]
    /// How often the customer has spoken.
    package private(set) var round = 0
    package private(set) var last: CustomerAct?
    /// What the customer answers next; nil when they begin.
    private var asked: RepresentativeAct?
    /// P(conversion | heard).
    package private(set) var probability: Double

    package init(_ market: Market) {
        self.market = market
        belief = market.prior
        sellers = Representative.all.map(\.share)
        probability = 0
        let values = actionValues(by: .policy)
        probability = values.reduce(0, +)
    }

    /// The forecast before a word of a conversation that the customer begins.
    package func probabilityWhenCustomerBegins() -> Double {
        CustomerAct.allCases.reduce(0) { sum, act in
            let shows = customs.shows(act, after: nil)
            let chance = (0..<Customs.states).reduce(0) {
                $0 + belief[$1] * customs.shows[shows + $1]
            }
            var heard = self
            heard.hear(act, Manner?.none)
            return sum + chance * heard.probability
        }
    }

    package mutating func hear(_ act: RepresentativeAct) {
        staying()
        let policy = customs.policies(after: last, round: round)
        let heard = (0..<Customs.sellers).map {
            sellers[$0] * customs.policies[policy + $0 * Customs.acts + act.rawValue]
        }
        // An act that no representative of this world would choose says nothing about which it is.
        if heard.contains(where: { $0 > 0 }) { sellers = heard }
        Self.normalise(&sellers)
        asked = act
        probability = value(of: act)
    }

    mutating func hear(_ act: CustomerAct, _ manner: Manner?) {
        var moved = [Double](repeating: 0, count: Customs.states)
        if let asked {
            for state in 0..<Customs.states where belief[state] > 0 {
                for step in market.steps[asked.rawValue * Customs.states + state] {
                    moved[step.target] += belief[state] * step.probability
                }
            }
        } else {
            moved = belief
        }
        let shows = customs.shows(act, after: asked)
        let manners = (0..<Buyer.interests).map { interest in
            manner.map { Reactions.probability(of: $0, interest: interest) } ?? 1
        }
        let block = Customs.states / Buyer.interests
        for state in 0..<Customs.states {
            moved[state] *= customs.shows[shows + state] * manners[state / block]
        }
        Self.normalise(&moved)
        belief = moved
        last = act
        round += 1
        asked = nil
        probability = leaving() + actionValues(by: .policy).reduce(0, +)
    }

    /// The forecast once it is known that the customer just left, or that the representative did.
    package var endProbability: Double {
        guard asked == nil, let last else { return probability }
        let hazards = customs.hazards(after: last, round: round)
        let left = (0..<Customs.states).reduce(0) {
            $0 + belief[$1] * customs.hazards[hazards + $1]
        }
        return left > 0 ? leaving() / left : probability
    }

    /// Q(h, a): the chance of a conversion if the representative, now to speak, does `act`, and
    /// goes on by the policy. Doing is not hearing: the choice is the caller's and says nothing
    /// about who the representative is. By ``RepresentativeAct/rawValue``.
    package func actionValues() -> [Double] {
        var staying = self
        staying.staying()
        return staying.actionValues(by: .act)
    }

    // MARK: The sums

    private enum Share { case act, policy }

    /// For each act its value under the belief; `policy`: times the chance that it is chosen, and
    /// of the customer's staying.
    private func actionValues(by share: Share) -> [Double] {
        let policy = customs.policies(after: last, round: round)
        var weights = belief
        if share == .policy, let last {
            let hazards = customs.hazards(after: last, round: round)
            for state in 0..<Customs.states {
                weights[state] *= 1 - customs.hazards[hazards + state]
            }
        }
        return RepresentativeAct.allCases.map { act in
            (0..<Customs.sellers).reduce(0) { sum, seller in
                let chance =
                    share == .act
                    ? 1 : customs.policies[policy + seller * Customs.acts + act.rawValue]
                guard chance > 0 else { return sum }
                return sum + chance * sellers[seller] * value(of: act, seller, weights)
            }
        }
    }

    private func value(of act: RepresentativeAct) -> Double {
        (0..<Customs.sellers).reduce(0) { $0 + sellers[$1] * value(of: act, $1, belief) }
    }

    func value(
        of act: RepresentativeAct, _ seller: Int, _ weights: [Double]
    ) -> Double {
        let base = market.values(of: act, round: round) + seller * Customs.states
        return market.values.withUnsafeBufferPointer { values in
            weights.withUnsafeBufferPointer { weights in
                var sum = 0.0
                for state in 0..<Customs.states {
                    sum += weights[state] * Double(values[base + state])
                }
                return sum
            }
        }
    }

    /// P(the customer leaves now and converts | heard).
    private func leaving() -> Double {
        guard let last else { return 0 }
        let hazards = customs.hazards(after: last, round: round)
        return (0..<Customs.states).reduce(0) {
            $0 + belief[$1] * customs.hazards[hazards + $1] * customs.conversions[$1]
        }
    }

    /// The representative speaks, so the customer has not left.
    mutating func staying() {
        guard asked == nil, let last else { return }
        let hazards = customs.hazards(after: last, round: round)
        for state in 0..<Customs.states { belief[state] *= 1 - customs.hazards[hazards + state] }
        Self.normalise(&belief)
    }

    private static func normalise(_ weights: inout [Double]) {
        let total = weights.reduce(0, +)
        guard total > 0 else { return }
        for index in weights.indices { weights[index] /= total }
    }
}
