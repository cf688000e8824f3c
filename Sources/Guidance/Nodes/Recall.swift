internal import Conversations
internal import Messages
internal import Orchestration
internal import Predictions
internal import Storage

/// The conversation so far, and whether this event may be its next. An event that was answered
/// before ends the walk with that answer.
struct Recall: Step {
    let model: Model

    func run(_ moment: inout Moment) -> Answer<Moment> {
        let (store, event) = (moment.store, moment.event)
        return .waiting {
            let found = try await store.recall(event.conversation, event: event.key)
            return { moment in try take(found, into: &moment) }
        }
    }

    private func take(
        _ found: Recollection, into moment: inout Moment
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
        try resume(found.state, &moment)
        return .done
    }

    private func resume(_ bytes: [UInt8], _ moment: inout Moment) throws {
        guard !bytes.isEmpty else {
            moment.recurrent = model.start()
            return
        }
        let (measured, recurrent) = KeptState.split(bytes)
        moment.state = try ConversationState(decoding: measured)
        moment.recurrent = try model.resume(recurrent)
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

/// The state of a conversation as the store keeps it: what was measured, then what the model keeps.
enum KeptState {
    static func join(_ state: ConversationState, _ recurrent: RecurrentState) -> [UInt8] {
        state.encoded() + recurrent.encoded()
    }

    static func split(_ bytes: [UInt8]) -> ([UInt8], [UInt8]) {
        let border = min(bytes.count, ConversationState.encodedCount)
        return (Array(bytes[..<border]), Array(bytes[border...]))
    }
}
