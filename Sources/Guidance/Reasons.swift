internal import Conversations
internal import Messages
internal import Predictions

/// Why the probability is what it is: what pushed most, in words, with the turn that shows it.
enum Reasons {
    /// A push below this share of the strongest is not worth a line.
    private static let worthTelling: Float = 0.15

    /// At most ``GuidanceLimits/reasons``, the strongest first, one a subject.
    static func of(_ contributions: [Contribution], _ measured: Measured) -> [Reason] {
        let schema = ConversationState.schema.features
        var told: Set<Substring> = []
        var reasons: [Reason] = []
        let least = (contributions.first.map { abs($0.push) } ?? 0) * worthTelling
        for contribution in contributions where contribution.push != 0 {
            guard reasons.count < GuidanceLimits.reasons else { break }
            guard reasons.count < 2 || abs(contribution.push) >= least else { break }
            guard schema.indices.contains(contribution.feature) else { continue }
            let feature = schema[contribution.feature]
            // "customer.objection.price.recent" and ".overall" are one subject.
            guard told.insert(subject(of: feature.name)).inserted else { continue }
            let turn = measured.shownIn[contribution.feature]
            reasons.append(
                Reason(
                    text: turn > 0 ? feature.phrase : "not so far: \(feature.phrase)",
                    feature: feature.name, turn: turn > 0 ? turn : nil, weight: contribution.push))
        }
        return reasons
    }

    private static func subject(of name: String) -> Substring {
        name.lastIndex(of: ".").map { name[..<$0] } ?? Substring(name)
    }
}
