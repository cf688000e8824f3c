internal import Messages

/// Meet an objection to the time.
extension Play {
    static let timing = Play(
        .timing,
        "Offer a start that fits their calendar, with a date.",
        after: [
            (
                "customer.objection.timing.overall",
                "Ask what has to happen first, and agree on a date behind it."
            )
        ])
}
