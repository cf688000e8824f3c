/// What is sold where: how people buy there, and the words of the trade.
///
/// The words are slots of the grammar; they are drawn without a look at the buyer.
package struct Industry: Sendable {
    package let name: String
    /// Moves the interest with which buyers come; 0 is the mean.
    let warmth: Double
    /// The share of buyers with a problem that the product solves.
    let needShare: Double
    /// Scales how often concerns come up; 1 is the mean times the act's own rate.
    let objectionRate: Double
    /// How common each kind of concern is, by ``Concern/rawValue``; sums to 1, `none` being 0.
    let concernShares: [Double]
    /// The median value of a deal, in dollars.
    let dealValue: Double
    let words: Words

    struct Words: Sendable {
        /// "the ... ", "our ...": without an article.
        let products: [String]
        /// What the customer's people do: "managing ...".
        let processes: [String]
        /// What goes wrong: plural, or without an article.
        let troubles: [String]
        /// What can be lowered: "... costs".
        let costs: [String]
        /// Who works with it: plural.
        let users: [String]
        /// Others of the customer's kind: plural.
        let peers: [String]
        /// What is in place today.
        let incumbents: [String]
    }

    /// - Parameter leaning: weights of the eight concerns in the order of ``Concern``.
    init(
        _ name: String, warmth: Double, need: Double, objections: Double, leaning: [Double],
        value: Double, _ words: Words
    ) {
        self.name = name
        self.warmth = warmth
        needShare = need
        objectionRate = objections
        let total = leaning.reduce(0, +)
        concernShares = [0] + leaning.map { $0 / total }
        dealValue = value
        self.words = words
    }
}

extension Industry.Words {
    /// Entries separated by `|`.
    init(
        products: String, processes: String, troubles: String, costs: String, users: String,
        peers: String, incumbents: String
    ) {
        func list(_ text: String) -> [String] {
            text.split(separator: "|").map { entry in
                String(entry.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        self.init(
            products: list(products), processes: list(processes), troubles: list(troubles),
            costs: list(costs), users: list(users), peers: list(peers),
            incumbents: list(incumbents))
    }
}
