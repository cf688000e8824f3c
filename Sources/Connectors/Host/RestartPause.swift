/// How long to wait before a connector's process is started again: doubled after each crash, and
/// short again for one that had lived a while.
struct RestartPause {
    private let first: Duration
    private let longest: Duration
    private let forgivenAfter: Duration
    private var next: Duration

    init(_ limits: ConnectorLimits) {
        first = limits.restartPause
        longest = limits.restartPauseMax
        forgivenAfter = limits.restartForgivenAfter
        next = first
    }

    /// The process had lived for `lifetime`.
    mutating func take(after lifetime: Duration) -> Duration {
        if lifetime >= forgivenAfter { next = first }
        defer { next = min(next * 2, longest) }
        return next
    }
}
