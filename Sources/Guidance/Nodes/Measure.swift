internal import Conversations
internal import Messages
internal import Orchestration

/// Cleans the text and moves the features on by one turn; or by the end.
struct Measure: Step {
    func run(_ moment: inout Moment) -> Answer<Moment> {
        guard let turn = moment.turn else {
            moment.measured = moment.state.close()
            return .done
        }
        let measured = moment.state.measure(turn)
        if measured.isTruncated {
            moment.degraded.append(
                Degradation(
                    node: Self.name, why: "the text is longer than is read",
                    used: "its first \(Conversations.Limits.turnBytes) bytes"))
        }
        moment.measured = measured
        return .done
    }
}
