internal import Messages

/// Meet a fear of risk.
extension Play {
    static let guarantee = Play(
        .guarantee,
        "Take the risk off them: a trial, a way out, or a promise in writing.",
        after: [
            (
                "customer.objection.trust.overall",
                "Offer them a way out that costs nothing, in writing."
            )
        ])
}
