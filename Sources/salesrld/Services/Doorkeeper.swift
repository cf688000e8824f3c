internal import Accounts
internal import Messages
internal import Storage
internal import Wire

/// Tells who is calling and whether they may, and brings every refusal into the audit log.
///
/// A token decides where there is one, else the verified client certificate.
final class Doorkeeper: Sendable {
    /// Metadata in which a caller may say which tenant it means: a safeguard against the token of
    /// another one. What is not the caller's own is answered as what does not exist.
    static let tenantHeader = "salesrl-tenant"

    let book: AccountBook
    let refusals: RefusalLog
    private let guesses: Guesses

    init(_ book: AccountBook, _ refusals: RefusalLog, _ guesses: Guesses) {
        self.book = book
        self.refusals = refusals
        self.guesses = guesses
    }

    /// Refuses who is not known, whose role does not have this method, and who means another
    /// tenant.
    func letIn(_ call: Call) throws(Status) -> Caller {
        let caller = try identify(call)
        let principal = caller.principal
        guard Permissions.allows(principal.role, call.path) else {
            throw refused(
                call, caller,
                Status(
                    .permissionDenied,
                    "the role \(principal.role.rawValue) may not call \(call.path)"
                ).errorInfo(reason: "ROLE_MAY_NOT", metadata: ["role": principal.role.rawValue]))
        }
        if let meant = call.metadata[Self.tenantHeader], meant != principal.tenant.name {
            throw refused(call, caller, Status(AccountError.noTenant(meant)))
        }
        return caller
    }

    /// Notes that a call was refused, or that it looked for what is not there.
    /// - Parameter caller: nil for somebody unknown.
    func note(_ reason: String, _ caller: Caller?, _ call: Call) {
        refusals.count(
            AuditNote(
                actor: caller?.principal.name ?? "-", credential: caller?.credential ?? "",
                peer: call.peer.network,
                tenant: caller?.principal.tenant.name ?? "", action: "call.refuse",
                object: call.path, outcome: reason))
    }

    // MARK: Who

    private func identify(_ call: Call) throws(Status) -> Caller {
        if let header = call.metadata["authorization"] { return try bearer(header, call) }
        if let fingerprint = call.peer.certificateFingerprint {
            let verdict = book.caller(
                certificate: fingerprint, subject: call.peer.certificateSubject)
            if case .known(let caller) = verdict { return caller }
            throw refused(
                call, nil,
                Status(
                    .unauthenticated,
                    "the client certificate stands for nobody here, and authorization: is missing"
                ).errorInfo(reason: "CERTIFICATE_UNKNOWN"))
        }
        throw refused(
            call, nil,
            Status(
                .unauthenticated,
                "authorization: is missing; send \"Bearer srl_…\", a token of this server, or show "
                    + "a client certificate that stands for somebody"
            ).errorInfo(reason: "TOKEN_MISSING"))
    }

    private func bearer(_ header: String, _ call: Call) throws(Status) -> Caller {
        let address = call.peer.network
        guard let token = Self.token(of: header) else {
            throw refused(call, nil, Self.unknown)
        }
        if let wait = guesses.wait(address, showing: token) {
            throw refused(
                call, nil,
                Status(
                    .resourceExhausted,
                    "authorization: too many wrong tokens from \(address); try again later"
                ).errorInfo(reason: "TOO_MANY_GUESSES").retry(after: wait))
        }
        switch book.caller(showing: token) {
        case .known(let caller):
            guesses.right(address, caller.credential)
            return caller
        case .unknown:
            guesses.wrong(address)
            throw refused(call, nil, Self.unknown)
        case .expired:
            throw refused(call, nil, Self.over("has expired", "TOKEN_EXPIRED"))
        case .revoked:
            throw refused(call, nil, Self.over("was revoked", "TOKEN_REVOKED"))
        case .closed:
            throw refused(call, nil, Self.over("is of a tenant that was deleted", "TENANT_DELETED"))
        }
    }

    private static let unknown = Status(
        .unauthenticated, "authorization: not a token of this server"
    ).errorInfo(reason: "TOKEN_UNKNOWN")

    private static func over(_ what: String, _ reason: String) -> Status {
        Status(.unauthenticated, "authorization: the token \(what)").errorInfo(reason: reason)
    }

    private func refused(_ call: Call, _ caller: Caller?, _ status: Status) -> Status {
        note(status.errorInfo?.reason ?? "\(status.code)", caller, call)
        return status
    }

    /// The token of "Bearer …"; the word may be in any case.
    private static func token(of header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}

extension Status {
    /// What is wrong with accounts or a change of them, as callers hear it.
    init(_ error: AccountError) {
        switch error.code {
        case .notFound:
            self = Status(.notFound, error.reason).errorInfo(reason: "NOT_FOUND")
        case .exists:
            self = Status(.alreadyExists, error.reason).errorInfo(reason: "EXISTS")
        case .changed:
            self = Status(.aborted, error.reason).errorInfo(reason: "ETAG_MISMATCH")
        case .invalidField:
            self = Status(
                .invalidArgument, error.reason,
                details: [
                    .badRequest([.init(field: error.field ?? "", description: error.reason)])
                ])
        case .impossible:
            self = Status(.failedPrecondition, error.reason).errorInfo(reason: "NOT_AS_IT_IS")
        case .full:
            self = Status(.resourceExhausted, error.reason).errorInfo(reason: "FULL")
        default:
            self = Status(.unavailable, error.reason).errorInfo(reason: "ACCOUNTS_UNAVAILABLE")
        }
    }
}
