internal import CMessages

/// A connector of a tenant: what was set, and how its process is.
package struct AdminConnector: Sendable, Equatable {
    package var tenant: String
    package var name: String
    /// Of the configuration file; settings are the administrator's.
    package var library: String
    package var enabled: Bool
    package var settings: [Setting]
    package var updatedMilliseconds: Int64
    /// Empty where nothing was ever set here: the configuration file alone speaks.
    package var etag: String
    /// starting, running, waiting, finished or stopped.
    package var state: String
    package var restarts: Int64
    package var lastError: String
    package var delivered: Int64
    package var refused: Int64
    package var writtenBack: Int64
    package var writeBacksWaiting: Int64

    package init(
        tenant: String = "", name: String = "", library: String = "", enabled: Bool = false,
        settings: [Setting] = [], updatedMilliseconds: Int64 = 0, etag: String = "",
        state: String = "", restarts: Int64 = 0, lastError: String = "", delivered: Int64 = 0,
        refused: Int64 = 0, writtenBack: Int64 = 0, writeBacksWaiting: Int64 = 0
    ) {
        self.tenant = tenant
        self.name = name
        self.library = library
        self.enabled = enabled
        self.settings = settings
        self.updatedMilliseconds = updatedMilliseconds
        self.etag = etag
        self.state = state
        self.restarts = restarts
        self.lastError = lastError
        self.delivered = delivered
        self.refused = refused
        self.writtenBack = writtenBack
        self.writeBacksWaiting = writeBacksWaiting
    }
}

extension AdminConnector: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__connector__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Connector) {
        self.init(
            tenant: text(fields.tenant), name: text(fields.name), library: text(fields.library),
            enabled: fields.enabled != 0,
            settings: list(fields.n_settings, fields.settings, Setting.init),
            updatedMilliseconds: fields.updated_ms, etag: text(fields.etag),
            state: text(fields.state), restarts: fields.restarts,
            lastError: text(fields.last_error), delivered: fields.delivered,
            refused: fields.refused, writtenBack: fields.written_back,
            writeBacksWaiting: fields.write_backs_waiting)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Connector> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.name = arena.text(name)
        fields.pointee.library = arena.text(library)
        fields.pointee.enabled = enabled ? 1 : 0
        let settings = arena.list(settings) { $0.fields(in: arena) }
        fields.pointee.n_settings = settings.count
        fields.pointee.settings = settings.entries
        fields.pointee.updated_ms = updatedMilliseconds
        fields.pointee.etag = arena.text(etag)
        fields.pointee.state = arena.text(state)
        fields.pointee.restarts = restarts
        fields.pointee.last_error = arena.text(lastError)
        fields.pointee.delivered = delivered
        fields.pointee.refused = refused
        fields.pointee.written_back = writtenBack
        fields.pointee.write_backs_waiting = writeBacksWaiting
        return fields
    }
}

/// `salesrl.v1.ListConnectorsRequest`.
package struct ListConnectorsRequest: Sendable, Equatable {
    package var tenant: String
    package var pageSize: Int
    package var pageToken: String

    package init(tenant: String = "", pageSize: Int = 0, pageToken: String = "") {
        self.tenant = tenant
        self.pageSize = pageSize
        self.pageToken = pageToken
    }
}

extension ListConnectorsRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_connectors_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ListConnectorsRequest) {
        self.init(
            tenant: text(fields.tenant), pageSize: Int(fields.page_size),
            pageToken: text(fields.page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListConnectorsRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.page_size = Int32(clamping: pageSize)
        fields.pointee.page_token = arena.text(pageToken)
        return fields
    }
}

/// `salesrl.v1.ListConnectorsResponse`.
package struct ListConnectorsResponse: Sendable, Equatable {
    package var connectors: [AdminConnector]
    package var nextPageToken: String

    package init(connectors: [AdminConnector] = [], nextPageToken: String = "") {
        self.connectors = connectors
        self.nextPageToken = nextPageToken
    }
}

extension ListConnectorsResponse: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__list_connectors_response__init)
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

    init(_ fields: Salesrl__V1__ListConnectorsResponse) {
        self.init(
            connectors: list(fields.n_connectors, fields.connectors, AdminConnector.init),
            nextPageToken: text(fields.next_page_token))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ListConnectorsResponse
    > {
        let fields = arena.make(Self.type)
        let connectors = arena.list(connectors) { $0.fields(in: arena) }
        fields.pointee.n_connectors = connectors.count
        fields.pointee.connectors = connectors.entries
        fields.pointee.next_page_token = arena.text(nextPageToken)
        return fields
    }
}

/// `salesrl.v1.GetConnectorRequest`.
package struct GetConnectorRequest: Sendable, Equatable {
    package var tenant: String
    package var name: String

    package init(tenant: String = "", name: String = "") {
        self.tenant = tenant
        self.name = name
    }
}

extension GetConnectorRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__get_connector_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GetConnectorRequest) {
        self.init(tenant: text(fields.tenant), name: text(fields.name))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GetConnectorRequest>
    {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.name = arena.text(name)
        return fields
    }
}
