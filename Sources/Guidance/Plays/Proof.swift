internal import Messages

/// Show that it worked for others.
extension Play {
    static let proof = Play(
        .proof,
        "Name one customer like them, what changed, and how they can check it.",
        after: [
            (
                "customer.objection.trust.overall",
                "Show proof that they can check themselves, then ask what would settle it."
            ),
            (
                "customer.doubt.overall",
                "Tell of one customer who had the same doubt, and what became of it."
            ),
        ])
}
