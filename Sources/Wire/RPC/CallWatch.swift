package import Messages
package import Tracing

/// Hears of every call that found its method, whatever becomes of it. Runs on the connection's
/// thread: it must be quick.
package protocol CallWatch: Sendable {
    /// A call has come. What is returned is its handler's ``Tracing/ServiceContext``; nil where
    /// nobody traces it.
    func began(_ call: Call) -> ServiceContext?

    /// It has ended with `code`; one that was not admitted never reached its handler. `trace` is
    /// what ``began(_:)`` returned.
    func ended(
        _ call: Call, code: StatusCode, duration: Duration, wasAdmitted: Bool,
        trace: ServiceContext?)
}
