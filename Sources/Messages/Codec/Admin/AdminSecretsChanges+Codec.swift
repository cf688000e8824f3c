internal import CMessages

/// `salesrl.v1.RotateKeysResponse`.
package struct RotateKeysResponse: Sendable, Equatable {
    /// Data keys that were wrapped anew, or secrets that were sealed anew.
    package var changed: Int64
    /// The key in use now.
    package var keyID: String

    package init(changed: Int64 = 0, keyID: String = "") {
        self.changed = changed
        self.keyID = keyID
    }
}

extension RotateKeysResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__rotate_keys_response__init)
    package static var name: String { type.name }
    package static var limits: DecodeLimits { .reply }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__RotateKeysResponse) {
        self.init(changed: fields.changed, keyID: text(fields.key_id))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__RotateKeysResponse>
    {
        let fields = arena.make(Self.type)
        fields.pointee.changed = changed
        fields.pointee.key_id = arena.text(keyID)
        return fields
    }
}
