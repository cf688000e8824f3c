internal import CMessages

/// Where a conversation stands.
package enum ConversationStatus: UInt32, Sendable {
    case live = 1
    case closed = 2
}

/// Asks for forecasts as they are made.
package struct WatchRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__watch_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__WatchRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    /// Empty: all conversations of the tenant.
    package var conversationID: String { message.read { text($0.conversation_id) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { WatchRequest.name }
        /// Empty: all conversations of the tenant.
        package var conversationID: String

        package init(conversationID: String = "") {
            self.conversationID = conversationID
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(WatchRequest.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            return BuiltMessage(fields)
        }
    }
}

/// A forecast that was just made.
package struct WatchResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__watch_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__WatchResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var forecast: Forecast? { message.read { $0.forecast.map { Forecast($0.pointee) } } }
    /// Forecasts of this conversation that were skipped because the reader was slow.
    package var conflated: Int { message.read { Int($0.conflated) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { WatchResponse.name }
        package var conversationID: String
        package var forecast: Forecast?
        /// Forecasts of this conversation that were skipped because the reader was slow.
        package var conflated: Int

        package init(conversationID: String = "", forecast: Forecast? = nil, conflated: Int = 0) {
            self.conversationID = conversationID
            self.forecast = forecast
            self.conflated = conflated
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(WatchResponse.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.forecast = forecast.map { $0.fields(in: arena) }
            fields.pointee.conflated = Int32(clamping: conflated)
            return BuiltMessage(fields)
        }
    }
}

/// Says that a conversation is over.
package struct CloseRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__close_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__CloseRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var eventID: String { message.read { text($0.event_id) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { CloseRequest.name }
        package var conversationID: String
        package var eventID: String

        package init(conversationID: String = "", eventID: String = "") {
            self.conversationID = conversationID
            self.eventID = eventID
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(CloseRequest.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.event_id = arena.text(eventID)
            return BuiltMessage(fields)
        }
    }
}

/// The last forecast of a conversation.
package struct CloseResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__close_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__CloseResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var forecast: Forecast? { message.read { $0.forecast.map { Forecast($0.pointee) } } }
    /// This event had been answered before; the forecast is the first answer.
    package var replayed: Bool { message.read { $0.replayed != 0 } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { CloseResponse.name }
        package var conversationID: String
        package var forecast: Forecast?
        /// This event had been answered before; the forecast is the first answer.
        package var replayed: Bool

        package init(conversationID: String = "", forecast: Forecast? = nil, replayed: Bool = false)
        {
            self.conversationID = conversationID
            self.forecast = forecast
            self.replayed = replayed
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(CloseResponse.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.forecast = forecast.map { $0.fields(in: arena) }
            fields.pointee.replayed = replayed ? 1 : 0
            return BuiltMessage(fields)
        }
    }
}

/// Asks for all that is known of a conversation.
package struct GetConversationRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__get_conversation_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__GetConversationRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { GetConversationRequest.name }
        package var conversationID: String

        package init(conversationID: String = "") {
            self.conversationID = conversationID
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(GetConversationRequest.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            return BuiltMessage(fields)
        }
    }
}

/// All that is known of a conversation.
package struct GetConversationResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__get_conversation_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__GetConversationResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    /// Nil where the sender speaks of a status that is not defined here.
    package var status: ConversationStatus? {
        message.read { ConversationStatus(rawValue: $0.status.rawValue) }
    }
    package var turns: [IncomingTurn] {
        message.read { list($0.n_turns, $0.turns, IncomingTurn.init) }
    }
    package var forecasts: [Forecast] {
        message.read { list($0.n_forecasts, $0.forecasts, Forecast.init) }
    }
    /// Present once the conversation is closed.
    package var closing: Forecast? { message.read { $0.closing.map { Forecast($0.pointee) } } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { GetConversationResponse.name }
        package var conversationID: String
        /// Nil where the sender speaks of a status that is not defined here.
        package var status: ConversationStatus
        package var turns: [Turn]
        package var forecasts: [Forecast]
        /// Present once the conversation is closed.
        package var closing: Forecast?

        package init(
            conversationID: String = "", status: ConversationStatus, turns: [Turn] = [],
            forecasts: [Forecast] = [], closing: Forecast? = nil
        ) {
            self.conversationID = conversationID
            self.status = status
            self.turns = turns
            self.forecasts = forecasts
            self.closing = closing
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(GetConversationResponse.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.status = Salesrl__V1__ConversationStatus(rawValue: status.rawValue)
            let turns = arena.list(turns) { $0.fields(in: arena) }
            fields.pointee.n_turns = turns.count
            fields.pointee.turns = turns.entries
            let forecasts = arena.list(forecasts) { $0.fields(in: arena) }
            fields.pointee.n_forecasts = forecasts.count
            fields.pointee.forecasts = forecasts.entries
            fields.pointee.closing = closing.map { $0.fields(in: arena) }
            return BuiltMessage(fields)
        }
    }
}
