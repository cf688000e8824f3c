internal import Conversations
internal import Embeddings
internal import Messages
internal import Orchestration
internal import Predictions
internal import Storage

/// The conversation so far, and whether this event may be its next. An event that was answered
/// before ends the walk with that answer.
struct Recall: Step {
    let model: Model
    let embedder: any Embedder

    func run(_ moment: inout Moment) -> Answer<Moment> {
        let (store, event) = (moment.store, moment.event)
        return .waiting {
            let found = try await store.recall(event.conversation, event: event.key)
            let resumed = try await resume(found, event.conversation, store)
            return { moment in try take(found, resumed, into: &moment) }
        }
    }

    private func resume(
        _ found: Recollection, _ key: ConversationKey, _ store: any Store
    ) async throws -> Resumption {
        guard !found.state.isEmpty, found.answered == nil else { return Resumption(model: model) }
        if let kept = try? Resumption(model: model, bytes: found.state) { return kept }
        // Another model left it, or other features.
        let turns = try await store.conversation(key)?.turns ?? []
        return try await Resumption(model: model, replaying: turns, embedder: embedder)
    }

    private func take(
        _ found: Recollection, _ resumed: Resumption, into moment: inout Moment
    ) throws -> Answer<Moment> {
        let event = moment.event
        if let answered = found.answered {
            guard answered.conversation == event.conversation,
                Self.isSame(event.what, answered.what)
            else { throw Status.eventTaken(event, answered) }
            moment.answer = answered.forecast
            moment.isReplay = true
            return .finished("answered before")
        }
        moment.turnsBefore = found.turns
        moment.sequence = found.turns + 1
        moment.lastForecast = found.lastForecast
        switch event.what {
        case .closed:
            guard found.turns > 0 else { throw Status.noConversation(event.conversation) }
            guard found.status == .live else { throw Status.closed(event.conversation) }
        case .said(var turn):
            guard found.status == .live else { throw Status.closed(event.conversation) }
            if turn.number == 0 { turn.number = found.turns + 1 }
            if turn.number <= found.turns { throw Status.turnTaken(turn.number, event) }
            if turn.number > found.turns + 1 {
                throw Status.outOfOrder(turn.number, expected: found.turns + 1)
            }
            guard turn.number <= moment.turnsMax else { throw Status.tooLong(moment.turnsMax) }
            moment.turn = turn
        }
        moment.state = resumed.state
        moment.recurrent = resumed.recurrent
        return .done
    }

    /// A second delivery may say the number that the first left open.
    private static func isSame(_ new: Event.What, _ old: Event.What) -> Bool {
        switch (new, old) {
        case (.closed, .closed): true
        case (.said(let one), .said(let other)):
            one.speaker == other.speaker && one.text == other.text
                && (one.number == 0 || one.number == other.number)
        default: false
        }
    }
}
