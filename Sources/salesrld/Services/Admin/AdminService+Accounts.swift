internal import Accounts
internal import Messages
internal import Wire

extension AdminService {
    var tokenMethods: [Method] {
        [
            method("IssueToken") { (request: IssueTokenRequest, ask) in
                IssueTokenResponse(
                    try await book.issueToken(
                        of: try ask.tenant(request.tenant), principal: request.principal.asked,
                        role: try Asked.role(request.role), label: request.label,
                        lifetime: try Asked.time(request.lifetimeMilliseconds, "lifetime_ms"),
                        ask.act(validateOnly: request.validateOnly)))
            },
            method("ListTokens") { (request: ListTokensRequest, ask) in
                let page = book.tokens(
                    of: try ask.tenant(request.tenant), after: try Asked.after(request.pageToken),
                    limit: try Asked.size(request.pageSize))
                return ListTokensResponse(
                    tokens: page.items.map(AdminToken.init),
                    nextPageToken: Asked.token(page.next))
            },
            method("RotateToken") { (request: RotateTokenRequest, ask) in
                IssueTokenResponse(
                    try await book.rotateToken(
                        request.token, of: try ask.tenant(request.tenant),
                        overlap: try Asked.time(request.overlapMilliseconds, "overlap_ms") ?? .zero,
                        expecting: try Asked.revision(request.etag),
                        ask.act(validateOnly: request.validateOnly)))
            },
            method("RevokeToken") { (request: RevokeTokenRequest, ask) in
                AdminToken(
                    try await book.revokeToken(
                        request.token, of: try ask.tenant(request.tenant),
                        expecting: try Asked.revision(request.etag),
                        ask.act(validateOnly: request.validateOnly)))
            },
        ]
    }

    var principalMethods: [Method] {
        [
            method("ListPrincipals") { (request: ListPrincipalsRequest, ask) in
                let page = book.principals(
                    of: try ask.tenant(request.tenant), after: try Asked.after(request.pageToken),
                    limit: try Asked.size(request.pageSize))
                return ListPrincipalsResponse(
                    principals: page.items.map(AdminPrincipal.init),
                    nextPageToken: Asked.token(page.next))
            },
            method("AssignRole") { try await assign($0, $1) },
            method("RemovePrincipal") { (request: RemovePrincipalRequest, ask) in
                let tenant = try ask.tenant(request.tenant)
                let known = try book.principal(request.principal, of: tenant)
                try await book.removePrincipal(
                    known.id, of: tenant, expecting: try Asked.revision(request.etag),
                    ask.act(validateOnly: request.validateOnly))
                return AdminPrincipal(known)
            },
            method("ListCertificates") { (request: ListCertificatesRequest, ask) in
                let page = book.certificates(
                    of: try ask.tenant(request.tenant), after: try Asked.after(request.pageToken),
                    limit: try Asked.size(request.pageSize))
                return ListCertificatesResponse(
                    certificates: page.items.map(AdminCertificate.init),
                    nextPageToken: Asked.token(page.next))
            },
            method("BindCertificate") { (request: BindCertificateRequest, ask) in
                let tenant = try ask.tenant(request.tenant)
                return AdminCertificate(
                    try await book.bind(
                        try CertificateName(request.certificate), to: request.principal.asked,
                        of: tenant, role: try Asked.role(request.role), label: request.label,
                        ask.act(validateOnly: request.validateOnly)))
            },
            method("UnbindCertificate") { (request: UnbindCertificateRequest, ask) in
                let tenant = try ask.tenant(request.tenant)
                return AdminCertificate(
                    try await book.unbind(
                        try CertificateName(request.certificate), of: tenant,
                        expecting: try Asked.revision(request.etag),
                        ask.act(validateOnly: request.validateOnly)))
            },
        ]
    }

    private func assign(_ request: AssignRoleRequest, _ ask: Ask) async throws -> AdminPrincipal {
        let tenant = try ask.tenant(request.tenant)
        guard let role = try Asked.role(request.role) else {
            throw Status.fieldViolation(
                field: "role",
                description: "is missing; can be "
                    + Role.ofTenants.map(\.rawValue).joined(separator: ", "))
        }
        let expected = try Asked.revision(request.etag)
        let act = ask.act(validateOnly: request.validateOnly)
        let isThere = (try? book.principal(request.principal, of: tenant)) != nil
        guard isThere || expected != nil else {
            return AdminPrincipal(
                try await book.createPrincipal(
                    request.principal, of: tenant, role: role, label: request.label, act))
        }
        return AdminPrincipal(
            try await book.assign(role, to: request.principal, of: tenant, expecting: expected, act)
        )
    }
}

extension String {
    /// Nil where a request leaves a name out.
    var asked: String? { isEmpty ? nil : self }
}

extension AdminToken {
    init(_ token: TokenRecord) {
        self.init(
            id: token.id, tenant: token.tenant.name, principal: token.principal,
            role: token.role.rawValue, label: token.label,
            createdMilliseconds: Int64(token.createdAt),
            expiresMilliseconds: Int64(token.expiresAt ?? 0),
            lastUsedMilliseconds: Int64(token.lastUsedAt ?? 0),
            revokedMilliseconds: Int64(token.revokedAt ?? 0), etag: "\(token.revision)")
    }
}

extension IssueTokenResponse {
    init(_ issued: IssuedToken) {
        self.init(token: AdminToken(issued.record), secret: issued.text)
    }
}

extension AdminPrincipal {
    init(_ principal: Principal) {
        self.init(
            tenant: principal.tenant.name, id: principal.id, role: principal.role.rawValue,
            label: principal.label, createdMilliseconds: Int64(principal.createdAt),
            etag: "\(principal.revision)")
    }
}

extension AdminCertificate {
    init(_ binding: CertificateBinding) {
        self.init(
            name: binding.name.text, tenant: binding.tenant.name, principal: binding.principal,
            role: binding.role.rawValue, label: binding.label,
            createdMilliseconds: Int64(binding.createdAt), etag: "\(binding.revision)")
    }
}
