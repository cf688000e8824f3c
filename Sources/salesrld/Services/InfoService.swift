internal import Accounts
internal import Guidance
internal import Messages
internal import Storage
internal import Wire

/// `salesrl.v1.Info`: who is speaking, with which model, within which limits.
struct InfoService: Sendable {
    static let name = "salesrl.v1.Info"

    let gate: Gate
    let modelID, embedderID, kernels: String
    let limits: [ServerLimit]

    var service: Service {
        Service(
            Self.name,
            methods: [
                Method(
                    "GetInfo",
                    .immediate { payload, call throws(Status) in try info(payload, call) })
            ])
    }

    private func info(_ payload: Payload, _ call: Call) throws(Status) -> Payload {
        _ = try payload.read(GetInfoRequest.self)
        let principal = try gate.principal(of: call)
        return Payload(
            GetInfoResponse.Draft(
                version: Product.version, modelID: modelID, embedderID: embedderID,
                kernels: kernels, tenant: principal.tenant.name, role: principal.role.rawValue,
                limits: limits))
    }

    /// What a caller may want to know, by the names of the settings.
    static func limits(of configuration: Configuration) -> [ServerLimit] {
        let own: [(String, Int, String)] = [
            ("limits.turnBytes", configuration.guidance.turnBytes, "bytes"),
            ("limits.turnsPerConversation", configuration.guidance.turns, "turns"),
            ("limits.callsPerTenant", configuration.callsPerTenant, "calls"),
            ("limits.conversationsPerTenant", configuration.store.conversationsPerTenant, ""),
            ("limits.watchBacklog", configuration.guidance.watchBacklog, "conversations"),
            ("limits.messageBytes", configuration.wire.messageBytes, "bytes"),
            ("limits.metadataBytes", configuration.wire.metadataBytes, "bytes"),
            ("limits.streamsPerConnection", configuration.wire.streamsPerConnection, "calls"),
        ]
        return own.map { ServerLimit(name: $0, value: Int64($1), unit: $2) }
    }
}
