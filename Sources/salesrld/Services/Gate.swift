internal import Accounts
internal import Messages
internal import Synchronization
internal import Wire

/// Who may come in: asks the doorkeeper for each call, and counts calls under way by tenant.
final class Gate: CallGate {
    let doorkeeper: Doorkeeper
    private let callsPerTenant: Int
    private let underWay = Mutex<[TenantID: Int]>([:])

    init(_ doorkeeper: Doorkeeper, callsPerTenant: Int) {
        self.doorkeeper = doorkeeper
        self.callsPerTenant = callsPerTenant
    }

    /// By tenant, those that have any.
    var callsUnderWay: [TenantID: Int] { underWay.withLock { $0 } }

    func admit(_ call: Call) throws(Status) {
        if Permissions.rule(for: call.path) == .everyone { return }
        let caller = try doorkeeper.letIn(call)
        call.notes.tenant = caller.principal.tenant
        let isFull = underWay.withLock { underWay in
            let count = underWay[caller.principal.tenant, default: 0]
            guard count < callsPerTenant else { return true }
            underWay[caller.principal.tenant] = count + 1
            return false
        }
        if isFull {
            throw Status(
                .resourceExhausted,
                "the tenant has limits.callsPerTenant = \(callsPerTenant) calls under way"
            ).errorInfo(reason: "TENANT_BUSY").retry(after: .milliseconds(100))
        }
        call.admission.caller = caller
    }

    func finished(_ call: Call, code: StatusCode, duration: Duration) {
        guard let caller = call.admission.caller as? Caller else { return }
        // What is another tenant's is not found either: whoever looks for it is noted.
        if code == .notFound { doorkeeper.note("NOT_FOUND", caller, call) }
        underWay.withLock { underWay in
            let tenant = caller.principal.tenant
            let left = underWay[tenant, default: 1] - 1
            underWay[tenant] = left > 0 ? left : nil
        }
    }

    /// Who is calling, of a call that was let in.
    func principal(of call: Call) throws(Status) -> Principal { try caller(of: call).principal }

    func caller(of call: Call) throws(Status) -> Caller {
        guard let caller = call.admission.caller as? Caller else {
            throw Status(.internal, "\(call.path) was let in without its caller being known")
        }
        return caller
    }
}
