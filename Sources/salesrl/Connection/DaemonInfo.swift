internal import Messages

/// What a daemon says of itself, and of whoever asks.
struct DaemonInfo: Encodable, Sendable {
    struct Limit: Encodable {
        let name: String
        let value: Int
        let unit: String
    }
    let version, model, embedder, kernels, tenant, role: String
    let limits: [Limit]

    init(_ info: borrowing GetInfoResponse) {
        version = info.version
        model = info.modelID
        embedder = info.embedderID
        kernels = info.kernels
        tenant = info.tenant
        role = info.role
        limits = info.limits.map {
            Limit(name: $0.name, value: Int($0.value), unit: $0.unit)
        }
    }
}
