internal import Conversations
internal import Messages
internal import Orchestration
internal import Predictions

/// Probability, value and confidence after this turn, or after the end.
struct Score: Step {
    let model: Model

    func run(_ moment: inout Moment) -> Answer<Moment> {
        guard let measured = moment.measured, var recurrent = moment.recurrent else {
            return .skipped("nothing was measured")
        }
        if let turn = moment.turn {
            moment.prediction = model.step(
                &recurrent, embedding: moment.embedding, features: measured.features,
                speaker: turn.speaker)
            moment.recurrent = recurrent
        } else {
            moment.prediction = model.close(recurrent, features: measured.features)
        }
        return .done
    }
}
