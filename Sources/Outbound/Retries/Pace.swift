internal import Synchronization

/// Until when nothing is sent, because the service asked for it. One for all callers of a client:
/// where one is told to wait, the others need not ask.
final class Pace: Sendable {
    private let until = Mutex<ContinuousClock.Instant?>(nil)

    var next: ContinuousClock.Instant? { until.withLock { $0 } }

    func hold(for time: Duration) {
        let moment = ContinuousClock.now + time
        until.withLock { $0 = max($0 ?? moment, moment) }
    }
}
