internal import CMessages

/// Somebody who may call: a person or a program.
package struct AdminPrincipal: Sendable, Equatable {
    package var tenant: String
    /// Unique in the tenant.
    package var id: String
    /// viewer, service, connector, manager, admin, auditor; operator above tenants.
    package var role: String
    package var label: String
    package var createdMilliseconds: Int64
    package var etag: String

    package init(
        tenant: String = "", id: String = "", role: String = "", label: String = "",
        createdMilliseconds: Int64 = 0, etag: String = ""
    ) {
        self.tenant = tenant
        self.id = id
        self.role = role
        self.label = label
        self.createdMilliseconds = createdMilliseconds
        self.etag = etag
    }
}

extension AdminPrincipal: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__principal__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Principal) {
        self.init(
            tenant: text(fields.tenant), id: text(fields.id), role: text(fields.role),
            label: text(fields.label), createdMilliseconds: fields.created_ms,
            etag: text(fields.etag))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Principal> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.id = arena.text(id)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.created_ms = createdMilliseconds
        fields.pointee.etag = arena.text(etag)
        return fields
    }
}

/// `salesrl.v1.ListPrincipalsRequest`.
package struct ListPrincipalsRequest: Sendable, Equatable {
    package var tenant: String
    package var pageSize: Int
    package var pageToken: String

    package init(tenant: String = "", pageSize: Int = 0, pageToken: String = "") {
        self.tenant = tenant
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListPrincipalsRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_principals_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListPrincipalsRequest) {
        self.init(
            tenant: text(fields.tenant), pageSize: Int(fields.page_size),
            pageToken: text(fields.page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListPrincipalsRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        return fields
    }
}

/// `salesrl.v1.ListPrincipalsResponse`.
package struct ListPrincipalsResponse: Sendable, Equatable {
    package var principals: [AdminPrincipal]
    package var nextPageToken: String

    package init(principals: [AdminPrincipal] = [], nextPageToken: String = "") {
        self.principals = principals
        self.nextPageToken = nextPageToken
    }
}

extension ListPrincipalsResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_principals_response__init)
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

    init(_ fields: Salesrl__V1__ListPrincipalsResponse) {
        self.init(
            principals: list(fields.n_principals, fields.principals, AdminPrincipal.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListPrincipalsResponse
    > {
        let fields = arena.make(Self.type)
        let principals = arena.list(principals) { $0.fields(in: arena) }
        fields.pointee.n_principals = principals.count
        fields.pointee.principals = principals.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}

/// `salesrl.v1.AssignRoleRequest`.
package struct AssignRoleRequest: Sendable, Equatable {
    package var tenant: String
    package var principal: String
    package var role: String
    package var label: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", principal: String = "", role: String = "", label: String = "",
        etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.principal = principal
        self.role = role
        self.label = label
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension AssignRoleRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__assign_role_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__AssignRoleRequest) {
        self.init(
            tenant: text(fields.tenant), principal: text(fields.principal), role: text(fields.role),
            label: text(fields.label), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__AssignRoleRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.RemovePrincipalRequest`.
package struct RemovePrincipalRequest: Sendable, Equatable {
    package var tenant: String
    package var principal: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", principal: String = "", etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.principal = principal
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension RemovePrincipalRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__remove_principal_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__RemovePrincipalRequest) {
        self.init(
            tenant: text(fields.tenant), principal: text(fields.principal), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__RemovePrincipalRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
