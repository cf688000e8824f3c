internal import Messages

/// Speak of the result.
extension Play {
    static let value = Play(
        .value,
        "Tie what you offer to the result they named, in their numbers.",
        after: [
            (
                "customer.objection.price.overall",
                "Put the price beside the result that they named, before you change either."
            )
        ])
}
