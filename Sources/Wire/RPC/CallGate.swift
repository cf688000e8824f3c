package import Messages

/// Decides, before any handler runs, whether a call may go on. Runs on the connection's thread.
package protocol CallGate: Sendable {
    /// Throws a ``Messages/Status`` (unauthenticated, permissionDenied, resourceExhausted) to
    /// refuse.
    func admit(_ call: Call) throws(Status)
    /// The call that was admitted has ended with `code` after `duration`.
    func finished(_ call: Call, code: StatusCode, duration: Duration)
    /// Where the call has to wait for its turn, with what it shows there; nil for a call that need
    /// not wait. `bytes`: the length of its request. Asked of unary calls that are not immediate.
    func place(for call: Call, bytes: Int) throws(Status) -> Place?
}

extension CallGate {
    package func place(for call: Call, bytes: Int) throws(Status) -> Place? { nil }
}
