internal import Accounts
internal import Messages
internal import Wire

extension AdminService {
    var tenantMethods: [Method] {
        [
            method("CreateTenant") { (request: CreateTenantRequest, ask) in
                let settings = Tenant.Settings(
                    display: request.displayName,
                    retention: try Asked.time(request.retentionMilliseconds, "retention_ms"))
                return AdminTenant(
                    try await book.createTenant(
                        TenantID(request.tenant), settings,
                        ask.act(validateOnly: request.validateOnly)))
            },
            method("GetTenant") { (request: GetTenantRequest, ask) in
                AdminTenant(
                    try book.tenant(try ask.tenant(request.tenant), for: ask.principal))
            },
            method("ListTenants") { (request: ListTenantsRequest, _) in
                let page = book.tenants(
                    after: try Asked.after(request.pageToken),
                    limit: try Asked.size(request.pageSize), includingDeleted: request.showDeleted)
                return ListTenantsResponse(
                    tenants: page.items.map(AdminTenant.init),
                    nextPageToken: Asked.token(page.next))
            },
            method("UpdateTenant") { try await updateTenant($0, $1) },
            method("DeleteTenant") { (request: DeleteTenantRequest, ask) in
                let grace = try Asked.time(request.graceMilliseconds, "grace_ms")
                return AdminTenant(
                    try await book.deleteTenant(
                        try ask.tenant(request.tenant),
                        expecting: try Asked.revision(request.etag),
                        grace: grace ?? AccountLimits.grace,
                        ask.act(validateOnly: request.validateOnly)))
            },
            method("UndeleteTenant") { (request: UndeleteTenantRequest, ask) in
                AdminTenant(
                    try await book.undeleteTenant(
                        try ask.tenant(request.tenant),
                        expecting: try Asked.revision(request.etag),
                        ask.act(validateOnly: request.validateOnly)))
            },
        ]
    }

    private func updateTenant(_ request: UpdateTenantRequest, _ ask: Ask) async throws
        -> AdminTenant
    {
        let id = try ask.tenant(request.tenant)
        let mask = try Asked.mask(request.updateMask, of: ["display_name", "retention_ms"])
        let retention = try Asked.time(request.retentionMilliseconds, "retention_ms")
        let tenant = try await book.updateTenant(
            id, expecting: try Asked.revision(request.etag),
            ask.act(validateOnly: request.validateOnly)
        ) { settings in
            if mask.contains("display_name") { settings.display = request.displayName }
            if mask.contains("retention_ms") { settings.retention = retention }
        }
        return AdminTenant(tenant)
    }

    // MARK: Quotas

    var quotaMethods: [Method] {
        [
            method("GetQuota") { (request: GetQuotaRequest, ask) in
                AdminQuota(
                    of: try book.tenant(try ask.tenant(request.tenant), for: ask.principal))
            },
            method("UpdateQuota") { try await updateQuota($0, $1) },
        ]
    }

    private func updateQuota(_ request: UpdateQuotaRequest, _ ask: Ask) async throws -> AdminQuota {
        let mask = try Asked.mask(
            request.updateMask,
            of: [
                "events_per_second", "concurrent_calls", "stored_bytes", "embeddings_per_second",
            ])
        guard let asked = request.quota else {
            throw Status.fieldViolation(field: "quota", description: "is missing")
        }
        let tenant = try await book.updateTenant(
            try ask.tenant(request.tenant), expecting: try Asked.revision(request.etag),
            ask.act(validateOnly: request.validateOnly)
        ) { settings in
            // 0 is the daemon's default; what is below is refused by the quota's own check.
            if mask.contains("events_per_second") {
                settings.quota.eventsPerSecond =
                    asked.eventsPerSecond == 0 ? nil : asked.eventsPerSecond
            }
            if mask.contains("concurrent_calls") {
                settings.quota.concurrentCalls =
                    asked.concurrentCalls == 0 ? nil : Int(asked.concurrentCalls)
            }
            if mask.contains("stored_bytes") {
                settings.quota.storedBytes = asked.storedBytes == 0 ? nil : Int(asked.storedBytes)
            }
            if mask.contains("embeddings_per_second") {
                settings.quota.embeddingsPerSecond =
                    asked.embeddingsPerSecond == 0 ? nil : asked.embeddingsPerSecond
            }
        }
        return AdminQuota(of: tenant)
    }
}

extension AdminTenant {
    init(_ tenant: Tenant) {
        self.init(
            id: tenant.id.name, displayName: tenant.display,
            createdMilliseconds: Int64(tenant.createdAt),
            updatedMilliseconds: Int64(tenant.updatedAt),
            deletedMilliseconds: Int64(tenant.deletedAt ?? 0),
            purgeAtMilliseconds: Int64(tenant.purgeAt ?? 0), etag: "\(tenant.revision)",
            retentionMilliseconds: tenant.settings.retention.map {
                $0.components.seconds * 1000
            } ?? 0)
    }
}

extension AdminQuota {
    init(of tenant: Tenant) {
        let quota = tenant.quota
        self.init(
            tenant: tenant.id.name, eventsPerSecond: quota.eventsPerSecond ?? 0,
            concurrentCalls: Int64(quota.concurrentCalls ?? 0),
            storedBytes: Int64(quota.storedBytes ?? 0),
            embeddingsPerSecond: quota.embeddingsPerSecond ?? 0, etag: "\(tenant.revision)")
    }
}
