internal import Messages

/// Discover what hurts.
extension Play {
    static let problem = Play(
        .problem,
        "Ask what does not work as it should today, and let them finish.",
        after: [
            (
                "customer.objection.need.overall",
                "Ask what bothers them about the way they do it now."
            ),
            (
                "customer.objection.competitor.overall",
                "Ask what they miss in what they have."
            ),
        ])
}
