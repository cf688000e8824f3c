internal import CMessages

/// `salesrl.v1.ConfigureConnectorRequest`.
package struct ConfigureConnectorRequest: Sendable, Equatable {
    package var tenant: String
    package var name: String
    package var settings: [Setting]
    /// Names of settings that are to be the configuration file's again.
    package var removed: [String]
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", name: String = "", settings: [Setting] = [], removed: [String] = [],
        etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.name = name
        self.settings = settings
        self.removed = removed
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension ConfigureConnectorRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__configure_connector_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__ConfigureConnectorRequest) {
        self.init(
            tenant: text(fields.tenant), name: text(fields.name),
            settings: list(fields.n_settings, fields.settings, Setting.init),
            removed: texts(fields.n_removed, fields.removed), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__ConfigureConnectorRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.name = arena.text(name)
        let settings = arena.list(settings) { $0.fields(in: arena) }
        fields.pointee.n_settings = settings.count
        fields.pointee.settings = settings.entries
        fields.pointee.n_removed = removed.count
        fields.pointee.removed = arena.array(removed.map { arena.text($0) })
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.EnableConnectorRequest`.
package struct EnableConnectorRequest: Sendable, Equatable {
    package var tenant: String
    package var name: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", name: String = "", etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.name = name
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension EnableConnectorRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__enable_connector_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__EnableConnectorRequest) {
        self.init(
            tenant: text(fields.tenant), name: text(fields.name), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__EnableConnectorRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.name = arena.text(name)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.DisableConnectorRequest`.
package struct DisableConnectorRequest: Sendable, Equatable {
    package var tenant: String
    package var name: String
    package var etag: String
    package var validateOnly: Bool

    package init(
        tenant: String = "", name: String = "", etag: String = "", validateOnly: Bool = false
    ) {
        self.tenant = tenant
        self.name = name
        self.etag = etag
        self.validateOnly = validateOnly
    }
}

extension DisableConnectorRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__disable_connector_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__DisableConnectorRequest) {
        self.init(
            tenant: text(fields.tenant), name: text(fields.name), etag: text(fields.etag),
            validateOnly: fields.validate_only != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<
        Salesrl__V1__DisableConnectorRequest
    > {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        fields.pointee.name = arena.text(name)
        fields.pointee.etag = arena.text(etag)
        fields.pointee.validate_only = validateOnly ? 1 : 0
        return fields
    }
}
