package import Messages
internal import Storage

extension AccountBook {
    /// Certificates that stand for a tenant's principals, in the order of their names.
    package func certificates(
        of tenant: TenantID, after name: String = "", limit: Int = AccountLimits.page
    ) -> Page<CertificateBinding> {
        let snapshot = snapshot
        return Page(
            (snapshot.certificates[tenant] ?? [:]).values.map(snapshot.binding), by: \.name.text,
            after: name, limit: limit)
    }

    /// Lets a client's certificate stand for a principal, which is made where it is new.
    /// - Parameters:
    ///   - principal: nil makes a new one, named by the certificate.
    ///   - role: of a new principal; for one that is there it may be left out.
    package func bind(
        _ name: CertificateName, to principal: String? = nil, of tenant: TenantID,
        role: Role? = nil, label: String = "", _ act: Act
    ) async throws(AccountError) -> CertificateBinding {
        try checkReach(tenant, act)
        let snapshot = snapshot
        // Whose it is stays unsaid: it may be another tenant's.
        guard snapshot.certificate(name) == nil else {
            throw AccountError(
                .exists, "certificate: \(name.text) stands for somebody already",
                field: "certificate")
        }
        let fallback = "certificate-" + Hex.text(Array(Secrets.digest(of: name.text).prefix(6)))
        let owner = try meant(
            principal, role, fallback: fallback, of: tenant, label: label, act)
        try Names.check(label: label, "label")
        let count = snapshot.certificates[tenant]?.count ?? 0
        guard count < AccountLimits.certificates else {
            throw AccountError(
                .full,
                "the tenant has \(count) certificates; at most \(AccountLimits.certificates) are kept"
            )
        }
        let key = AccountKind.certificate.key(tenant, name.text)
        let body = CertificateBody(tenant: tenant.name, principal: owner.id, label: label)
        let results = try await commit(
            act, owner.changes + [.create(key, body: try body.recordBody)],
            noting: owner.notes + [
                act.note(
                    "certificate.bind", "certificate \(name.text)", of: tenant,
                    detail: "principal \(owner.id)")
            ])
        var after = self.snapshot
        for record in results.compactMap(\.self) { try after.take(record, for: record.key) }
        guard let made = after.certificate(name) else { throw Self.noCertificate(name) }
        return after.binding(of: made)
    }

    /// Lets a certificate stand for nobody.
    package func unbind(
        _ name: CertificateName, of tenant: TenantID, expecting revision: Int? = nil, _ act: Act
    ) async throws(AccountError) -> CertificateBinding {
        try checkReach(tenant, act)
        let snapshot = snapshot
        guard let known = snapshot.certificates[tenant]?[name.text] else {
            throw Self.noCertificate(name)
        }
        try Revision.expect(revision, known.revision, "certificate \(name.text)")
        _ = try await commit(
            act, [.remove(AccountKind.certificate.key(tenant, name.text))],
            noting: [
                act.note(
                    "certificate.unbind", "certificate \(name.text)", of: tenant,
                    detail: "principal \(known.body.principal)")
            ])
        return snapshot.binding(of: known)
    }

    private static func noCertificate(_ name: CertificateName) -> AccountError {
        AccountError(
            .notFound, "certificate: \(name.text) stands for nobody", field: "certificate")
    }
}
