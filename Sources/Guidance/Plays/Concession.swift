internal import Messages

/// Give way on the price.
extension Play {
    static let concession = Play(
        .concession,
        "Give a little, name what it is worth, and ask for something in return.",
        after: [
            (
                "customer.haggle.overall",
                "Give once, tie it to a yes today, and say that it is the last."
            )
        ])
}
