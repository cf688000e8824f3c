internal import Conversations
internal import Messages
internal import Orchestration
internal import Predictions
internal import Storage

/// Turn, forecast, state and event id, kept together. Nobody hears of them before.
struct Commit: Step {
    func run(_ moment: inout Moment) throws -> Answer<Moment> {
        guard let prediction = moment.prediction, let recurrent = moment.recurrent else {
            throw Status(.internal, "the event was not scored")
        }
        let event: Event
        if let turn = moment.turn {
            event = Event(
                key: moment.event.key, conversation: moment.event.conversation, what: .said(turn))
        } else {
            event = moment.event
        }
        let forecast = Self.forecast(prediction, moment)
        let entry = Entry(
            event: event, sequence: moment.sequence, forecast: forecast,
            state: KeptState.join(moment.state, recurrent))
        return .waiting { [store = moment.store] in
            do {
                _ = try await store.commit(entry)
            } catch let error as StorageError where error.code == .eventTaken {
                // Only now it shows that the event is another conversation's.
                let found = try await store.recall(event.conversation, event: event.key)
                throw found.answered.map { Status.eventTaken(event, $0) } ?? Status(error)
            }
            return { moment in
                moment.answer = forecast
                return .done
            }
        }
    }

    private static func forecast(_ prediction: Prediction, _ moment: Moment) -> Forecast {
        Forecast(
            turn: moment.turn?.number ?? moment.turnsBefore, isClosing: moment.turn == nil,
            probability: prediction.probability,
            change: moment.lastForecast.map { prediction.probability - $0.probability } ?? 0,
            value: prediction.value,
            confidence: Decisions.weigh(prediction.confidence, before: moment.nextStep),
            reasons: moment.measured.map { Reasons.of(prediction.contributions, $0) } ?? [],
            nextStep: moment.nextStep, modelID: moment.modelID, degraded: moment.degraded)
    }
}
