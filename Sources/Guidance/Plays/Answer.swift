internal import Messages

/// Answer what was asked.
extension Play {
    static let answer = Play(
        .answer,
        "Answer the question first, in one sentence; then ask what they need it for.",
        after: [
            (
                "customer.ask.price.overall",
                "Answer with the price first, then with what it includes."
            ),
            (
                "customer.ask.how.overall",
                "Tell them the one thing to do now."
            ),
        ])
}
