internal import CMessages

/// A customer of this daemon, whose conversations nobody else sees.
package struct AdminTenant: Sendable, Equatable {
    /// 1 to 64 letters, digits, ".", "_" and "-"; never changes.
    package var id: String
    package var displayName: String
    package var createdMilliseconds: Int64
    package var updatedMilliseconds: Int64
    /// When it was deleted; 0 where it was not.
    package var deletedMilliseconds: Int64
    /// When what was deleted goes for good.
    package var purgeAtMilliseconds: Int64
    package var etag: String
    /// How long a conversation is kept after its last turn; 0: as long as nobody erases it.
    package var retentionMilliseconds: Int64

    package init(
        id: String = "", displayName: String = "", createdMilliseconds: Int64 = 0,
        updatedMilliseconds: Int64 = 0, deletedMilliseconds: Int64 = 0,
        purgeAtMilliseconds: Int64 = 0, etag: String = "", retentionMilliseconds: Int64 = 0
    ) {
        self.id = id
        self.displayName = displayName
        self.createdMilliseconds = createdMilliseconds
        self.updatedMilliseconds = updatedMilliseconds
        self.deletedMilliseconds = deletedMilliseconds
        self.purgeAtMilliseconds = purgeAtMilliseconds
        self.etag = etag
        self.retentionMilliseconds = retentionMilliseconds
    }
}

extension AdminTenant: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__tenant__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Tenant) {
        self.init(
            id: text(fields.id), displayName: text(fields.display_name),
            createdMilliseconds: fields.created_ms, updatedMilliseconds: fields.updated_ms,
            deletedMilliseconds: fields.deleted_ms, purgeAtMilliseconds: fields.purge_at_ms,
            etag: text(fields.etag), retentionMilliseconds: fields.retention_ms)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Tenant> {
        let fields = arena.make(Self.type)
        fields.pointee.id = arena.text(id)
        fields.pointee.display_name = arena.text(displayName)
        fields.pointee.created_ms = createdMilliseconds
        fields.pointee.updated_ms = updatedMilliseconds
        fields.pointee.deleted_ms = deletedMilliseconds
        fields.pointee.purge_at_ms = purgeAtMilliseconds
        fields.pointee.etag = arena.text(etag)
        fields.pointee.retention_ms = retentionMilliseconds
        return fields
    }
}

/// `salesrl.v1.CreateTenantRequest`.
package struct CreateTenantRequest: Sendable, Equatable {
    package var tenant: String
    package var displayName: String
    package var retentionMilliseconds: Int64
    package var validateOnly: Bool

    package init(
        tenant: String = "", displayName: String = "", retentionMilliseconds: Int64 = 0,
        validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.displayName = displayName
        self.retentionMilliseconds = retentionMilliseconds
        self.validateOnly = validateOnly
    }
}

extension CreateTenantRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__create_tenant_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__CreateTenantRequest) {
        self.init(
            tenant: text(fields.tenant), displayName: text(fields.display_name),
            retentionMilliseconds: fields.retention_ms, validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__CreateTenantRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.display_name = arena.text(displayName)
        fields.pointee.retention_ms = retentionMilliseconds
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.GetTenantRequest`.
package struct GetTenantRequest: Sendable, Equatable {
    package var tenant: String

    package init(tenant: String = "") {
        self.tenant = tenant
    }
}

extension GetTenantRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__get_tenant_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GetTenantRequest) {
        self.init(tenant: text(fields.tenant))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GetTenantRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        return fields
    }
}

/// `salesrl.v1.ListTenantsRequest`.
package struct ListTenantsRequest: Sendable, Equatable {
    /// 0 is 50; at most 500.
    package var pageSize: Int
    /// Of the page before; empty for the first.
    package var pageToken: String
    package var showDeleted: Bool

    package init(pageSize: Int = 0, pageToken: String = "", showDeleted: Bool = false) {
        self.pageSize = pageSize
        self.pageToken = pageToken
        self.showDeleted = showDeleted
    }
}

extension ListTenantsRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_tenants_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListTenantsRequest) {
        self.init(
            pageSize: Int(fields.page_size), pageToken: text(fields.page_token),
            showDeleted: fields.show_deleted != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListTenantsRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        fields.pointee.show_deleted = showDeleted ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.ListTenantsResponse`.
package struct ListTenantsResponse: Sendable, Equatable {
    package var tenants: [AdminTenant]
    /// Empty on the last page.
    package var nextPageToken: String

    package init(tenants: [AdminTenant] = [], nextPageToken: String = "") {
        self.tenants = tenants
        self.nextPageToken = nextPageToken
    }
}

extension ListTenantsResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_tenants_response__init)
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

    init(_ fields: Salesrl__V1__ListTenantsResponse) {
        self.init(
            tenants: list(fields.n_tenants, fields.tenants, AdminTenant.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListTenantsResponse>
    {
        let fields = arena.make(Self.type)
        let tenants = arena.list(tenants) { $0.fields(in: arena) }
        fields.pointee.n_tenants = tenants.count
        fields.pointee.tenants = tenants.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}
