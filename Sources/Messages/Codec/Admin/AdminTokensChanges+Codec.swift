internal import CMessages

/// `salesrl.v1.RotateTokenRequest`.
package struct RotateTokenRequest: Sendable, Equatable {
    package var tenant: String
    package var token: String
    /// How long the old one goes on being good; 0: not at all.
    package var overlapMilliseconds: Int64
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", token: String = "", overlapMilliseconds: Int64 = 0, etag: String = "",
        validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.token = token
        self.overlapMilliseconds = overlapMilliseconds
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension RotateTokenRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__rotate_token_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__RotateTokenRequest) {
        self.init(
            tenant: text(fields.tenant), token: text(fields.token),
            overlapMilliseconds: fields.overlap_ms, etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__RotateTokenRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.token = arena.text(token)
        fields.pointee.overlap_ms = overlapMilliseconds
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.RevokeTokenRequest`.
package struct RevokeTokenRequest: Sendable, Equatable {
    package var tenant: String
    package var token: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", token: String = "", etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.token = token
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension RevokeTokenRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__revoke_token_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__RevokeTokenRequest) {
        self.init(
            tenant: text(fields.tenant), token: text(fields.token), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__RevokeTokenRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.token = arena.text(token)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
