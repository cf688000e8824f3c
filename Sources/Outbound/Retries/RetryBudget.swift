internal import Synchronization

/// How many tries all callers of a client together may add: one for every five calls, and ten to
/// begin with. When a service is down, a client of many callers adds a fifth to its load, not
/// five times as much.
final class RetryBudget: Sendable {
    private let capacity: Double
    private let share: Double
    private let tokens: Mutex<Double>

    init(capacity: Double = 10, share: Double = 0.2) {
        self.capacity = capacity
        self.share = share
        tokens = Mutex(capacity)
    }

    /// For each call.
    func deposit() { tokens.withLock { $0 = min(capacity, $0 + share) } }

    /// For each try after the first; false: there is none left.
    func withdraw() -> Bool {
        tokens.withLock { tokens in
            guard tokens >= 1 else { return false }
            tokens -= 1
            return true
        }
    }
}
