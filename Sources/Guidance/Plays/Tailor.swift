internal import Messages

/// Speak of their case and of no other.
extension Play {
    static let tailor = Play(
        .tailor,
        "Take up what they said, in their words, and say what it means for their case alone.",
        after: [
            (
                "customer.interest.overall",
                "Name the one use that fits what they told you, and leave the rest out."
            )
        ])
}
