internal import CMessages

/// A turn as it came: its speaker may be one that nobody has defined.
package struct IncomingTurn: Sendable, Equatable {
    package let number: Int
    /// 1 representative, 2 customer, 0 not said; anything else is unknown.
    package let speakerNumber: Int32
    package let text: String
    /// Milliseconds since 1970-01-01 UTC; nil when not said.
    package let saidAtMilliseconds: Int64?

    package var speaker: Speaker? {
        UInt8(exactly: speakerNumber).flatMap(Speaker.init(rawValue:))
    }

    /// The turn as a value; nil where its speaker is not one.
    package var value: Turn? {
        speaker.map {
            Turn(number: number, speaker: $0, text: text, saidAtMilliseconds: saidAtMilliseconds)
        }
    }

    /// The turn as a value, or a refusal that names the field, which is below `field`.
    package func checked(_ field: String = "turn") throws(Status) -> Turn {
        if let value { return value }
        throw .fieldViolation(
            field: "\(field).speaker",
            description: "is \(speakerNumber); must be 1 (representative) or 2 (customer)")
    }
}

extension IncomingTurn {
    init(_ fields: Salesrl__V1__Turn) {
        number = Int(fields.number)
        speakerNumber = Int32(bitPattern: fields.speaker.rawValue)
        text = Messages.text(fields.text)
        saidAtMilliseconds = fields.said_at_ms == 0 ? nil : fields.said_at_ms
    }
}

extension Turn: MessageDraft {
    static let type = WireType(salesrl__v1__turn__init)
    package static var name: String { type.name }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Turn> {
        let fields = arena.make(Self.type)
        fields.pointee.number = Int32(clamping: number)
        fields.pointee.speaker = Salesrl__V1__Speaker(rawValue: UInt32(speaker.rawValue))
        fields.pointee.text = arena.text(text)
        fields.pointee.said_at_ms = saidAtMilliseconds ?? 0
        return fields
    }
}

extension IncomingTurn {
    package init(decoding bytes: [UInt8]) throws(MessageError) {
        let message = try Unpacked(Turn.type, bytes)
        self = message.read(Self.init)
    }
}
