internal import CMessages

/// What one tenant may take. 0 is the daemon's default.
package struct AdminQuota: Sendable, Equatable {
    package var tenant: String
    package var eventsPerSecond: Double
    package var concurrentCalls: Int64
    package var storedBytes: Int64
    package var embeddingsPerSecond: Double
    package var etag: String

    package init(
        tenant: String = "", eventsPerSecond: Double = 0, concurrentCalls: Int64 = 0,
        storedBytes: Int64 = 0, embeddingsPerSecond: Double = 0, etag: String = ""
    ) {
        self.tenant = tenant
        self.eventsPerSecond = eventsPerSecond
        self.concurrentCalls = concurrentCalls
        self.storedBytes = storedBytes
        self.embeddingsPerSecond = embeddingsPerSecond
        self.etag = etag
    }
}

extension AdminQuota: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__quota__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Quota) {
        self.init(
            tenant: text(fields.tenant), eventsPerSecond: fields.events_per_second,
            concurrentCalls: fields.concurrent_calls, storedBytes: fields.stored_bytes,
            embeddingsPerSecond: fields.embeddings_per_second, etag: text(fields.etag))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Quota> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.events_per_second = eventsPerSecond
        fields.pointee.concurrent_calls = concurrentCalls
        fields.pointee.stored_bytes = storedBytes
        fields.pointee.embeddings_per_second = embeddingsPerSecond
        fields.pointee.etag = arena.text(etag)
        return fields
    }
}

/// `salesrl.v1.GetQuotaRequest`.
package struct GetQuotaRequest: Sendable, Equatable {
    package var tenant: String

    package init(tenant: String = "") {
        self.tenant = tenant
    }
}

extension GetQuotaRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__get_quota_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GetQuotaRequest) {
        self.init(tenant: text(fields.tenant))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GetQuotaRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        return fields
    }
}

/// `salesrl.v1.UpdateQuotaRequest`.
package struct UpdateQuotaRequest: Sendable, Equatable {
    package var tenant: String
    package var quota: AdminQuota?
    /// Which fields to change: "events_per_second", "concurrent_calls", "stored_bytes",
    /// "embeddings_per_second".
    package var updateMask: [String]
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", quota: AdminQuota? = nil, updateMask: [String] = [], etag: String = "",
        validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.quota = quota
        self.updateMask = updateMask
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension UpdateQuotaRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__update_quota_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__UpdateQuotaRequest) {
        self.init(
            tenant: text(fields.tenant), quota: fields.quota.map { AdminQuota($0.pointee) },
            updateMask: texts(fields.n_update_mask, fields.update_mask), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__UpdateQuotaRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.quota = quota.map { $0.fields(in: arena) }
        fields.pointee.n_update_mask = updateMask.count
        fields.pointee.update_mask = arena.array(updateMask.map { arena.text($0) })
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
