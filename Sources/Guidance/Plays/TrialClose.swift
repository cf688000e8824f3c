internal import Messages

/// Ask for the decision.
extension Play {
    static let trialClose = Play(
        .trialClose,
        "Ask whether they would go ahead, and wait for the answer.",
        after: [
            (
                "customer.intent.overall",
                "Ask for the commitment now, in one sentence."
            ),
            (
                "customer.objection.price.overall",
                "Ask whether they would sign if the price were settled."
            ),
        ])
}
