internal import CMessages

/// A whole transcript, to be scored at once.
package struct ScoreConversationRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__score_conversation_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__ScoreConversationRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var turns: [IncomingTurn] {
        message.read { list($0.n_turns, $0.turns, IncomingTurn.init) }
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ScoreConversationRequest.name }
        package var conversationID: String
        package var turns: [Turn]

        package init(conversationID: String = "", turns: [Turn] = []) {
            self.conversationID = conversationID
            self.turns = turns
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ScoreConversationRequest.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            let turns = arena.list(turns) { $0.fields(in: arena) }
            fields.pointee.n_turns = turns.count
            fields.pointee.turns = turns.entries
            return BuiltMessage(fields)
        }
    }
}

/// A forecast for every turn of a transcript, and one after closing.
package struct ScoreConversationResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__score_conversation_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__ScoreConversationResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var forecasts: [Forecast] {
        message.read { list($0.n_forecasts, $0.forecasts, Forecast.init) }
    }
    /// The forecast that knows that the conversation is over.
    package var closing: Forecast? { message.read { $0.closing.map { Forecast($0.pointee) } } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ScoreConversationResponse.name }
        package var conversationID: String
        package var forecasts: [Forecast]
        /// The forecast that knows that the conversation is over.
        package var closing: Forecast?

        package init(
            conversationID: String = "", forecasts: [Forecast] = [], closing: Forecast? = nil
        ) {
            self.conversationID = conversationID
            self.forecasts = forecasts
            self.closing = closing
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ScoreConversationResponse.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            let forecasts = arena.list(forecasts) { $0.fields(in: arena) }
            fields.pointee.n_forecasts = forecasts.count
            fields.pointee.forecasts = forecasts.entries
            fields.pointee.closing = closing.map { $0.fields(in: arena) }
            return BuiltMessage(fields)
        }
    }
}

/// One turn of a live conversation.
package struct ObserveRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__observe_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__ObserveRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    /// Unique for ever within the tenant and the source.
    package var eventID: String { message.read { text($0.event_id) } }
    package var turn: IncomingTurn? { message.read { $0.turn.map { IncomingTurn($0.pointee) } } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ObserveRequest.name }
        package var conversationID: String
        /// Unique for ever within the tenant and the source.
        package var eventID: String
        package var turn: Turn?

        package init(conversationID: String = "", eventID: String = "", turn: Turn? = nil) {
            self.conversationID = conversationID
            self.eventID = eventID
            self.turn = turn
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ObserveRequest.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.event_id = arena.text(eventID)
            fields.pointee.turn = turn.map { $0.fields(in: arena) }
            return BuiltMessage(fields)
        }
    }
}

/// The forecast after one turn.
package struct ObserveResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__observe_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }
    private let message: Unpacked<Salesrl__V1__ObserveResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var conversationID: String { message.read { text($0.conversation_id) } }
    package var eventID: String { message.read { text($0.event_id) } }
    package var forecast: Forecast? { message.read { $0.forecast.map { Forecast($0.pointee) } } }
    /// This event had been answered before; the forecast is the first answer.
    package var replayed: Bool { message.read { $0.replayed != 0 } }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { ObserveResponse.name }
        package var conversationID: String
        package var eventID: String
        package var forecast: Forecast?
        /// This event had been answered before; the forecast is the first answer.
        package var replayed: Bool

        package init(
            conversationID: String = "", eventID: String = "", forecast: Forecast? = nil,
            replayed: Bool = false
        ) {
            self.conversationID = conversationID
            self.eventID = eventID
            self.forecast = forecast
            self.replayed = replayed
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(ObserveResponse.type)
            fields.pointee.conversation_id = arena.text(conversationID)
            fields.pointee.event_id = arena.text(eventID)
            fields.pointee.forecast = forecast.map { $0.fields(in: arena) }
            fields.pointee.replayed = replayed ? 1 : 0
            return BuiltMessage(fields)
        }
    }
}
