internal import CMessages

/// The daemon's answer to one event: committed, with its forecast.
package struct EventReceipt: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__event_receipt__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__EventReceipt>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var eventID: String { message.read { text($0.event_id) } }
    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var forecast: Forecast? { message.read { $0.forecast.map { Forecast($0.pointee) } } }
    /// This event had been answered before; the forecast is the first answer.
    package var replayed: Bool { message.read { $0.replayed != 0 } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { EventReceipt.name }
        package var eventID: String
        package var conversationID: String
        package var forecast: Forecast?
        /// This event had been answered before; the forecast is the first answer.
        package var replayed: Bool

        package init(
            eventID: String = "", conversationID: String = "", forecast: Forecast? = nil,
            replayed: Bool = false
        ) {
            self.eventID = eventID
            self.conversationID = conversationID
            self.forecast = forecast
            self.replayed = replayed
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(EventReceipt.type)
            fields.pointee.event_id = arena.text(eventID)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.forecast = forecast.map { $0.fields(in: arena) }
            fields.pointee.replayed = replayed ? 1 : 0
            return BuiltMessage(fields)
        }
    }
}

/// What a connector is told to carry back to its platform.
package struct WriteBack: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__write_back__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__WriteBack>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var forecast: Forecast? { message.read { $0.forecast.map { Forecast($0.pointee) } } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { WriteBack.name }
        package var conversationID: String
        package var forecast: Forecast?

        package init(conversationID: String = "", forecast: Forecast? = nil) {
            self.conversationID = conversationID
            self.forecast = forecast
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(WriteBack.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.forecast = forecast.map { $0.fields(in: arena) }
            return BuiltMessage(fields)
        }
    }
}

/// Asks for write-backs as they are made.
package struct WriteBacksRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__write_backs_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__WriteBacksRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { WriteBacksRequest.name }

        package init() {}

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            BuiltMessage(arena.make(WriteBacksRequest.type))
        }
    }
}

/// Something happened in a conversation elsewhere.
package struct ConversationEvent: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__conversation_event__init)
    fileprivate static let saidType = WireType(salesrl__v1__turn_said__init)
    fileprivate static let closedType = WireType(salesrl__v1__conversation_closed__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__ConversationEvent>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package enum What: Sendable, Equatable {
        /// Nil where the sender left the turn out.
        case said(IncomingTurn?)
        case closed
    }

    /// Unique for ever within (tenant, connector).
    package var eventID: String { message.read { text($0.event_id) } }
    package var conversationID: String { message.read { text($0.conversation_id) } }
    /// Nil where nothing that is defined here happened.
    package var what: What? {
        message.read {
            switch $0.what_case {
            case SALESRL__V1__CONVERSATION_EVENT__WHAT_SAID:
                .said($0.said?.pointee.turn.map { IncomingTurn($0.pointee) })
            case SALESRL__V1__CONVERSATION_EVENT__WHAT_CLOSED: .closed
            default: nil
            }
        }
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ConversationEvent.name }
        package var eventID: String
        package var conversationID: String
        package var what: Event.What

        package init(eventID: String, conversationID: String, what: Event.What) {
            self.eventID = eventID
            self.conversationID = conversationID
            self.what = what
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ConversationEvent.type)
            fields.pointee.event_id = arena.text(eventID)
            fields.pointee.conversation_id = arena.text(conversationID)
            switch what {
            case .said(let turn):
                let said = arena.make(ConversationEvent.saidType)
                said.pointee.turn = turn.fields(in: arena)
                fields.pointee.what_case = SALESRL__V1__CONVERSATION_EVENT__WHAT_SAID
                fields.pointee.said = said
            case .closed:
                fields.pointee.what_case = SALESRL__V1__CONVERSATION_EVENT__WHAT_CLOSED
                fields.pointee.closed = arena.make(ConversationEvent.closedType)
            }
            return BuiltMessage(fields)
        }
    }
}
