internal import CMessages

/// The proof that a conversation was erased. Hashes are SHA-256 in hexadecimal.
package struct AdminErasure: Sendable, Equatable {
    /// 1 for the first of the store.
    package var number: Int64
    package var erasedMilliseconds: Int64
    /// Turns and closing.
    package var entries: Int64
    /// Of what was removed.
    package var contentHash: String
    /// Of this record and all before it.
    package var chainHash: String

    package init(
        number: Int64 = 0, erasedMilliseconds: Int64 = 0, entries: Int64 = 0,
        contentHash: String = "", chainHash: String = ""
    ) {
        self.number = number
        self.erasedMilliseconds = erasedMilliseconds
        self.entries = entries
        self.contentHash = contentHash
        self.chainHash = chainHash
    }
}

extension AdminErasure: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__erasure_entry__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ErasureEntry) {
        self.init(
            number: fields.number, erasedMilliseconds: fields.erased_ms, entries: fields.entries,
            contentHash: text(fields.content_hash), chainHash: text(fields.chain_hash))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__ErasureEntry> {
        let fields = arena.make(Self.type)
        fields.pointee.number = number
        fields.pointee.erased_ms = erasedMilliseconds
        fields.pointee.entries = entries
        fields.pointee.content_hash = arena.text(contentHash)
        fields.pointee.chain_hash = arena.text(chainHash)
        return fields
    }
}

/// `salesrl.v1.EraseConversationsRequest`.
package struct EraseConversationsRequest: Sendable, Equatable {
    package var tenant: String
    /// At most 100.
    package var conversations: [String]
    package var validateOnly: Bool

    package init(tenant: String = "", conversations: [String] = [], validateOnly: Bool = false) {
        self.tenant = tenant
        self.conversations = conversations
        self.validateOnly = validateOnly
    }
}

extension EraseConversationsRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__erase_conversations_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__EraseConversationsRequest) {
        self.init(
            tenant: text(fields.tenant),
            conversations: texts(fields.n_conversations, fields.conversations),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__EraseConversationsRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.n_conversations = conversations.count
        fields.pointee.conversations = arena.array(conversations.map { arena.text($0) })
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.EraseConversationsResponse`.
package struct EraseConversationsResponse: Sendable, Equatable {
    /// One for each conversation that was there; empty when validate_only.
    package var erasures: [AdminErasure]
    /// How many were there.
    package var found: Int64

    package init(erasures: [AdminErasure] = [], found: Int64 = 0) {
        self.erasures = erasures
        self.found = found
    }
}

extension EraseConversationsResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__erase_conversations_response__init)
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

    init(_ fields: Salesrl__V1__EraseConversationsResponse) {
        self.init(
            erasures: list(fields.n_erasures, fields.erasures, AdminErasure.init),
            found: fields.found)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__EraseConversationsResponse
    > {
        let fields = arena.make(Self.type)
        let erasures = arena.list(erasures) { $0.fields(in: arena) }
        fields.pointee.n_erasures = erasures.count
        fields.pointee.erasures = erasures.entries
        fields.pointee.found = found
        return fields
    }
}
