internal import Messages

/// Steps that take an outcome for granted: they settle what was agreed, or give up.
///
/// At such a step a label set that leaves both outcomes open is a reason not to act on the
/// forecast. Elsewhere it is none: most sets are open, and a question does no harm.
enum Decisions {
    static let moves: Set<String> = Set([Move.trialClose, .nextStep, .exit].map(\.id))

    static func weigh(_ confidence: Confidence, before step: NextStep?) -> Confidence {
        guard let step, moves.contains(step.move), confidence.labels == .undecided else {
            return confidence
        }
        var confidence = confidence
        confidence.doubts?.append(.undecided)
        return confidence
    }
}
