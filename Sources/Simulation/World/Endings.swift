private import Foundation

/// When conversations end, and how.
enum Endings {
    /// Tuned for a median of 8 turns.
    static let haste = 1.65

    /// The chance that the customer leaves right after answering with `act`.
    /// - Parameter round: how often the customer has spoken; nobody leaves after the first time.
    static func hazard(of buyer: Buyer, after act: CustomerAct, round: Int) -> Double {
        guard round > 1 else { return 0 }
        let reason =
            switch act {
            case .refuse: 0.45
            case .stall: 0.18
            case .brushOff: 0.16
            case .commit: 0.20
            case .agreeStep: 0.10
            case .objectNeed, .objectTiming: 0.06
            default: 0.03
            }
        let patience =
            if buyer.isPatient { 0.0 } else { buyer.interest <= 1 ? 0.10 : 0.03 }
        let tired = 0.01 * Double(max(0, round - 5))
        return min(0.9, haste * (reason + patience + tired))
    }

    /// The chance that a buyer in this state buys within thirty days of the conversation.
    static func conversion(of buyer: Buyer) -> Double {
        let logit =
            intercept + 1.55 * Double(buyer.interest - 2) + (buyer.hasNeed ? 0.5 : -0.5)
            - (buyer.concern == .none ? 0 : 0.8)
        return 1 / (1 + exp(-logit))
    }

    /// Tuned for 44 % conversions.
    static let intercept = 0.05
}
