internal import Messages

/// What sums of money tell, and what the end of a conversation tells.
extension Measurement {
    static let amounts: [Measurement] = [
        Measurement("amount.customer.count", "the customer named amounts", .amountCustomer) {
            Scale.log($0[.customerAmounts])
        },
        Measurement("amount.customer.first", "the customer's first amount", .amountCustomer) {
            $0[.customerAmounts] > 0 ? Scale.money($0[.customerFirst]) : 0
        },
        Measurement("amount.customer.last", "the customer's last amount", .amountCustomer) {
            $0[.customerAmounts] > 0 ? Scale.money($0[.customerLast]) : 0
        },
        Measurement("amount.customer.max", "the customer's highest amount", .amountCustomer) {
            $0[.customerAmounts] > 0 ? Scale.money($0[.customerMax]) : 0
        },
        Measurement("amount.customer.moved", "the customer's amount moved", .amountCustomer) {
            $0[.customerAmounts] > 0 ? Scale.ratio($0[.customerLast], $0[.customerFirst]) : 0
        },
        Measurement("amount.customer.zero", "the customer named zero", .amountCustomer) {
            $0[.customerAmounts] > 0 && $0[.customerLast] == 0 ? 2 : 0
        },
        Measurement("amount.customer.cents", "the customer named less than one", .amountCustomer) {
            $0[.customerAmounts] > 0 && $0[.customerLast] < 1 ? 2 : 0
        },
        Measurement("amount.customer.age", "turns since the customer named one", .amountCustomer) {
            $0[.customerAmounts] > 0 ? Scale.log($0.turns - $0[.customerAmountTurn]) : 4
        },
        Measurement(
            "amount.pledged", "the customer bound themselves to an amount", .at(.pledgeTurn)
        ) {
            $0[.pledges] > 0 ? 1 + Scale.log($0[.pledges]) * 0.5 : 0
        },
        Measurement("amount.pledged.size", "the size of what was pledged", .at(.pledgeTurn)) {
            $0[.pledges] > 0 ? Scale.money($0[.pledged]) : 0
        },
        Measurement("amount.rep.count", "the representative named amounts", .amountRep) {
            Scale.log($0[.repAmounts])
        },
        Measurement("amount.rep.first", "the representative's first amount", .amountRep) {
            $0[.repAmounts] > 0 ? Scale.money($0[.repFirst]) : 0
        },
        Measurement("amount.rep.last", "the representative's last amount", .amountRep) {
            $0[.repAmounts] > 0 ? Scale.money($0[.repLast]) : 0
        },
        Measurement("amount.rep.moved", "the representative's amount moved", .amountRep) {
            $0[.repAmounts] > 0 ? Scale.ratio($0[.repLast], $0[.repFirst]) : 0
        },
        Measurement("amount.rep.age", "turns since the representative named one", .amountRep) {
            $0[.repAmounts] > 0 ? Scale.log($0.turns - $0[.repAmountTurn]) : 4
        },
        Measurement("amount.gap", "how far apart the two amounts are", .amountCustomer) {
            $0[.customerAmounts] > 0 && $0[.repAmounts] > 0
                ? Scale.ratio($0[.customerLast], $0[.repLast]) : 0
        },
        Measurement("amount.met", "both named the same amount", .amountCustomer) {
            $0.hasMet ? 2 : 0
        },
    ]

    static let closings: [Measurement] = [
        closing("closed", "the conversation is over") { _ in 2 },
        closing("closed.turns", "how long the finished conversation was") {
            Scale.log($0.turns) * 0.7
        },
        closing("closed.customer.last", "the customer had the last word") { $0[.lastSpeaker] },
        closing("closed.accept", "it ended on an acceptance") {
            $0.recent(.customer, .accept) + $0.recent(.representative, .accept)
        },
        closing("closed.intent", "it ended on the intent to go ahead") {
            $0.recent(.customer, .intent)
        },
        closing("closed.refuse", "it ended on a refusal") {
            $0.recent(.customer, .refuse) + $0.recent(.representative, .refuse)
        },
        closing("closed.agree", "it ended in agreement") { $0.recent(.customer, .agree) },
        closing("closed.confirm", "it ended on a confirmation") {
            $0.recent(.representative, .confirmDeal)
        },
        closing("closed.question", "it ended on an open question") { $0[.lastQuestions] },
        closing("closed.haggle", "it ended while bargaining") { $0.recent(.customer, .haggle) },
        closing("closed.thanks", "it ended with thanks") {
            $0.recent(.customer, .thanks) + $0.recent(.representative, .thanks)
        },
        closing("closed.next", "it ended on a next step") {
            $0.recent(.customer, .logistics) + $0.recent(.customer, .contact)
        },
        closing("closed.met", "it ended with both at one amount") { $0.hasMet ? 2 : 0 },
        closing("closed.gap", "it ended with the amounts apart") {
            $0[.customerAmounts] > 0 && $0[.repAmounts] > 0
                ? Scale.ratio($0[.customerLast], $0[.repLast]) : 0
        },
        closing("closed.sentiment", "the tone in which it ended") {
            $0[.customerSentimentRecent] * 3
        },
        closing("closed.words", "the length of the last message") {
            Scale.log($0[.lastWords]) * 0.6
        },
    ]

    /// Zero until the conversation is closed.
    private static func closing(
        _ name: String, _ phrase: String, _ value: @escaping @Sendable (ConversationState) -> Float
    ) -> Measurement {
        Measurement(name, phrase, .closing) { $0[.isClosed] > 0 ? value($0) : 0 }
    }
}
