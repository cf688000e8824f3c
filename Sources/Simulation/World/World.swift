/// The world's tables: what every industry shares, and a ``Market`` for each.
package final class World: Sendable {
    package let markets: [Market]
    let customs: Customs

    /// - Parameter rounds: after how many turns of the customer the representative leaves.
    package init(industries: [Industry] = Industry.all, rounds: Int = Customs.rounds) {
        let customs = Customs(rounds: rounds)
        self.customs = customs
        markets = industries.map { Market($0, customs) }
    }
}

/// What is the same in every industry, worked out once. Tables are flat, the buyer's state last.
package struct Customs: Sendable {
    /// With the farewell that follows: 27 turns.
    package static let rounds = 13

    static let states = Buyer.count
    static let acts = RepresentativeAct.allCases.count
    static let answers = CustomerAct.allCases.count
    static let sellers = Representative.all.count

    let rounds: Int
    /// [act, or `acts` where the customer begins][answer][state]
    let shows: [Double]
    /// [round][answer][state]
    let hazards: [Double]
    /// [round][answer, or `answers` where nobody has answered yet][representative][act]
    let policies: [Double]
    /// [state]
    let conversions: [Double]

    init(rounds: Int) {
        self.rounds = rounds
        var shows = [Double](repeating: 0, count: (Self.acts + 1) * Self.answers * Self.states)
        for act in 0...Self.acts {
            let cause = RepresentativeAct(rawValue: act)
            for buyer in Buyer.all {
                let chances = Reactions.probabilities(of: buyer, after: cause)
                for answer in 0..<Self.answers {
                    shows[(act * Self.answers + answer) * Self.states + buyer.index] =
                        chances[answer]
                }
            }
        }
        self.shows = shows
        hazards = (0...rounds).flatMap { round in
            CustomerAct.allCases.flatMap { answer in
                Buyer.all.map { Endings.hazard(of: $0, after: answer, round: round) }
            }
        }
        policies = (0...rounds).flatMap { round in
            (0...Self.answers).flatMap { answer in
                Representative.all.flatMap {
                    $0.policy(after: CustomerAct(rawValue: answer), round: round, rounds: rounds)
                }
            }
        }
        conversions = Buyer.all.map(Endings.conversion(of:))
    }

    /// Where the chances of an answer begin in ``shows``.
    func shows(_ answer: CustomerAct, after act: RepresentativeAct?) -> Int {
        ((act?.rawValue ?? Self.acts) * Self.answers + answer.rawValue) * Self.states
    }

    /// Where the hazards after an answer begin in ``hazards``.
    func hazards(after answer: CustomerAct, round: Int) -> Int {
        (round * Self.answers + answer.rawValue) * Self.states
    }

    /// Where the policy of the first representative begins in ``policies``.
    func policies(after answer: CustomerAct?, round: Int) -> Int {
        (round * (Self.answers + 1) + (answer?.rawValue ?? Self.answers)) * Self.sellers
            * Self.acts
    }
}
