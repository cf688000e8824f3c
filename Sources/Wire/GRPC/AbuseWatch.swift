internal import NIOCore

/// What a peer may do that costs it little and us much, with a budget for each.
///
/// A budget overdrawn ends the connection with GOAWAY(ENHANCE_YOUR_CALM). The limits on
/// CONTINUATION
/// frames, SETTINGS entries and unsent acknowledgements are nghttp2's own, set in `HTTP2Session`.
struct AbuseWatch {
    private let limits: WireLimits
    private var resets: TokenBucket
    private var controls: TokenBucket
    private var emptyDataRun = 0
    /// The sentence that goes into GOAWAY.
    private(set) var violation: String?

    init(_ limits: WireLimits, now: NIODeadline) {
        self.limits = limits
        resets = TokenBucket(burst: limits.resetBurst, perSecond: limits.resetsPerSecond, now: now)
        controls = TokenBucket(
            burst: limits.controlBurst, perSecond: limits.controlsPerSecond, now: now)
    }

    /// A stream ended before it was answered, by the peer's RST_STREAM or by its breach of the
    /// rules.
    /// False when the connection has to end; so for the others.
    mutating func streamWasted(_ now: NIODeadline) -> Bool {
        resets.take(now: now)
            || overdrawn(
                "streams reset before they were answered: \(limits.resetBurst) at once and "
                    + "\(limits.resetsPerSecond) a second are taken "
                    + "(limits.resetBurst, limits.resetsPerSecond)"
            )
    }

    /// A PING, SETTINGS or PRIORITY frame came.
    mutating func control(_ now: NIODeadline) -> Bool {
        controls.take(now: now)
            || overdrawn(
                "PING and SETTINGS frames: \(limits.controlBurst) at once "
                    + "and \(limits.controlsPerSecond) "
                    + "a second are taken (limits.controlBurst, limits.controlsPerSecond)")
    }

    /// A request or a response is honest work, which clients like to measure with PINGs.
    mutating func workDone() { controls.refill() }

    mutating func data(isEmpty: Bool) -> Bool {
        guard isEmpty else {
            emptyDataRun = 0
            return true
        }
        emptyDataRun += 1
        return emptyDataRun <= limits.emptyDataFrames
            || overdrawn(
                "empty DATA frames in a row: \(limits.emptyDataFrames) are "
                    + "taken (limits.emptyDataFrames)"
            )
    }

    /// Header fields add up to far more than is taken; four times is where patience ends.
    mutating func headers(bytes: Int) -> Bool {
        bytes <= 4 * limits.metadataBytes
            || overdrawn(
                "header fields of more than \(4 * limits.metadataBytes) bytes; a call may have "
                    + "\(limits.metadataBytes) (limits.metadataBytes)")
    }

    private mutating func overdrawn(_ what: String) -> Bool {
        violation = what
        return false
    }
}
