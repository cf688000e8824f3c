internal import Messages

/// Take what they say seriously.
extension Play {
    static let acknowledge = Play(
        .acknowledge,
        "Say back what worries them, and do not answer it yet.",
        after: [
            (
                "customer.hardship.overall",
                "Say that you see how tight it is, and leave it there for a moment."
            ),
            (
                "customer.refuse.overall",
                "Accept the no, and ask for the reason once."
            ),
        ])
}
