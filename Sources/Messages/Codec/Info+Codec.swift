internal import CMessages

/// Asks who is speaking.
package struct GetInfoRequest: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__get_info_request__init)
    package static var name: String { type.name }
    private let message: Unpacked<Salesrl__V1__GetInfoRequest>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { GetInfoRequest.name }

        package init() {}

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            BuiltMessage(arena.make(GetInfoRequest.type))
        }
    }
}

/// Who is speaking, with which model, within which limits.
package struct GetInfoResponse: ~Copyable, IncomingMessage {
    fileprivate static let type = WireType(salesrl__v1__get_info_response__init)
    package static var name: String { type.name }
    // The message has a field of its own called `limits`, so it takes the standard ones.
    private let message: Unpacked<Salesrl__V1__GetInfoResponse>

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        message = try Unpacked(Self.type, bytes, limits)
    }

    package var version: String { message.read { text($0.version) } }
    package var modelID: String { message.read { text($0.model_id) } }
    package var embedderID: String { message.read { text($0.embedder_id) } }
    /// Which kernels the encoder runs on: "int8-vnni", "int8-avx2", "float", ...
    package var kernels: String { message.read { text($0.kernels) } }
    package var tenant: String { message.read { text($0.tenant) } }
    package var role: String { message.read { text($0.role) } }
    package var limits: [ServerLimit] {
        message.read { list($0.n_limits, $0.limits, ServerLimit.init) }
    }

    package struct Draft: MessageDraft, Equatable {
        package static var name: String { GetInfoResponse.name }
        package var version: String
        package var modelID: String
        package var embedderID: String
        /// Which kernels the encoder runs on: "int8-vnni", "int8-avx2", "float", ...
        package var kernels: String
        package var tenant: String
        package var role: String
        package var limits: [ServerLimit]

        package init(
            version: String = "", modelID: String = "", embedderID: String = "",
            kernels: String = "", tenant: String = "", role: String = "", limits: [ServerLimit] = []
        ) {
            self.version = version
            self.modelID = modelID
            self.embedderID = embedderID
            self.kernels = kernels
            self.tenant = tenant
            self.role = role
            self.limits = limits
        }

        package func build(in arena: borrowing Arena) -> BuiltMessage {
            let fields = arena.make(GetInfoResponse.type)
            fields.pointee.version = arena.text(version)
            fields.pointee.model_id = arena.text(modelID)
            fields.pointee.embedder_id = arena.text(embedderID)
            fields.pointee.kernels = arena.text(kernels)
            fields.pointee.tenant = arena.text(tenant)
            fields.pointee.role = arena.text(role)
            let limits = arena.list(limits) { $0.fields(in: arena) }
            fields.pointee.n_limits = limits.count
            fields.pointee.limits = limits.entries
            return BuiltMessage(fields)
        }
    }
}

/// One limit of a server, by the name of its setting.
package struct ServerLimit: Sendable, Equatable {
    package var name: String
    package var value: Int64
    package var unit: String

    package init(name: String, value: Int64, unit: String) {
        self.name = name
        self.value = value
        self.unit = unit
    }
}

extension ServerLimit {
    private static let type = WireType(salesrl__v1__limit__init)

    init(_ fields: Salesrl__V1__Limit) {
        self.init(name: text(fields.name), value: fields.value, unit: text(fields.unit))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Limit> {
        let fields = arena.make(Self.type)
        fields.pointee.name = arena.text(name)
        fields.pointee.value = value
        fields.pointee.unit = arena.text(unit)
        return fields
    }
}
