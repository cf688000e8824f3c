internal import Messages

/// Say nothing.
extension Play {
    static let silence = Play(
        .silence,
        "Say nothing. Let them finish the thought, even if the pause is long.",
        after: [
            (
                "customer.doubt.overall",
                "Ask nothing and offer nothing: wait for the reason behind the doubt."
            )
        ])
}
