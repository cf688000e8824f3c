internal import Messages

/// Take the lead.
extension Play {
    static let lead = Play(
        .lead,
        "Say what you recommend and why, in two sentences, and what you need from them.",
        after: [
            (
                "customer.hedge.overall",
                "Offer them one choice instead of several, and say why it is the right one."
            )
        ])
}
