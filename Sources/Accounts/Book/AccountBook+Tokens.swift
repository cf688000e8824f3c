package import Messages
internal import Storage

extension AccountBook {
    /// Tokens of a tenant, those that are over too, in the order of their ids.
    package func tokens(
        of tenant: TenantID, after id: String = "", limit: Int = AccountLimits.page
    ) -> Page<TokenRecord> {
        let snapshot = snapshot
        return Page(
            (snapshot.tokens[tenant] ?? [:]).values.map(snapshot.record), by: \.id, after: id,
            limit: limit)
    }

    package func token(_ id: String, of tenant: TenantID) throws(AccountError) -> TokenRecord {
        let snapshot = snapshot
        return snapshot.record(of: try Self.stored(id, tenant, snapshot))
    }

    /// Makes a token for a principal, which is made as well where it is new. Its text is in the
    /// answer, and nowhere else.
    /// - Parameters:
    ///   - principal: whose it is; nil makes a new one that is named as the token.
    ///   - role: of a new principal; for one that is there it may be left out.
    ///   - lifetime: nil: it does not expire.
    package func issueToken(
        of tenant: TenantID, principal: String? = nil, role: Role? = nil, label: String = "",
        lifetime: Duration? = nil, _ act: Act
    ) async throws(AccountError) -> IssuedToken {
        let token = Token.make()
        let owner = try meant(
            principal, role, fallback: token.id, of: tenant, label: label, act)
        try Names.check(label: label, "label")
        let count = snapshot.tokens[tenant]?.count ?? 0
        guard count < AccountLimits.tokens else {
            throw AccountError(
                .full,
                "the tenant has \(count) tokens; at most \(AccountLimits.tokens) are kept: remove "
                    + "principals that are no longer needed")
        }
        let expiresAt = try Self.time(lifetime, "lifetime").map { now() + $0 }
        let body = TokenBody(
            principal: owner.id, hash: Hex.text(key.hash(of: token)), label: label,
            expiresAt: expiresAt)
        return try await issued(
            token, tenant, act,
            owner.changes + [
                .create(AccountKind.token.key(tenant, token.id), body: body.recordBody)
            ],
            owner.notes + [
                act.note(
                    "token.issue", "token \(token.id)", of: tenant,
                    detail: "principal \(owner.id)"
                        + (expiresAt.map { ", expires at \($0)" } ?? ""))
            ])
    }

    /// Makes a token that takes an old one's place. The old one goes on being good for `overlap`,
    /// or until it expires, so that whoever shows it can change over.
    package func rotateToken(
        _ id: String, of tenant: TenantID, overlap: Duration, expecting revision: Int? = nil,
        _ act: Act
    ) async throws(AccountError) -> IssuedToken {
        try checkReach(tenant, act)
        let now = now()
        let old = try Self.stored(id, tenant, snapshot)
        try Revision.expect(revision, old.revision, "token \(id)")
        guard old.body.revokedAt == nil, old.body.expiresAt.map({ $0 > now }) ?? true else {
            throw AccountError(
                .impossible, "token: \(id) is over; issue a new one instead", field: "token")
        }
        let rest = overlap == .zero ? 0 : try Self.time(overlap, "overlap") ?? 0
        let token = Token.make()
        var next = old.body
        next.hash = Hex.text(key.hash(of: token))
        // As long a life as the old one was given.
        next.expiresAt = old.body.expiresAt.map { now + ($0 - old.createdAt) }
        var over = old.body
        over.expiresAt = min(old.body.expiresAt ?? .max, now + rest)
        return try await issued(
            token, tenant, act,
            [
                .create(AccountKind.token.key(tenant, token.id), body: try next.recordBody),
                .update(
                    AccountKind.token.key(tenant, id), body: try over.recordBody,
                    expecting: old.revision),
            ],
            [
                act.note(
                    "token.rotate", "token \(id)", of: tenant,
                    detail: "by token \(token.id), good until \(over.expiresAt ?? now)")
            ])
    }

    /// Refuses a token from the next call on. It stays in the list: the audit log names it.
    package func revokeToken(
        _ id: String, of tenant: TenantID, expecting revision: Int? = nil, _ act: Act
    ) async throws(AccountError) -> TokenRecord {
        try checkReach(tenant, act)
        let known = try Self.stored(id, tenant, snapshot)
        try Revision.expect(revision, known.revision, "token \(id)")
        guard known.body.revokedAt == nil else {
            throw AccountError(.impossible, "token: \(id) is revoked already", field: "token")
        }
        var body = known.body
        body.revokedAt = now()
        let results = try await commit(
            act,
            [
                .update(
                    AccountKind.token.key(tenant, id), body: try body.recordBody,
                    expecting: known.revision)
            ],
            noting: [
                act.note(
                    "token.revoke", "token \(id)", of: tenant,
                    detail: "principal \(body.principal)")
            ])
        return try await record(of: id, tenant, results.first ?? nil)
    }

    // MARK: How

    private static func stored(
        _ id: String, _ tenant: TenantID, _ snapshot: AccountSnapshot
    ) throws(AccountError) -> AccountSnapshot.StoredToken {
        guard let found = snapshot.tokens[tenant]?[id] else {
            throw AccountError(.notFound, "token: there is no token \(id)", field: "token")
        }
        return found
    }

    /// Milliseconds; nil for nil.
    private static func time(
        _ time: Duration?, _ field: String
    ) throws(AccountError) -> Int? {
        guard let time else { return nil }
        guard time > .zero, time <= AccountLimits.tokenLifetime else {
            throw .invalid(
                field, "is \(time); it must be above 0 and at most \(AccountLimits.tokenLifetime)")
        }
        return time.milliseconds
    }

    private func issued(
        _ token: Token, _ tenant: TenantID, _ act: Act, _ changes: [RegistryChange],
        _ notes: [AuditNote]
    ) async throws(AccountError) -> IssuedToken {
        let results = try await commit(act, changes, noting: notes)
        let made = zip(changes, results).first { $0.0.key.name == token.id && $0.0.isOfToken }
        let record = try await record(of: token.id, tenant, made?.1)
        return IssuedToken(record: record, text: act.isDryRun ? "" : token.text)
    }

    /// A token as it is after a change, be it a dry run.
    private func record(
        of id: String, _ tenant: TenantID, _ record: RegistryRecord?
    ) async throws(AccountError) -> TokenRecord {
        var after = snapshot
        if let record { try after.take(record, for: record.key) }
        return after.record(of: try Self.stored(id, tenant, after))
    }
}

extension RegistryChange {
    fileprivate var isOfToken: Bool { key.kind == AccountKind.token.rawValue }
}
