package import Messages

/// How one connector is, for the daemon's metrics and information.
package struct ConnectorStatus: Sendable, Equatable {
    package enum State: String, Sendable {
        /// Its process is being started, or has not said that it is ready.
        case starting
        case running
        /// It ended in an error and will be started again.
        case waiting
        /// It said that there is nothing more to do.
        case finished
        case stopped
        /// An administrator took it out of service.
        case disabled
    }

    package var tenant: TenantID
    package var name: String
    package var state: State = .stopped
    /// Of the process, while there is one.
    package var pid: Int32?
    /// Starts after the first.
    package var restarts = 0
    /// Why it ended last, or what it last complained of.
    package var lastError: String?
    /// Events that were answered with a forecast.
    package var delivered = 0
    /// Events that were answered with an error.
    package var refused = 0
    /// Conversations whose forecast waits to be carried back, or has not been confirmed.
    package var writeBacksWaiting = 0
    /// Forecasts that the connector carried back since the daemon started.
    package var writtenBack = 0
}
