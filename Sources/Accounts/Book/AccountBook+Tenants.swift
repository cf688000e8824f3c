package import Messages
internal import Storage

extension AccountBook {
    /// Makes a tenant. Refuses a name that was ever taken.
    package func createTenant(
        _ id: TenantID, _ settings: Tenant.Settings, _ act: Act
    ) async throws(AccountError) -> Tenant {
        try id.check()
        try settings.check()
        let known = snapshot.tenants
        guard known[id] == nil else {
            throw AccountError(
                .exists,
                "tenant: \(id) exists already"
                    + (known[id]?.isDeleted == true ? ", though deleted" : ""),
                field: "tenant")
        }
        guard known.count < AccountLimits.tenants else {
            throw AccountError(
                .full, "there are \(known.count) tenants; at most \(AccountLimits.tenants) are kept"
            )
        }
        let body = try settings.body.recordBody
        return try await tenant(
            act, .create(AccountKind.tenant.key(id, id.name), body: body),
            "tenant.create", id, settings.description)
    }

    /// Tenants in the order of their names.
    package func tenants(
        after name: String = "", limit: Int = AccountLimits.page, includingDeleted: Bool = false
    ) -> Page<Tenant> {
        Page(
            snapshot.tenants.values.filter { includingDeleted || !$0.isDeleted }, by: \.id.name,
            after: name, limit: limit)
    }

    /// Changes what an administrator may change.
    /// - Parameter revision: that the tenant must have; nil takes it as it is.
    package func updateTenant(
        _ id: TenantID, expecting revision: Int? = nil, _ act: Act,
        _ change: @Sendable (inout Tenant.Settings) -> Void
    ) async throws(AccountError) -> Tenant {
        try await changeTenant(id, expecting: revision, act, "tenant.update") {
            tenant throws(AccountError) in
            guard !tenant.isDeleted else {
                throw AccountError(
                    .impossible, "tenant: \(id) is deleted; undelete it first", field: "tenant")
            }
            var settings = tenant.settings
            change(&settings)
            try settings.check()
            var body = settings.body
            body.purgeAt = tenant.purgeAt
            return (body, nil, "\(tenant.settings.description) -> \(settings.description)")
        }
    }

    /// Refuses the tenant's calls from now on. Until `grace` is over it can be had back.
    package func deleteTenant(
        _ id: TenantID, expecting revision: Int? = nil, grace: Duration = AccountLimits.grace,
        _ act: Act
    ) async throws(AccountError) -> Tenant {
        guard grace >= .zero, grace <= AccountLimits.graceMost else {
            throw .invalid(
                "grace", "is \(grace); it must be from 0 to \(AccountLimits.graceMost)")
        }
        let now = now()
        return try await changeTenant(id, expecting: revision, act, "tenant.delete") {
            tenant throws(AccountError) in
            guard !tenant.isDeleted else {
                throw AccountError(.impossible, "tenant: \(id) is deleted already", field: "tenant")
            }
            var body = tenant.body
            body.purgeAt = now + grace.milliseconds
            return (body, now, "grace \(grace)")
        }
    }

    /// Takes a deletion back, with every token and principal as it was.
    package func undeleteTenant(
        _ id: TenantID, expecting revision: Int? = nil, _ act: Act
    ) async throws(AccountError) -> Tenant {
        try await changeTenant(id, expecting: revision, act, "tenant.undelete") {
            tenant throws(AccountError) in
            guard tenant.isDeleted, !tenant.isPurged else {
                throw AccountError(
                    .impossible,
                    tenant.isPurged
                        ? "tenant: the accounts of \(id) are gone" : "tenant: \(id) is not deleted",
                    field: "tenant")
            }
            var body = tenant.body
            body.purgeAt = nil
            return (body, nil, "")
        }
    }

    /// Deleted tenants whose grace is over and that were not purged yet.
    package var tenantsToPurge: [TenantID] {
        let now = now()
        return snapshot.tenants.values.filter {
            $0.isDeleted && !$0.isPurged && $0.purgeAt.map { $0 <= now } ?? false
        }.map(\.id).sorted()
    }

