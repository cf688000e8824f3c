internal import CMessages

/// A secret, without itself.
package struct AdminSecret: Sendable, Equatable {
    package var tenant: String
    package var connector: String
    package var field: String
    package var updatedMilliseconds: Int64
    /// The data key that it is sealed under.
    package var keyID: String
    package var etag: String

    package init(
        tenant: String = "", connector: String = "", field: String = "",
        updatedMilliseconds: Int64 = 0, keyID: String = "", etag: String = ""
    ) {
        self.tenant = tenant
        self.connector = connector
        self.field = field
        self.updatedMilliseconds = updatedMilliseconds
        self.keyID = keyID
        self.etag = etag
    }
}

extension AdminSecret: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__secret_entry__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__SecretEntry) {
        self.init(
            tenant: text(fields.tenant), connector: text(fields.connector),
            field: text(fields.field), updatedMilliseconds: fields.updated_ms,
            keyID: text(fields.key_id), etag: text(fields.etag))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__SecretEntry> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.connector = arena.text(connector)
        fields.pointee.field = arena.text(field)
        fields.pointee.updated_ms = updatedMilliseconds
        fields.pointee.key_id = arena.text(keyID)
        fields.pointee.etag = arena.text(etag)
        return fields
    }
}

/// `salesrl.v1.ListSecretsRequest`.
package struct ListSecretsRequest: Sendable, Equatable {
    package var tenant: String
    /// Empty: of all connectors.
    package var connector: String

    package init(tenant: String = "", connector: String = "") {
        self.tenant = tenant
        self.connector = connector
    }
}

extension ListSecretsRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_secrets_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListSecretsRequest) {
        self.init(tenant: text(fields.tenant), connector: text(fields.connector))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListSecretsRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.connector = arena.text(connector)
        return fields
    }
}

/// `salesrl.v1.ListSecretsResponse`.
package struct ListSecretsResponse: Sendable, Equatable {
    package var secrets: [AdminSecret]

    package init(secrets: [AdminSecret] = []) {
        self.secrets = secrets
    }
}

extension ListSecretsResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_secrets_response__init)
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

    init(_ fields: Salesrl__V1__ListSecretsResponse) {
        self.init(secrets: list(fields.n_secrets, fields.secrets, AdminSecret.init))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListSecretsResponse>
    {
        let fields = arena.make(Self.type)
        let secrets = arena.list(secrets) { $0.fields(in: arena) }
        fields.pointee.n_secrets = secrets.count
        fields.pointee.secrets = secrets.entries
        return fields
    }
}

/// `salesrl.v1.DeleteSecretRequest`.
package struct DeleteSecretRequest: Sendable, Equatable {
    package var tenant: String
    package var connector: String
    package var field: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", connector: String = "", field: String = "", etag: String = "",
        validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.connector = connector
        self.field = field
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension DeleteSecretRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__delete_secret_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__DeleteSecretRequest) {
        self.init(
            tenant: text(fields.tenant), connector: text(fields.connector),
            field: text(fields.field), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__DeleteSecretRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.connector = arena.text(connector)
        fields.pointee.field = arena.text(field)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.RotateKeysRequest`.
package struct RotateKeysRequest: Sendable, Equatable {
    /// Empty: wrap every tenant's data key under the first key of the key file, which is read
    /// again. Else: a new data key for this tenant, and its secrets under it.
    package var tenant: String
    package var validateOnly: Bool

    package init(tenant: String = "", validateOnly: Bool = false) {
        self.tenant = tenant
        self.validateOnly = validateOnly
    }
}

extension RotateKeysRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__rotate_keys_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__RotateKeysRequest) {
        self.init(tenant: text(fields.tenant), validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__RotateKeysRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
