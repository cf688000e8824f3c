internal import Messages

/// Meet an objection with a competitor in it.
extension Play {
    static let compare = Play(
        .compare,
        "Ask what they like about the alternative, then name the one difference that matters to them.",
        after: [
            (
                "customer.objection.competitor.overall",
                "Put both side by side on the point they care about most, fairly."
            )
        ])
}
