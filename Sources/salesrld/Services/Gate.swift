internal import Accounts
internal import CoreMetrics
internal import Messages
internal import Synchronization
internal import Wire

/// Who may come in: asks the doorkeeper for each call, counts calls under way by tenant, and keeps
/// the figures of every method.
final class Gate: CallGate {
    let doorkeeper: Doorkeeper
    private let callsPerTenant: Int
    private let underWay = Mutex<[TenantID: Int]>([:])
    private let figures = CallFigures()

    init(_ doorkeeper: Doorkeeper, callsPerTenant: Int) {
        self.doorkeeper = doorkeeper
        self.callsPerTenant = callsPerTenant
    }

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
        let caller = try doorkeeper.letIn(call)
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
        figures.count(call.path, call.door, code, duration)
        guard let caller = call.admission.caller as? Caller else { return }
        // What is another tenant's is not found either: whoever looks for it is noted.
        if code == .notFound { doorkeeper.note("NOT_FOUND", caller, call) }
        underWay.withLock { underWay in
            let tenant = caller.principal.tenant
            let left = underWay[tenant, default: 1] - 1
            underWay[tenant] = left > 0 ? left : nil
        }
    }

    /// Judges a stream that goes on as if it came now: its token may be over, its role another.
    func confirm(_ call: Call) throws(Status) { _ = try doorkeeper.letIn(call) }

    /// Who is calling, of a call that was let in.
    func principal(of call: Call) throws(Status) -> Principal { try caller(of: call).principal }

    func caller(of call: Call) throws(Status) -> Caller {
        guard let caller = call.admission.caller as? Caller else {
            throw Status(.internal, "\(call.path) was let in without its caller being known")
        }
        return caller
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
