internal import Messages
internal import Wire

/// What both ends of the socketpair agree on.
///
/// The parent serves `salesrl.v1.ConnectorHost` by ttrpc, the child calls it:
/// ```
/// Start         once, after the library was opened: settings and checkpoint come back
/// Deliver       an event up, its receipt down; side by side
/// WriteBacks    waits for a batch of forecasts and ends with it. Calling again says that the batch
///               before was carried back; a process that dies without calling again gets it again
/// Secret, Checkpoint, Log
/// ```
enum Link {
    static let service = "salesrl.v1.ConnectorHost"
    /// Where the child finds its end.
    static let descriptor: Int32 = 3

    static var limits: WireLimits {
        var limits = WireLimits.standard
        limits.streamsPerConnection = 1024
        // A quiet connector is as good as a busy one.
        limits.idle = .seconds(365 * 24 * 3600)
        limits.drain = .seconds(1)
        return limits
    }
}
