internal import CMessages

/// `salesrl.v1.Token`.
package struct AdminToken: Sendable, Equatable {
    package var id: String
    package var tenant: String
    /// Whose it is.
    package var principal: String
    /// The principal's.
    package var role: String
    package var label: String
    package var createdMilliseconds: Int64
    package var expiresMilliseconds: Int64
    /// To the minute.
    package var lastUsedMilliseconds: Int64
    package var revokedMilliseconds: Int64
    package var etag: String

    package init(
        id: String = "", tenant: String = "", principal: String = "", role: String = "",
        label: String = "", createdMilliseconds: Int64 = 0, expiresMilliseconds: Int64 = 0,
        lastUsedMilliseconds: Int64 = 0, revokedMilliseconds: Int64 = 0, etag: String = ""
    ) {
        self.id = id
        self.tenant = tenant
        self.principal = principal
        self.role = role
        self.label = label
        self.createdMilliseconds = createdMilliseconds
        self.expiresMilliseconds = expiresMilliseconds
        self.lastUsedMilliseconds = lastUsedMilliseconds
        self.revokedMilliseconds = revokedMilliseconds
        self.etag = etag
    }
}

extension AdminToken: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__token__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Token) {
        self.init(
            id: text(fields.id), tenant: text(fields.tenant), principal: text(fields.principal),
            role: text(fields.role), label: text(fields.label),
            createdMilliseconds: fields.created_ms, expiresMilliseconds: fields.expires_ms,
            lastUsedMilliseconds: fields.last_used_ms, revokedMilliseconds: fields.revoked_ms,
            etag: text(fields.etag))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Token> {
        let fields = arena.make(Self.type)
        fields.pointee.id = arena.text(id)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.created_ms = createdMilliseconds
        fields.pointee.expires_ms = expiresMilliseconds
        fields.pointee.last_used_ms = lastUsedMilliseconds
        fields.pointee.revoked_ms = revokedMilliseconds
        fields.pointee.etag = arena.text(etag)
        return fields
    }
}

/// `salesrl.v1.IssueTokenRequest`.
package struct IssueTokenRequest: Sendable, Equatable {
    package var tenant: String
    /// Whose it is; empty makes a new principal that is named as the token.
    package var principal: String
    /// Of a new principal; may be left out for one that is there.
    package var role: String
    package var label: String
    /// 0: it does not expire.
    package var lifetimeMilliseconds: Int64
    package var validateOnly: Bool

    package init(
        tenant: String = "", principal: String = "", role: String = "", label: String = "",
        lifetimeMilliseconds: Int64 = 0, validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.principal = principal
        self.role = role
        self.label = label
        self.lifetimeMilliseconds = lifetimeMilliseconds
        self.validateOnly = validateOnly
    }
}

extension IssueTokenRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__issue_token_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__IssueTokenRequest) {
        self.init(
            tenant: text(fields.tenant), principal: text(fields.principal), role: text(fields.role),
            label: text(fields.label), lifetimeMilliseconds: fields.lifetime_ms,
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__IssueTokenRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.principal = arena.text(principal)
        fields.pointee.role = arena.text(role)
        fields.pointee.label = arena.text(label)
        fields.pointee.lifetime_ms = lifetimeMilliseconds
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.IssueTokenResponse`.
package struct IssueTokenResponse: Sendable, Equatable {
    package var token: AdminToken?
    /// What the caller shows. Kept nowhere: whoever loses it issues another. Empty when
    /// validate_only.
    package var secret: String

    package init(token: AdminToken? = nil, secret: String = "") {
        self.token = token
        self.secret = secret
    }
}

extension IssueTokenResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__issue_token_response__init)
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

    init(_ fields: Salesrl__V1__IssueTokenResponse) {
        self.init(token: fields.token.map { AdminToken($0.pointee) }, secret: text(fields.secret))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__IssueTokenResponse>
    {
        let fields = arena.make(Self.type)
        fields.pointee.token = token.map { $0.fields(in: arena) }
        fields.pointee.secret = arena.text(secret)
        return fields
    }
}

/// `salesrl.v1.ListTokensRequest`.
package struct ListTokensRequest: Sendable, Equatable {
    package var tenant: String
    package var pageSize: Int
    package var pageToken: String

    package init(tenant: String = "", pageSize: Int = 0, pageToken: String = "") {
        self.tenant = tenant
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListTokensRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_tokens_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListTokensRequest) {
        self.init(
            tenant: text(fields.tenant), pageSize: Int(fields.page_size),
            pageToken: text(fields.page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListTokensRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        return fields
    }
}

/// `salesrl.v1.ListTokensResponse`.
package struct ListTokensResponse: Sendable, Equatable {
    package var tokens: [AdminToken]
    package var nextPageToken: String

    package init(tokens: [AdminToken] = [], nextPageToken: String = "") {
        self.tokens = tokens
        self.nextPageToken = nextPageToken
    }
}

extension ListTokensResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_tokens_response__init)
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

    init(_ fields: Salesrl__V1__ListTokensResponse) {
        self.init(
            tokens: list(fields.n_tokens, fields.tokens, AdminToken.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListTokensResponse>
    {
        let fields = arena.make(Self.type)
        let tokens = arena.list(tokens) { $0.fields(in: arena) }
        fields.pointee.n_tokens = tokens.count
        fields.pointee.tokens = tokens.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}
