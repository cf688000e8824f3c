internal import Messages

/// Discover how things stand.
extension Play {
    static let situation = Play(
        .situation,
        "Ask how they do it today, and for the one detail that decides whether you can help.",
        after: [
            (
                "customer.ask.price.overall",
                "Before the price, ask how many people and which process it is for."
            ),
            (
                "customer.interest.overall",
                "Ask what they use today, so that the next answer fits their case."
            ),
        ])
}
