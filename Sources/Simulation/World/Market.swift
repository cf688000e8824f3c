private import Foundation

/// One industry, ready to be simulated: where its buyers begin, how they move, and what every act
/// is worth in every state.
package final class Market: Sendable {
    package let industry: Industry
    let customs: Customs
    /// [state]
    let prior: [Double]
    /// [act * states + state]
    let steps: [[Dynamics.Step]]
    /// The chance of a conversion: [round][act][representative][state].
    let values: [Float]

    init(_ industry: Industry, _ customs: Customs) {
        self.industry = industry
        self.customs = customs
        prior = Self.prior(industry)
        let dynamics = Dynamics(industry)
        steps = RepresentativeAct.allCases.flatMap { act in
            Buyer.all.map { dynamics.steps(from: $0, after: act) }
        }
        values = ActionValues(customs, steps).all()
    }

    /// Where buyers begin: the four parts are independent of each other.
    private static func prior(_ industry: Industry) -> [Double] {
        let interests = [0.16, 0.28, 0.29, 0.18, 0.09].enumerated().map {
            $1 * exp(industry.warmth * Double($0 - 2))
        }
        let total = interests.reduce(0, +)
        return Buyer.all.map { buyer in
            let concern =
                buyer.concern == .none
                ? 0.65 : 0.35 * industry.concernShares[buyer.concern.rawValue]
            let need = buyer.hasNeed ? industry.needShare : 1 - industry.needShare
            return interests[buyer.interest] / total * concern * need * 0.5
        }
    }

    /// Where the values of an act begin in ``values``, for the first representative.
    func values(of act: RepresentativeAct, round: Int) -> Int {
        (round * Customs.acts + act.rawValue) * Customs.sellers * Customs.states
    }
}
