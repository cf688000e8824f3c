/// How much one connector may take. Names in the configuration: `connectors.limits.<name>`.
package struct ConnectorLimits: Sendable, Equatable {
    /// Events of one connector that are worked on at a time.
    package var eventsAtWork = 32
    /// Events of one connector that wait their turn; the next one is told to try again.
    package var eventsWaiting = 256
    /// Write-backs handed to a connector's process at a time.
    package var writeBackBatch = 32
    /// Bytes of one checkpoint. The header promises 1 MiB.
    package var checkpointBytes = 1 << 20
    /// Bytes of an event id or a conversation id.
    package var idBytes = 256
    /// From the crash of a connector's process to its next start, and doubled after each crash.
    package var restartPause = Duration.milliseconds(200)
    package var restartPauseMax = Duration.seconds(5)
    /// A process that lived this long begins with the shortest pause again.
    package var restartForgivenAfter = Duration.seconds(30)
    /// From SIGTERM to SIGKILL.
    package var stopGrace = Duration.seconds(5)

    package init() {}
}

/// What a connector's process allows itself.
enum ProcessLimits {
    /// Bytes of data and anonymous memory (RLIMIT_DATA).
    static let memoryBytes: UInt = 2 << 30
    /// Open files (RLIMIT_NOFILE).
    static let files: UInt = 1024
    /// Calls of `deliver`, `secret` and `checkpoint` under way.
    static let callsUnderWay = 512
    /// Bytes of one log line; the rest is cut off.
    static let logBytes = 8 << 10
    /// Log lines that wait for the link; past it the oldest is dropped.
    static let logLinesWaiting = 1024
    /// From the daemon's end to the connector's own.
    static let orphanGraceMilliseconds = 1000
    /// How often a write-back is tried that fails otherwise than with TRY_AGAIN.
    static let writeBackAttempts = 8
    static let writeBackPause = Duration.milliseconds(200)
    static let writeBackPauseMax = Duration.seconds(5)
}
