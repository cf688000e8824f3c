internal import CMessages

/// A secret on its way to where it is sealed. The value is read in place; the memory that it was
/// unpacked into is overwritten.
package struct SetSecretRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__set_secret_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__SetSecretRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits, isSecret: true)
    }

    package var tenant: String { message.read { text($0.tenant) } }
    package var connector: String { message.read { text($0.connector) } }
    package var field: String { message.read { text($0.field) } }
    package var etag: String { message.read { text($0.etag) } }
    package var validateOnly: Bool { message.read { $0.validate_only != 0 } }

    /// The value in place, valid only within `body`.
    package borrowing func withValue<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        message.read {
            body(UnsafeRawBufferPointer(start: $0.value.data, count: $0.value.len))
        }
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { SetSecretRequest.name }
        package static var isSecret: Bool { true }
        package var tenant: String
        package var connector: String
        package var field: String
        package var value: [UInt8]
        package var etag: String
        package var validateOnly: Bool

        package init(
            tenant: String = "", connector: String = "", field: String = "", value: [UInt8] = [],
            etag: String = "", validateOnly: Bool = false
        ) {
            self.tenant = tenant
            self.connector = connector
            self.field = field
            self.value = value
            self.etag = etag
            self.validateOnly = validateOnly
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(SetSecretRequest.type)
            fields.pointee.tenant = arena.text(tenant)
            fields.pointee.connector = arena.text(connector)
            fields.pointee.field = arena.text(field)
            fields.pointee.value = arena.data(value)
            fields.pointee.etag = arena.text(etag)
            fields.pointee.validate_only = validateOnly ? 1 : 0
            return BuiltMessage(fields)
        }
    }
}
