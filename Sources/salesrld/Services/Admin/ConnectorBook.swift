internal import Accounts
internal import Connectors
internal import Foundation
internal import Messages
internal import Storage
internal import Wire

/// What administrators set of connectors, over what the configuration file says, and the host that
/// it is applied to. Which library a connector is, and that there is one, is the file's alone:
/// a library runs with the daemon's rights.
actor ConnectorBook {
    private static let kind = "connector"

    /// What was set here. A setting that is absent is the file's.
    struct Body: Codable, Equatable {
        var isEnabled = true
        var settings: [String: String] = [:]
    }

    /// A connector as it is now.
    struct Facts {
        let configuration: ConnectorConfiguration
        let body: Body
        /// 0 where nothing was ever set here.
        let revision: Int
        let updatedAt: Int
        let status: ConnectorStatus?
    }

    private struct Key: Hashable {
        let tenant: TenantID
        let name: String
    }

    private struct Kept {
        var body: Body
        var revision: Int
        var updatedAt: Int
    }

    private let declared: [ConnectorConfiguration]
    private let host: ConnectorHost
    private let registry: any Registry
    private var kept: [Key: Kept] = [:]
    private var isChanging = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Reads what was set, and gives it to the host before that starts anything.
    init(
        declared: [ConnectorConfiguration], host: ConnectorHost, registry: any Registry
    ) async throws {
        self.declared = declared
        self.host = host
        self.registry = registry
        for record in try await registry.records(of: [Self.kind]) {
            let body = try JSONDecoder().decode(Body.self, from: Data(record.body))
            kept[Key(tenant: TenantID(record.key.tenant), name: record.key.name)] = Kept(
                body: body, revision: record.revision, updatedAt: record.updatedAt)
        }
        for one in declared {
            let facts = facts(one, [])
            await host.apply(
                one.tenant, one.name, settings: facts.configuration.settings,
                isEnabled: facts.body.isEnabled)
        }
    }

    /// A tenant's connectors, in the order of their names.
    func list(_ tenant: TenantID) -> [Facts] {
        let statuses = host.status()
        return declared.filter { $0.tenant == tenant }.sorted { $0.name < $1.name }
            .map { facts($0, statuses) }
    }

    func facts(_ tenant: TenantID, _ name: String) throws(Status) -> Facts {
        guard let one = declared.first(where: { $0.tenant == tenant && $0.name == name }) else {
            throw Status(
                .notFound,
                "name: the configuration of the daemon has no connector \(name.prefix(80)) of this "
                    + "tenant"
            ).errorInfo(reason: "NOT_FOUND")
        }
        return facts(one, host.status())
    }

    /// Changes what is set of a connector, and applies it once it is kept.
    /// - Returns: the connector afterwards, or, after a dry run, as it would be.
    func change(
        _ tenant: TenantID, _ name: String, expecting etag: String, _ act: Act, _ action: String,
        _ change: @Sendable (inout Body) throws -> Void
    ) async throws -> Facts {
        await enter()
        defer { leave() }
        let before = try facts(tenant, name)
        let expected = try Asked.revision(etag)
        guard expected == nil || expected == before.revision else {
            throw Status(
                .aborted,
                "connector \(name) has the etag \"\(before.revision)\", not \"\(etag)\"; look again"
            ).errorInfo(reason: "ETAG_MISMATCH")
        }
        var body = before.body
        try change(&body)
        let key = RegistryKey(Self.kind, tenant: tenant.name, name)
        let bytes = Array(try JSONEncoder().encode(body))
        let change: RegistryChange =
            before.revision == 0
            ? .create(key, body: bytes) : .update(key, body: bytes, expecting: before.revision)
        guard !act.isDryRun else {
            return Facts(
                configuration: effective(before.configuration, body), body: body,
                revision: before.revision, updatedAt: before.updatedAt, status: before.status)
        }
        // Names alone: a setting may be somebody's address.
        let names = body.settings.keys.sorted().joined(separator: ", ")
        let note = act.note(
            action, "connector \(name)", of: tenant,
            detail: "\(body.isEnabled ? "enabled" : "disabled"), set: \(names)")
        let records = try await registry.apply([change], noting: [note])
        if let record = records.first ?? nil {
            kept[Key(tenant: tenant, name: name)] = Kept(
                body: body, revision: record.revision, updatedAt: record.updatedAt)
        }
        let after = try facts(tenant, name)
        await host.apply(
            tenant, name, settings: after.configuration.settings, isEnabled: body.isEnabled)
        return try facts(tenant, name)
    }

    private func facts(_ one: ConnectorConfiguration, _ statuses: [ConnectorStatus]) -> Facts {
        let kept = kept[Key(tenant: one.tenant, name: one.name)]
        let body = kept?.body ?? Body()
        return Facts(
            configuration: effective(one, body), body: body, revision: kept?.revision ?? 0,
            updatedAt: kept?.updatedAt ?? 0,
            status: statuses.first { $0.tenant == one.tenant && $0.name == one.name })
    }

    private func effective(_ one: ConnectorConfiguration, _ body: Body) -> ConnectorConfiguration {
        var one = one
        if let file = declared.first(where: { $0.tenant == one.tenant && $0.name == one.name }) {
            one.settings = file.settings.merging(body.settings) { $1 }
        }
        return one
    }

    private func enter() async {
        guard isChanging else {
            isChanging = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty {
            isChanging = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