    /// Removes the principals, tokens and certificates of a tenant whose grace is over. Its name
    /// stays taken, so that nobody comes into its conversations by taking it.
    package func purgeTenant(_ id: TenantID, _ act: Act) async throws(AccountError) {
        guard tenantsToPurge.contains(id) else {
            throw AccountError(
                .impossible, "tenant: \(id) is not deleted, or its grace is not over",
                field: "tenant")
        }
        let snapshot = snapshot
        guard let tenant = snapshot.tenants[id] else { throw .noTenant(id.name) }
        var body = tenant.body
        body.isPurged = true
        var changes: [RegistryChange] = [
            .update(
                AccountKind.tenant.key(id, id.name), body: try body.recordBody,
                deletedAt: tenant.deletedAt, expecting: tenant.revision)
        ]
        for name in (snapshot.tokens[id] ?? [:]).keys {
            changes.append(.remove(AccountKind.token.key(id, name)))
            changes.append(.remove(AccountKind.use.key(id, name)))
        }
        for name in (snapshot.certificates[id] ?? [:]).keys {
            changes.append(.remove(AccountKind.certificate.key(id, name)))
        }
        for name in (snapshot.principals[id] ?? [:]).keys {
            changes.append(.remove(AccountKind.principal.key(id, name)))
        }
        _ = try await commit(
            act, changes, noting: [act.note("tenant.purge", "tenant \(id)", of: id)])
    }

    // MARK: How

    private typealias Next = (body: TenantBody, deletedAt: Int?, detail: String)

    private func changeTenant(
        _ id: TenantID, expecting revision: Int?, _ act: Act, _ action: String,
        _ next: (Tenant) throws(AccountError) -> Next
    ) async throws(AccountError) -> Tenant {
        let known = try tenant(id, for: act.by)
        try known.expect(revision)
        let (body, deletedAt, detail) = try next(known)
        return try await tenant(
            act,
            .update(
                AccountKind.tenant.key(id, id.name), body: try body.recordBody,
                deletedAt: deletedAt, expecting: known.revision),
            action, id, detail)
    }

    private func tenant(
        _ act: Act, _ change: RegistryChange, _ action: String, _ id: TenantID, _ detail: String
    ) async throws(AccountError) -> Tenant {
        let note = act.note(action, "tenant \(id)", of: id, detail: detail)
        let results = try await commit(act, [change], noting: [note])
        return try Self.read(results.first, Tenant.init)
    }

    /// What became of a record that a change has just made.
    static func read<Value>(
        _ record: RegistryRecord??, _ make: (RegistryRecord) throws -> Value
    ) throws(AccountError) -> Value {
        do {
            guard case .some(let record?) = record else {
                throw AccountError(.notFound, "the record is gone")
            }
            return try make(record)
        } catch let error as AccountError {
            throw error
        } catch {
            throw AccountError(.malformed, "a record cannot be read: \(error)")
        }
    }
}

extension Tenant {
    func expect(_ expected: Int?) throws(AccountError) {
        try Revision.expect(expected, revision, "tenant \(id)")
    }
}

enum Revision {
    static func expect(
        _ expected: Int?, _ found: Int, _ what: String
    ) throws(AccountError) {
        guard let expected, expected != found else { return }
        throw AccountError(
            .changed,
            "\(what) has revision \(found), not \(expected): read it again, then decide")
    }
}

extension Tenant.Settings {
    var body: TenantBody {
        TenantBody(
            display: display, quota: quota,
            retentionSeconds: retention.map { Int($0.components.seconds) })
    }

    func check() throws(AccountError) {
        try Names.check(label: display, "display_name")
        try quota.check()
        if let retention {
            guard retention >= .seconds(1), retention <= .seconds(100 * 366 * 86_400) else {
                throw .invalid(
                    "retention", "is \(retention); it must be from one second to a hundred years")
            }
        }
    }

    /// For the audit log: what is not at its default.
    var description: String {
        let parts: [(String, String?)] = [
            ("display", display.isEmpty ? nil : "\"\(display)\""),
            ("eventsPerSecond", quota.eventsPerSecond.map { "\($0)" }),
            ("concurrentCalls", quota.concurrentCalls.map(String.init)),
            ("storedBytes", quota.storedBytes.map(String.init)),
            ("embeddingsPerSecond", quota.embeddingsPerSecond.map { "\($0)" }),
            ("retention", retention.map { "\($0.components.seconds)s" }),
        ]
        return "{"
            + parts.compactMap { name, value in value.map { "\(name): \($0)" } }
            .joined(separator: ", ") + "}"
    }
}

extension Duration {
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}

extension Page {
    /// One page out of all, in the order of their names.
    init(
        _ all: [Item], by name: (Item) -> String, after: String, limit: Int
    ) {
        let rest = all.filter { name($0) > after }.sorted { name($0) < name($1) }
        let count = max(1, min(limit, AccountLimits.page))
        let items = Array(rest.prefix(count))
        self.init(items: items, next: rest.count > count ? items.last.map(name) : nil)
    }
}
