/// The buyer's hidden state, on a grid of 180 points.
package struct Buyer: Sendable, Equatable {
    /// 0 cold ... 4 eager; moves by at most one step a round.
    package var interest: Int
    package var concern: Concern
    /// Whether there is a problem that the product solves. Never changes.
    package var hasNeed: Bool
    /// The patient leave late. Never changes.
    package var isPatient: Bool

    static let interests = 5
    static let count = interests * Concern.allCases.count * 4

    var index: Int {
        ((interest * Concern.allCases.count + concern.rawValue) * 2 + (hasNeed ? 1 : 0)) * 2
            + (isPatient ? 1 : 0)
    }

    init(interest: Int, concern: Concern, hasNeed: Bool, isPatient: Bool) {
        self.interest = interest
        self.concern = concern
        self.hasNeed = hasNeed
        self.isPatient = isPatient
    }

    /// - Parameter index: 0 ..< ``count``.
    init(index: Int) {
        isPatient = index % 2 == 1
        hasNeed = index / 2 % 2 == 1
        concern = Concern.allCases[index / 4 % Concern.allCases.count]
        interest = index / (4 * Concern.allCases.count)
    }

    static let all: [Buyer] = (0..<count).map(Buyer.init(index:))
}
