internal import Messages

/// Show them their business in another light.
extension Play {
    static let reframe = Play(
        .reframe,
        "Tell them one thing about their business that they may not know, with a number they can check.",
        after: [
            (
                "customer.objection.need.overall",
                "Show what others overlooked before they said the same, in one number."
            )
        ])
}
