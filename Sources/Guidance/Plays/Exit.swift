internal import Messages

/// Disqualify: let go.
extension Play {
    static let exit = Play(
        .exit,
        "Say openly that it may not be for them, and end it kindly.",
        after: [
            (
                "customer.refuse.overall",
                "Accept the no, thank them for it, and leave the door open."
            )
        ])
}
