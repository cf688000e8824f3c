internal import Conversations
internal import Messages
internal import Orchestration
internal import Predictions

/// What to do next: the moves that the model values most, or else the card of the playbook's rules,
/// with why it is that.
struct ChooseStep: Step {
    static let name = "NextStep"
    let model: Model
    let playbook: Playbook

    func run(_ moment: inout Moment) -> Answer<Moment> {
        guard let turn = moment.turn, let measured = moment.measured else {
            return .skipped("the conversation is over")
        }
        let without: String
        switch values(moment, turn) {
        case .found(let reading):
            if let step = playbook.step(after: turn.number, measured, reading) {
                moment.nextStep = step
                return .done
            }
            without =
                reading.without
                ?? "no move with evidence is worth more than what is usually done"
        case .none(let why): without = why
        }
        guard let step = playbook.step(after: turn.number, measured, without: without) else {
            return .skipped("nothing in the playbook fits")
        }
        moment.nextStep = step
        return .done
    }

    private enum Values {
        case found(MoveReading)
        case none(String)
    }

    private func values(_ moment: Moment, _ turn: Turn) -> Values {
        guard model.moves != nil else { return .none("the model values no moves") }
        guard turn.speaker == .customer else { return .none("the customer is to speak") }
        guard !moment.degraded.contains(where: { $0.node == Embed.name }) else {
            return .none("the text was not read")
        }
        guard let measured = moment.measured, let recurrent = moment.recurrent,
            let prediction = moment.prediction,
            let reading = model.moves(
                after: recurrent, embedding: moment.embedding, features: measured.features,
                probability: prediction.probability)
        else { return .none("the turn was not scored") }
        return .found(reading)
    }
}
