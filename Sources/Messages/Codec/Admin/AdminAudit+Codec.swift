internal import CMessages

/// What happened, by whom, and what came of it.
package struct AdminAuditEntry: Sendable, Equatable {
    /// 1 for the first; gapless.
    package var number: Int64
    package var atMilliseconds: Int64
    /// Who: "acme/ann", "*/console"; "-" for somebody unknown.
    package var actor: String
    /// What they showed, by name: "token 4fGh", never the token itself.
    package var credential: String
    package var peer: String
    /// Whose matter it is; empty for what belongs to no tenant.
    package var tenant: String
    /// "tenant.create", "token.revoke", "call.refuse", ...
    package var action: String
    /// What it was done to.
    package var object: String
    /// "done", or why it was refused.
    package var outcome: String
    package var detail: String
    /// Above 1 where many alike were written as one.
    package var count: Int64
    /// SHA-256 over this entry and the hash of the one before it, in hexadecimal.
    package var hash: String

    package init(
        number: Int64 = 0, atMilliseconds: Int64 = 0, actor: String = "", credential: String = "",
        peer: String = "", tenant: String = "", action: String = "", object: String = "",
        outcome: String = "", detail: String = "", count: Int64 = 0, hash: String = ""
    ) {
        self.number = number
        self.atMilliseconds = atMilliseconds
        self.actor = actor
        self.credential = credential
        self.peer = peer
        self.tenant = tenant
        self.action = action
        self.object = object
        self.outcome = outcome
        self.detail = detail
        self.count = count
        self.hash = hash
    }
}

extension AdminAuditEntry: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__audit_entry__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__AuditEntry) {
        self.init(
            number: fields.number, atMilliseconds: fields.at_ms, actor: text(fields.actor),
            credential: text(fields.credential), peer: text(fields.peer),
            tenant: text(fields.tenant), action: text(fields.action), object: text(fields.object),
            outcome: text(fields.outcome), detail: text(fields.detail), count: fields.count,
            hash: text(fields.hash))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__AuditEntry> {
        let fields = arena.make(Self.type)
        fields.pointee.number = number
        fields.pointee.at_ms = atMilliseconds
        fields.pointee.actor = arena.text(actor)
        fields.pointee.credential = arena.text(credential)
        fields.pointee.peer = arena.text(peer)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.action = arena.text(action)
        fields.pointee.object = arena.text(object)
        fields.pointee.outcome = arena.text(outcome)
        fields.pointee.detail = arena.text(detail)
        fields.pointee.count = count
        fields.pointee.hash = arena.text(hash)
        return fields
    }
}

/// `salesrl.v1.ListAuditRequest`.
package struct ListAuditRequest: Sendable, Equatable {
    /// Empty: the caller's own; an operator sees all.
    package var tenant: String
    package var actor: String
    /// Actions that begin with this: "token.".
    package var action: String
    /// Not before, and before; 0: no bound.
    package var fromMilliseconds: Int64
    package var toMilliseconds: Int64
    package var pageSize: Int
    package var pageToken: String

    package init(
        tenant: String = "", actor: String = "", action: String = "", fromMilliseconds: Int64 = 0,
        toMilliseconds: Int64 = 0, pageSize: Int = 0, pageToken: String = ""
    ) {
        self.tenant = tenant
        self.actor = actor
        self.action = action
        self.fromMilliseconds = fromMilliseconds
        self.toMilliseconds = toMilliseconds
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListAuditRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_audit_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListAuditRequest) {
        self.init(
            tenant: text(fields.tenant), actor: text(fields.actor), action: text(fields.action),
            fromMilliseconds: fields.from_ms, toMilliseconds: fields.to_ms,
            pageSize: Int(fields.page_size), pageToken: text(fields.page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListAuditRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.actor = arena.text(actor)
        fields.pointee.action = arena.text(action)
        fields.pointee.from_ms = fromMilliseconds
        fields.pointee.to_ms = toMilliseconds
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        return fields
    }
}

/// `salesrl.v1.ListAuditResponse`.
package struct ListAuditResponse: Sendable, Equatable {
    /// The oldest first.
    package var entries: [AdminAuditEntry]
    /// Empty when there are no more now.
    package var nextPageToken: String

    package init(entries: [AdminAuditEntry] = [], nextPageToken: String = "") {
        self.entries = entries
        self.nextPageToken = nextPageToken
    }
}

extension ListAuditResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_audit_response__init)
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

    init(_ fields: Salesrl__V1__ListAuditResponse) {
        self.init(
            entries: list(fields.n_entries, fields.entries, AdminAuditEntry.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ListAuditResponse> {
        let fields = arena.make(Self.type)
        let entries = arena.list(entries) { $0.fields(in: arena) }
        fields.pointee.n_entries = entries.count
        fields.pointee.entries = entries.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}
