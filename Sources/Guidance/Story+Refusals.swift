internal import Messages
internal import Orchestration
internal import Storage

// What a turn may not do, as the caller hears it. Reasons are stable: programs switch on them.
extension Status {
    static func eventTaken(_ event: Event, _ answered: Answered) -> Status {
        let place =
            answered.conversation == event.conversation
            ? "something else was said under it" : "it belongs to another conversation"
        return Status(
            .alreadyExists,
            "event_id: \(event.key.event) has been answered before, and \(place); an event's id is "
                + "unique for ever"
        ).errorInfo(reason: "EVENT_ID_TAKEN")
    }

    static func turnTaken(_ number: Int, _ event: Event) -> Status {
        Status(
            .alreadyExists,
            "turn.number: turn \(number) of conversation \(event.conversation.conversation) is "
                + "there already, from another event"
        ).errorInfo(reason: "TURN_TAKEN", metadata: ["turn": "\(number)"])
    }

    static func outOfOrder(_ number: Int, expected: Int) -> Status {
        Status(
            .failedPrecondition,
            "turn.number: is \(number), but turn \(expected) comes next; send that one first"
        ).errorInfo(reason: "TURN_OUT_OF_ORDER", metadata: ["expected": "\(expected)"])
    }

    static func closed(_ key: ConversationKey) -> Status {
        Status(
            .failedPrecondition,
            "conversation_id: conversation \(key.conversation) is closed; nothing follows a closing"
        ).errorInfo(reason: "CONVERSATION_CLOSED")
    }

    static func tooLong(_ limit: Int) -> Status {
        Status(
            .failedPrecondition,
            "turn: the conversation has limits.turnsPerConversation = \(limit) turns; close it"
        ).errorInfo(reason: "CONVERSATION_FULL", metadata: ["limit": "\(limit)"])
    }

    /// The same for what another tenant has and for what nobody has.
    static func noConversation(_ key: ConversationKey) -> Status {
        Status(.notFound, "conversation_id: there is no conversation \(key.conversation)")
            .errorInfo(reason: "NO_SUCH_CONVERSATION")
    }

    init(_ error: WalkError) {
        switch error.cause {
        case .late:
            self.init(.deadlineExceeded, "the deadline came at step \(error.node)")
        case .failed(let cause):
            switch cause {
            case let status as Status: self = status
            case let storage as StorageError: self.init(storage)
            case is CancellationError: self.init(.cancelled, "the caller has gone")
            default: self.init(.internal, "step \(error.node) failed: \(cause)")
            }
        }
    }

    init(_ error: StorageError) {
        switch error.code {
        case .full:
            self = Status(.resourceExhausted, error.reason).errorInfo(reason: "STORE_FULL")
                .retry(after: .seconds(1))
        case .outOfOrder, .eventTaken: self.init(.aborted, error.reason)
        case .closed: self.init(.failedPrecondition, error.reason)
        case .erased:
            self = Status(.failedPrecondition, error.reason).errorInfo(reason: "EVENT_ERASED")
        case .busy:
            self = Status(.resourceExhausted, error.reason).errorInfo(reason: "STORE_BUSY")
                .retry(after: .milliseconds(100))
        case .closing, .broken:
            self = Status(.unavailable, error.reason).errorInfo(reason: "STORE_UNAVAILABLE")
                .retry(after: .seconds(1))
        case .damaged:
            self = Status(.dataLoss, error.reason).errorInfo(reason: "STORE_DAMAGED")
        default: self.init(.internal, error.reason)
        }
    }
}
