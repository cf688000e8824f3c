internal import Conversations
internal import Messages
internal import Orchestration

/// The card of the next step, with the turn that calls for it.
struct ChooseStep: Step {
    static let name = "NextStep"
    let playbook: Playbook

    func run(_ moment: inout Moment) -> Answer<Moment> {
        guard let turn = moment.turn, let measured = moment.measured else {
            return .skipped("the conversation is over")
        }
        guard let step = playbook.step(after: turn.number, measured) else {
            return .skipped("nothing in the playbook fits")
        }
        moment.nextStep = step
        return .done
    }
}
