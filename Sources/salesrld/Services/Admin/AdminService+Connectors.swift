internal import Accounts
internal import Connectors
internal import Messages
internal import Secrets
internal import Wire

extension AdminService {
    private static let settingBytes = 16 << 10
    private static let settingsMax = 256

    var connectorMethods: [Method] {
        [
            method("ListConnectors") { (request: ListConnectorsRequest, ask) in
                let tenant = try ask.tenant(request.tenant)
                let after = try Asked.after(request.pageToken)
                let size = try Asked.size(request.pageSize)
                let all = await connectors.list(tenant)
                    .filter { $0.configuration.name > after }
                let page = all.prefix(size).map(AdminConnector.init)
                return ListConnectorsResponse(
                    connectors: Array(page),
                    nextPageToken: Asked.token(all.count > size ? page.last?.name : nil))
            },
            method("GetConnector") { (request: GetConnectorRequest, ask) in
                AdminConnector(
                    try await connectors.facts(try ask.tenant(request.tenant), request.name))
            },
            method("ConfigureConnector") { try await configure($0, $1) },
            method("EnableConnector") { (request: EnableConnectorRequest, ask) in
                AdminConnector(
                    try await connectors.change(
                        try ask.tenant(request.tenant), request.name, expecting: request.etag,
                        ask.act(validateOnly: request.validateOnly), "connector.enable"
                    ) { $0.isEnabled = true })
            },
            method("DisableConnector") { (request: DisableConnectorRequest, ask) in
                AdminConnector(
                    try await connectors.change(
                        try ask.tenant(request.tenant), request.name, expecting: request.etag,
                        ask.act(validateOnly: request.validateOnly), "connector.disable"
                    ) { $0.isEnabled = false })
            },
        ]
    }

    private func configure(
        _ request: ConfigureConnectorRequest, _ ask: Ask
    ) async throws -> AdminConnector {
        let tenant = try ask.tenant(request.tenant)
        guard !request.settings.isEmpty || !request.removed.isEmpty else {
            throw Status.fieldViolation(
                field: "settings", description: "is empty, as is removed: nothing would change")
        }
        for (index, setting) in request.settings.enumerated() {
            guard (1...64).contains(setting.name.utf8.count) else {
                throw Status.fieldViolation(
                    field: "settings[\(index)].name", description: "must have 1 to 64 bytes")
            }
            guard setting.value.utf8.count <= Self.settingBytes else {
                throw Status.fieldViolation(
                    field: "settings[\(index)].value",
                    description: "has \(setting.value.utf8.count) bytes; at most "
                        + "\(Self.settingBytes)")
            }
        }
        return AdminConnector(
            try await connectors.change(
                tenant, request.name, expecting: request.etag,
                ask.act(validateOnly: request.validateOnly), "connector.configure"
            ) { body in
                for name in request.removed { body.settings[name] = nil }
                for setting in request.settings { body.settings[setting.name] = setting.value }
                guard body.settings.count <= Self.settingsMax else {
                    throw Status.fieldViolation(
                        field: "settings",
                        description: "would be \(body.settings.count); at most \(Self.settingsMax)")
                }
            })
    }

    // MARK: Secrets

    var secretMethods: [Method] {
        [
            Method(
                "SetSecret",
                .unary { payload, call in
                    let (place, value, etag, isDryRun) = try secret(payload, try ask(call))
                    // Read; what is left of it in the caller's bytes goes.
                    payload.wipe()
                    return Payload(
                        try await Status.asking {
                            try await set(value, at: place, etag, isDryRun, try ask(call))
                        })
                }),
            method("ListSecrets") { (request: ListSecretsRequest, ask) in
                let list = await vault.list(
                    try ask.tenant(request.tenant), connector: request.connector.asked)
                return ListSecretsResponse(secrets: list.map(AdminSecret.init))
            },
            method("DeleteSecret") { (request: DeleteSecretRequest, ask) in
                let place = SecretPlace(
                    tenant: try ask.tenant(request.tenant), connector: request.connector,
                    field: request.field)
                let act = ask.act(validateOnly: request.validateOnly)
                let gone = try await vault.remove(
                    place, expecting: try Asked.revision(request.etag), dryRun: act.isDryRun,
                    noting: act.note("secret.delete", place.audited, of: place.tenant))
                guard let gone else {
                    throw Status(
                        .notFound,
                        "field: connector \(place.connector.prefix(80)) has no secret "
                            + "\"\(place.field.prefix(80))\""
                    ).errorInfo(reason: "NOT_FOUND")
                }
                return AdminSecret(gone)
            },
            method("RotateKeys") { try await rotate($0, $1) },
        ]
    }

