internal import Accounts
internal import CoreMetrics
internal import Messages
internal import Synchronization
internal import Wire

/// Who may come in: asks the doorkeeper and the quotas for each call, tells it where to wait
/// for its turn, and keeps the figures of every method.
final class Gate: CallGate {
    let doorkeeper: Doorkeeper
    let quotas: Quotas
    private let figures = CallFigures()
    private let desk: AdmissionDesk

    init(_ doorkeeper: Doorkeeper, quotas: Quotas, desk: AdmissionDesk) {
        self.doorkeeper = doorkeeper
        self.quotas = quotas
        self.desk = desk
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
        try quotas.begin(call, caller.principal.tenant)
        call.admission.caller = caller
    }

    func finished(_ call: Call, code: StatusCode, duration: Duration) {
        figures.count(call.path, call.door, code, duration)
        guard let caller = call.admission.caller as? Caller else { return }
        // What is another tenant's is not found either: whoever looks for it is noted.
        if code == .notFound { doorkeeper.note("NOT_FOUND", caller, call) }
        quotas.end(caller.principal.tenant)
    }

    func seat(for call: Call, bytes: Int) throws(Status) -> Seat? {
        guard call.admission.caller != nil else { return nil }
        return try desk.arrive(try ticket(for: call, bytes: bytes))
    }

    /// The same for one message of a stream, which is an event of its own and may wait for
    /// `patience`.
    func seat(for call: Call, bytes: Int, patience: Duration) throws(Status) -> Seat {
        var ticket = try ticket(for: call, bytes: bytes)
        try quotas.take(1, of: .events, ticket.tenant)
        try quotas.take(1, of: .embeddings, ticket.tenant)
        ticket.patience = patience
        return try desk.arrive(ticket)
    }

    private func ticket(for call: Call, bytes: Int) throws(Status) -> Ticket {
        let principal = try principal(of: call)
        return Ticket(
            method: call.path, tenant: principal.tenant,
            priority: Urgency.priority(of: call, principal.role), bytes: bytes,
            deadline: call.deadline)
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
