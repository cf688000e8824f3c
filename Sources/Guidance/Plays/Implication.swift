internal import Messages

/// Discover what the problem costs.
extension Play {
    static let implication = Play(
        .implication,
        "Ask what the problem they named costs them, in money, time or trust.",
        after: [
            (
                "customer.objection.timing.overall",
                "Ask what it costs them to wait until then."
            ),
            (
                "customer.postpone.overall",
                "Ask what happens in the meantime if nothing changes."
            ),
        ])
}
