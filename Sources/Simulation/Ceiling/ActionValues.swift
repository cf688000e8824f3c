/// What every act is worth in every state, backward from the last round (Bellman 1957).
///
/// Q(z, a) is the chance of a conversion when the representative does `a` now and goes on by the
/// policy: what the buyer becomes, what that buyer shows, whether they leave, and what the
/// representative makes of it. Exact; the last round allows only the farewell.
struct ActionValues {
    private let customs: Customs
    private let steps: [[Dynamics.Step]]
    private let states = Customs.states

    init(_ customs: Customs, _ steps: [[Dynamics.Step]]) {
        self.customs = customs
        self.steps = steps
    }

    /// [round][act][representative][state]
    func all() -> [Float] {
        let size = Customs.acts * Customs.sellers * states
        var rounds = [[Float]](repeating: [], count: customs.rounds + 1)
        var next = [Float](repeating: 0, count: size)
        for round in stride(from: customs.rounds, through: 0, by: -1) {
            next = round == customs.rounds ? farewells() : before(next, round: round + 1)
            rounds[round] = next
        }
        return rounds.flatMap { $0 }
    }

    private func farewells() -> [Float] {
        let last = customs.conversions.map(Float.init)
        return (0..<Customs.acts * Customs.sellers).flatMap { _ in last }
    }

    /// The values of the round before `round`, from those of `round`.
    private func before(_ values: [Float], round: Int) -> [Float] {
        var result = [Float](
            repeating: 0, count: Customs.acts * Customs.sellers * states)
        let kept = (0..<Customs.sellers).map { afterAnswers(values, seller: $0, round: round) }
        var expected = [Float](repeating: 0, count: states)
        for act in RepresentativeAct.allCases {
            for seller in 0..<Customs.sellers {
                let base = (act.rawValue * Customs.sellers + seller) * states
                guard act != .farewell else {
                    for state in 0..<states {
                        result[base + state] = Float(customs.conversions[state])
                    }
                    continue
                }
                expect(kept[seller], act, into: &expected)
                for state in 0..<states {
                    var sum: Float = 0
                    for step in steps[act.rawValue * states + state] {
                        sum += Float(step.probability) * expected[step.target]
                    }
                    result[base + state] = sum
                }
            }
        }
        return result
    }

    /// Over the answers that a buyer may give to `act`.
    private func expect(_ kept: [Float], _ act: RepresentativeAct, into expected: inout [Float]) {
        for state in 0..<states { expected[state] = 0 }
        for answer in CustomerAct.allCases {
            let shows = customs.shows(answer, after: act)
            let base = answer.rawValue * states
            for state in 0..<states {
                expected[state] += Float(customs.shows[shows + state]) * kept[base + state]
            }
        }
    }

    /// What a state is worth once the customer has answered: [answer][state].
    private func afterAnswers(_ values: [Float], seller: Int, round: Int) -> [Float] {
        var result = [Float](repeating: 0, count: Customs.answers * states)
        for answer in CustomerAct.allCases {
            let base = answer.rawValue * states
            let policy =
                customs.policies(after: answer, round: round) + seller * Customs.acts
            for act in 0..<Customs.acts {
                let share = Float(customs.policies[policy + act])
                guard share > 0 else { continue }
                let from = (act * Customs.sellers + seller) * states
                for state in 0..<states { result[base + state] += share * values[from + state] }
            }
            let hazards = customs.hazards(after: answer, round: round)
            for state in 0..<states {
                let hazard = Float(customs.hazards[hazards + state])
                result[base + state] =
                    hazard * Float(customs.conversions[state])
                    + (1 - hazard) * result[base + state]
            }
        }
        return result
    }
}
