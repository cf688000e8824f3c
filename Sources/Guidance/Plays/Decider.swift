internal import Messages

/// Meet an objection of authority.
extension Play {
    static let decider = Play(
        .decider,
        "Ask who decides with them, and offer to bring what that person needs.",
        after: [
            (
                "customer.objection.authority.overall",
                "Offer to talk to that person together, and propose a time."
            )
        ])
}