    private typealias SecretAsked = (SecretPlace, HiddenBytes, String, Bool)

    private func secret(_ payload: Payload, _ ask: Ask) throws(Status) -> SecretAsked {
        let request = try payload.read(SetSecretRequest.self)
        let place = SecretPlace(
            tenant: try ask.tenant(request.tenant), connector: request.connector,
            field: request.field)
        return (
            place, request.withValue { HiddenBytes(copying: $0) }, request.etag,
            request.validateOnly
        )
    }

    private func set(
        _ value: HiddenBytes, at place: SecretPlace, _ etag: String, _ isDryRun: Bool, _ ask: Ask
    ) async throws -> AdminSecret {
        let act = ask.act(validateOnly: isDryRun)
        // A secret of a connector that is not there would wait for nobody.
        _ = try await connectors.facts(place.tenant, place.connector)
        return AdminSecret(
            try await vault.set(
                value, at: place, expecting: try Asked.revision(etag), dryRun: isDryRun,
                noting: act.note("secret.set", place.audited, of: place.tenant)))
    }

    private func rotate(_ request: RotateKeysRequest, _ ask: Ask) async throws -> RotateKeysResponse
    {
        let act = ask.act(validateOnly: request.validateOnly)
        if ask.isOperator, request.tenant.isEmpty {
            let done = try await vault.rewrap(
                dryRun: act.isDryRun,
                noting: act.note("keys.rewrap", "data keys", of: .above))
            return RotateKeysResponse(changed: Int64(done.changed), keyID: done.keyID)
        }
        let tenant = try ask.tenant(request.tenant)
        let done = try await vault.rotate(
            tenant, dryRun: act.isDryRun,
            noting: act.note("keys.rotate", "tenant \(tenant)", of: tenant))
        return RotateKeysResponse(changed: Int64(done.changed), keyID: done.keyID)
    }
}

extension SecretPlace {
    var audited: String { "secret \(connector)/\(field)" }
}

extension AdminSecret {
    init(_ facts: SecretFacts) {
        self.init(
            tenant: facts.place.tenant.name, connector: facts.place.connector,
            field: facts.place.field, updatedMilliseconds: Int64(facts.updatedAt),
            keyID: facts.keyID, etag: facts.revision > 0 ? "\(facts.revision)" : "")
    }
}

extension AdminConnector {
    init(_ facts: ConnectorBook.Facts) {
        let settings = facts.configuration.settings.sorted { $0.key < $1.key }
        self.init(
            tenant: facts.configuration.tenant.name, name: facts.configuration.name,
            library: facts.configuration.library, enabled: facts.body.isEnabled,
            settings: settings.map { Messages.Setting(name: $0.key, value: $0.value) },
            updatedMilliseconds: Int64(facts.updatedAt),
            etag: facts.revision > 0 ? "\(facts.revision)" : "",
            state: facts.status?.state.rawValue ?? "",
            restarts: Int64(facts.status?.restarts ?? 0), lastError: facts.status?.lastError ?? "",
            delivered: Int64(facts.status?.delivered ?? 0),
            refused: Int64(facts.status?.refused ?? 0),
            writtenBack: Int64(facts.status?.writtenBack ?? 0),
            writeBacksWaiting: Int64(facts.status?.writeBacksWaiting ?? 0))
    }
}
