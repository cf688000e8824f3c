internal import Messages

/// Discover what a solution would be worth.
extension Play {
    static let payoff = Play(
        .payoff,
        "Ask what it would be worth to them if the problem were gone.",
        after: [
            (
                "customer.objection.price.overall",
                "Ask what a solution would save them in a year, and put the price beside it."
            ),
            (
                "customer.objection.need.overall",
                "Ask whether it would help if that work fell away."
            ),
        ])
}
