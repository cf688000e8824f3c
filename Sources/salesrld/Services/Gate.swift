internal import Accounts
internal import CoreMetrics
internal import Messages
internal import Synchronization
internal import Wire

/// Who may come in: asks the accounts for each call, counts calls under way by tenant, and keeps
/// the figures of every method.
final class Gate: CallGate {
    private let book: Mutex<AccountBook>
    private let path: String
    private let callsPerTenant: Int
    private let underWay = Mutex<[TenantID: Int]>([:])
    private let figures = CallFigures()
    private let admission: Admission

    init(
        tokens path: String, callsPerTenant: Int, admission: Admission
    ) throws(AccountError) {
        self.admission = admission
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

    func admit(_ call: Call) throws(Status) {
        do throws(Status) {
            try check(call)
        } catch {
            figures.count(call.path, call.door, error.code, nil)
            throw error
        }
    }

    private func check(_ call: Call) throws(Status) {
        if Permissions.rule(for: call.path) == .everyone { return }
        let principal = try principal(of: call)
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
        figures.count(call.path, call.door, code, duration)
        guard Permissions.rule(for: call.path) != .everyone, let tenant = Self.tenant(call, book)
        else { return }
        underWay.withLock { underWay in
            let left = underWay[tenant, default: 1] - 1
            underWay[tenant] = left > 0 ? left : nil
        }
    }

    func place(for call: Call, bytes: Int) throws(Status) -> Place? {
        guard Permissions.rule(for: call.path) != .everyone else { return nil }
        return try place(for: call, bytes: bytes, patience: nil)
    }

    /// The same for one message of a stream, which may wait for `patience`.
    func place(for call: Call, bytes: Int, patience: Duration?) throws(Status) -> Place {
        let principal = try principal(of: call)
        var ticket = Ticket(
            method: call.path, tenant: principal.tenant,
            priority: Urgency.priority(of: call, principal.role), bytes: bytes,
            deadline: call.deadline)
        ticket.patience = patience
        return Place(ticket, at: admission)
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

/// Calls by method, door and code, and how long they took. Handles are made once and kept, at most
/// ``handlesMax``; what comes after is counted under the method "other".
final class CallFigures: Sendable {
    static let handlesMax = Metrics.seriesMax
    private static let other = "other"

    private struct Key: Hashable {
        let path: String
        let door: Door
        let code: StatusCode
    }
    private struct Handles {
        let count: Counter
        let time: CoreMetrics.Timer
    }
    private let handles = Mutex<[Key: Handles]>([:])

    func count(_ path: String, _ door: Door, _ code: StatusCode, _ duration: Duration?) {
        let handles = handles(of: Key(path: path, door: door, code: code))
        handles.count.increment()
        guard let (seconds, attoseconds) = duration?.components else { return }
        handles.time.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    var handleCount: Int { handles.withLock { $0.count } }

    private func handles(of key: Key) -> Handles {
        handles.withLock { handles in
            if let known = handles[key] { return known }
            var key = key
            if handles.count >= Self.handlesMax {
                key = Key(path: Self.other, door: key.door, code: .unknown)
                if let known = handles[key] { return known }
            }
            let method = [("method", key.path), ("door", key.door.rawValue)]
            let fresh = Handles(
                count: Counter(
                    label: "salesrl_calls_total", dimensions: method + [("code", "\(key.code)")]),
                time: CoreMetrics.Timer(label: "salesrl_call_seconds", dimensions: method))
            handles[key] = fresh
            return fresh
        }
    }
}
