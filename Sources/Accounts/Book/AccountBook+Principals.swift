package import Messages
internal import Storage

extension AccountBook {
    /// Principals of a tenant, in the order of their ids.
    package func principals(
        of tenant: TenantID, after id: String = "", limit: Int = AccountLimits.page
    ) -> Page<Principal> {
        Page(
            (snapshot.principals[tenant] ?? [:]).map(\.value), by: \.id, after: id, limit: limit)
    }

    package func principal(_ id: String, of tenant: TenantID) throws(AccountError) -> Principal {
        guard let found = snapshot.principal(id, of: tenant) else { throw Self.noPrincipal(id) }
        return found
    }

    package func createPrincipal(
        _ id: String, of tenant: TenantID, role: Role, label: String = "", _ act: Act
    ) async throws(AccountError) -> Principal {
        let (change, note) = try newPrincipal(id, of: tenant, role: role, label: label, act)
        return try Self.read(
            try await commit(act, [change], noting: [note]).first, Principal.init)
    }

    /// Gives a principal another role; all that it shows has it from the next call on.
    package func assign(
        _ role: Role, to id: String, of tenant: TenantID, expecting revision: Int? = nil, _ act: Act
    ) async throws(AccountError) -> Principal {
        try checkReach(tenant, act)
        try Self.check(role, of: tenant)
        let known = try principal(id, of: tenant)
        try Revision.expect(revision, known.revision, "principal \(id)")
        let body = try PrincipalBody(role: role, label: known.label).recordBody
        let results = try await commit(
            act,
            [
                .update(
                    AccountKind.principal.key(tenant, id), body: body, expecting: known.revision)
            ],
            noting: [
                act.note(
                    "role.assign", "principal \(id)", of: tenant,
                    detail: "\(known.role.rawValue) -> \(role.rawValue)")
            ])
        return try Self.read(results.first, Principal.init)
    }

    /// Removes a principal with its tokens and certificates.
    package func removePrincipal(
        _ id: String, of tenant: TenantID, expecting revision: Int? = nil, _ act: Act
    ) async throws(AccountError) {
        try checkReach(tenant, act)
        let snapshot = snapshot
        let known = try principal(id, of: tenant)
        try Revision.expect(revision, known.revision, "principal \(id)")
        var changes: [RegistryChange] = [.remove(AccountKind.principal.key(tenant, id))]
        for token in (snapshot.tokens[tenant] ?? [:]).values where token.body.principal == id {
            changes.append(.remove(AccountKind.token.key(tenant, token.id)))
            changes.append(.remove(AccountKind.use.key(tenant, token.id)))
        }
        for one in (snapshot.certificates[tenant] ?? [:]).values where one.body.principal == id {
            changes.append(.remove(AccountKind.certificate.key(tenant, one.name.text)))
        }
        _ = try await commit(
            act, changes,
            noting: [
                act.note(
                    "principal.remove", "principal \(id)", of: tenant,
                    detail: "role \(known.role.rawValue)")
            ])
    }

    // MARK: How

    static func noPrincipal(_ id: String) -> AccountError {
        AccountError(
            .notFound, "principal: there is no principal \(id)", field: "principal")
    }

    /// Refuses a tenant that is not the caller's to change, or that is not there.
    func checkReach(_ tenant: TenantID, _ act: Act) throws(AccountError) {
        if tenant == .above, act.by.role == .operator { return }
        guard !(try self.tenant(tenant, for: act.by)).isDeleted else {
            throw AccountError(
                .impossible, "tenant: \(tenant) is deleted; undelete it first", field: "tenant")
        }
    }

    static func check(_ role: Role, of tenant: TenantID) throws(AccountError) {
        guard (role == .operator) == (tenant == .above) else {
            throw .invalid(
                "role",
                tenant == .above
                    ? "is \(role.rawValue); above tenants there are operators only"
                    : "is operator; a tenant gives "
                        + Role.ofTenants.map(\.rawValue).joined(separator: ", "))
        }
    }

    /// What makes a principal, checked.
    func newPrincipal(
        _ id: String, of tenant: TenantID, role: Role, label: String, _ act: Act
    ) throws(AccountError) -> (RegistryChange, AuditNote) {
        try checkReach(tenant, act)
        try Self.check(role, of: tenant)
        try Names.check(id, "principal", most: AccountLimits.nameBytes)
        try Names.check(label: label, "label")
        let known = snapshot.principals[tenant] ?? [:]
        guard known[id] == nil else {
            throw AccountError(
                .exists, "principal: \(id) exists already", field: "principal")
        }
        guard known.count < AccountLimits.principals else {
            throw AccountError(
                .full,
                "the tenant has \(known.count) principals; at most \(AccountLimits.principals) are "
                    + "kept")
        }
        let body = try PrincipalBody(role: role, label: label).recordBody
        return (
            .create(AccountKind.principal.key(tenant, id), body: body),
            act.note(
                "principal.create", "principal \(id)", of: tenant, detail: "role \(role.rawValue)")
        )
    }

    /// Who is meant by a name and a role: a principal that is there, or what makes a new one.
    /// - Parameters:
    ///   - id: nil makes a new one, named `fallback`.
    ///   - role: nil takes the principal's own; another one than its own is refused.
    func meant(
        _ id: String?, _ role: Role?, fallback: String, of tenant: TenantID, label: String,
        _ act: Act
    ) throws(AccountError) -> (id: String, changes: [RegistryChange], notes: [AuditNote]) {
        try checkReach(tenant, act)
        let id = id ?? fallback
        if let known = snapshot.principal(id, of: tenant) {
            guard role == nil || role == known.role else {
                throw AccountError(
                    .impossible,
                    "role: principal \(id) is a \(known.role.rawValue); assign it another role, or "
                        + "name another principal", field: "role")
            }
            return (id, [], [])
        }
        guard let role else { throw Self.noPrincipal(id) }
        let (change, note) = try newPrincipal(id, of: tenant, role: role, label: label, act)
        return (id, [change], [note])
    }
}
