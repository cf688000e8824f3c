internal import CMessages

/// `salesrl.v1.UpdateTenantRequest`.
package struct UpdateTenantRequest: Sendable, Equatable {
    package var tenant: String
    package var displayName: String
    package var retentionMilliseconds: Int64
    /// Which fields to change: "display_name", "retention_ms".
    package var updateMask: [String]
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", displayName: String = "", retentionMilliseconds: Int64 = 0,
        updateMask: [String] = [], etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.displayName = displayName
        self.retentionMilliseconds = retentionMilliseconds
        self.updateMask = updateMask
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension UpdateTenantRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__update_tenant_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__UpdateTenantRequest) {
        self.init(
            tenant: text(fields.tenant), displayName: text(fields.display_name),
            retentionMilliseconds: fields.retention_ms,
            updateMask: texts(fields.n_update_mask, fields.update_mask), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__UpdateTenantRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.display_name = arena.text(displayName)
        fields.pointee.retention_ms = retentionMilliseconds
        fields.pointee.n_update_mask = updateMask.count
        fields.pointee.update_mask = arena.array(updateMask.map { arena.text($0) })
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.DeleteTenantRequest`.
package struct DeleteTenantRequest: Sendable, Equatable {
    package var tenant: String
    package var etag: String
    /// Until it goes for good; 0 is 30 days.
    package var graceMilliseconds: Int64
    package var validateOnly: Bool

    package init(
        tenant: String = "", etag: String = "", graceMilliseconds: Int64 = 0,
        validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.etag = etag
        self.graceMilliseconds = graceMilliseconds
        self.validateOnly = validateOnly
    }
}

extension DeleteTenantRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__delete_tenant_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__DeleteTenantRequest) {
        self.init(
            tenant: text(fields.tenant), etag: text(fields.etag),
            graceMilliseconds: fields.grace_ms, validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__DeleteTenantRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.grace_ms = graceMilliseconds
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.UndeleteTenantRequest`.
package struct UndeleteTenantRequest: Sendable, Equatable {
    package var tenant: String
    package var etag: String
    package var validateOnly: Bool

    package init(tenant: String = "", etag: String = "", validateOnly: Bool = false) {
        self.tenant = tenant
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension UndeleteTenantRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__undelete_tenant_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__UndeleteTenantRequest) {
        self.init(
            tenant: text(fields.tenant), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__UndeleteTenantRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
