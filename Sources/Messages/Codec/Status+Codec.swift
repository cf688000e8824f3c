internal import CMessages

/// google.rpc.Status, as both RPC doors send it.
extension Status: MessageDraft {
    static let type = WireType(google__rpc__status__init)
    private static let anyType = WireType(google__protobuf__any__init)
    package static var name: String { type.name }

    /// A code that is not one of the 17 reads as unknown, as gRPC asks for.
    package init(decoding bytes: UnsafeRawBufferPointer) throws(MessageError) {
        let message = try Unpacked(Self.type, bytes, .standard)
        self = message.read(Self.init)
    }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        self = try bytes.span.withUnsafeBytes { bytes throws(MessageError) in
            try Status(decoding: bytes)
        }
    }

    init(_ fields: Google__Rpc__Status) {
        self.init(
            StatusCode(rawValue: fields.code) ?? .unknown, text(fields.message),
            details: list(fields.n_details, fields.details) {
                Detail(typeURL: text($0.type_url), value: Messages.bytes($0.value))
            })
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        let fields = arena.make(Self.type)
        fields.pointee.code = code.rawValue
        fields.pointee.message = arena.text(message)
        let details = arena.list(details) { detail in
            let fields = arena.make(Self.anyType)
            fields.pointee.type_url = arena.text(detail.typeURL)
            fields.pointee.value = arena.data(detail.value)
            return fields
        }
        fields.pointee.n_details = details.count
        fields.pointee.details = details.entries
        return BuiltMessage(fields)
    }
}

extension Status {
    /// What a peer is told whose message was refused: invalidArgument with the field's path, or
    /// resourceExhausted where the message as a whole asks too much.
    package init(_ error: MessageError) {
        switch error.code {
        case .tooLarge, .outOfMemory:
            self.init(.resourceExhausted, error.description)
        default:
            self.init(
                .invalidArgument, error.description,
                details: [
                    .badRequest([
                        .init(
                            field: error.field.isEmpty ? error.message : error.field,
                            description: error.reason)
                    ])
                ])
        }
    }
}
