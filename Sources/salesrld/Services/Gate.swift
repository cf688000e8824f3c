internal import Accounts
internal import Messages
internal import Synchronization
internal import Wire

/// Who may come in: asks the accounts for each call, and counts calls under way by tenant.
final class Gate: CallGate {
    private let book: Mutex<AccountBook>
    private let path: String
    private let callsPerTenant: Int
    private let underWay = Mutex<[TenantID: Int]>([:])

    init(tokens path: String, callsPerTenant: Int) throws(AccountError) {
        self.path = path
        self.callsPerTenant = callsPerTenant
        book = Mutex(try AccountBook(contentsOf: path))
    }

    /// Reads the tokens again; keeps the old ones when the file is no good.
    func reload() throws(AccountError) {
        let fresh = try AccountBook(contentsOf: path)
        book.withLock { $0 = fresh }
    }

    var tenants: Set<TenantID> { book.withLock { $0 }.tenants }

    /// By tenant, those that have any.
    var callsUnderWay: [TenantID: Int] { underWay.withLock { $0 } }

    func admit(_ call: Call) throws(Status) {
        if Permissions.rule(for: call.path) == .everyone { return }
        let principal = try principal(of: call)
        call.notes.tenant = principal.tenant
        guard Permissions.allows(principal.role, call.path) else {
            throw Status(
                .permissionDenied, "the role \(principal.role.rawValue) may not call \(call.path)"
            ).errorInfo(reason: "ROLE_MAY_NOT", metadata: ["role": principal.role.rawValue])
        }
        let isFull = underWay.withLock { underWay in
            let count = underWay[principal.tenant, default: 0]
            guard count < callsPerTenant else { return true }
            underWay[principal.tenant] = count + 1
            return false
        }
        if isFull {
            throw Status(
                .resourceExhausted,
                "the tenant has limits.callsPerTenant = \(callsPerTenant) calls under way"
            ).errorInfo(reason: "TENANT_BUSY").retry(after: .milliseconds(100))
        }
    }

    func finished(_ call: Call, code: StatusCode, duration: Duration) {
        guard Permissions.rule(for: call.path) != .everyone, let tenant = Self.tenant(call, book)
        else { return }
        underWay.withLock { underWay in
            let left = underWay[tenant, default: 1] - 1
            underWay[tenant] = left > 0 ? left : nil
        }
    }

    /// Who is calling; refuses who cannot be told.
    func principal(of call: Call) throws(Status) -> Principal {
        guard let header = call.metadata["authorization"] else {
            throw Status(
                .unauthenticated,
                "authorization: is missing; send \"Bearer srl_…\", a token that `salesrl init` made"
            ).errorInfo(reason: "TOKEN_MISSING")
        }
        guard let token = Self.bearer(header),
            let principal = book.withLock({ $0 }).principal(showing: token)
        else {
            throw Status(.unauthenticated, "authorization: not a token of this server")
                .errorInfo(reason: "TOKEN_UNKNOWN")
        }
        return principal
    }

    private static func tenant(_ call: Call, _ book: borrowing Mutex<AccountBook>) -> TenantID? {
        call.metadata["authorization"].flatMap(bearer).flatMap { token in
            book.withLock { $0 }.principal(showing: token)?.tenant
        }
    }

    /// The token of "Bearer …"; the word may be in any case.
    private static func bearer(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }
}
