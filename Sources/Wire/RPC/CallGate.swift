package import Messages

/// Decides, before any handler runs, whether a call may go on. Runs on the connection's thread.
package protocol CallGate: Sendable {
    /// Throws a ``Messages/Status`` (unauthenticated, permissionDenied, resourceExhausted) to
    /// refuse.
    func admit(_ call: Call) throws(Status)
    /// The call that was admitted has ended with `code` after `duration`.
    func finished(_ call: Call, code: StatusCode, duration: Duration)
}
