internal import Messages

/// Agree on what comes next.
extension Play {
    static let nextStep = Play(
        .nextStep,
        "Propose one next step with a day and a time, and what you will bring.",
        after: [
            (
                "customer.accept.overall",
                "Repeat what they accepted, and settle who does what by when."
            ),
            (
                "customer.postpone.overall",
                "Agree on a day and on what you will talk about then."
            ),
        ])
}
