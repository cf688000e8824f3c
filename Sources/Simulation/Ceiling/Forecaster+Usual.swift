extension Forecaster {
    /// P(conversion | heard, and the representative, now to speak, goes on as usual): what
    /// ``actionValues()`` are weighed against. It is the mean of them over what representatives
    /// do, with each act's value that of the representatives who do it.
    package var usualValue: Double {
        var here = self
        here.staying()
        let policy = market.customs.policies(after: last, round: round)
        return (0..<Customs.sellers).reduce(0) { sum, seller in
            RepresentativeAct.allCases.reduce(sum) { sum, act in
                let share = market.customs.policies[policy + seller * Customs.acts + act.rawValue]
                guard share > 0 else { return sum }
                return sum + here.sellers[seller] * share * here.value(of: act, seller, here.belief)
            }
        }
    }

    /// P(act | heard, and the representative is to speak), by ``RepresentativeAct/rawValue``.
    package var usualActs: [Double] {
        let policy = market.customs.policies(after: last, round: round)
        return RepresentativeAct.allCases.map { act in
            (0..<Customs.sellers).reduce(0) { sum, seller in
                let place = policy + seller * Customs.acts + act.rawValue
                return sum + sellers[seller] * market.customs.policies[place]
            }
        }
    }
}
