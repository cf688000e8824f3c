package import Messages

/// Decides, before any handler runs, whether a call may go on. Runs on the connection's thread.
package protocol CallGate: Sendable {
    /// Throws a ``Messages/Status`` (unauthenticated, permissionDenied, resourceExhausted) to
    /// refuse.
    func admit(_ call: Call) throws(Status)
    /// The call that was admitted has ended with `code` after `duration`.
    func finished(_ call: Call, code: StatusCode, duration: Duration)
    /// The seat of a call that may have to wait for its turn; nil for one that need not. Throws to
    /// refuse. `bytes`: the length of its request. Asked of unary calls that are not immediate.
    func seat(for call: Call, bytes: Int) throws(Status) -> Seat?
}

extension CallGate {
    package func seat(for call: Call, bytes: Int) throws(Status) -> Seat? { nil }
}
