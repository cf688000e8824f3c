internal import NIOCore

/// A budget that refills with time: so many at once, so many a second for ever.
struct TokenBucket {
    private let burst: Double
    private let perNanosecond: Double
    private var tokens: Double
    private var filledAt: NIODeadline

    init(burst: Int, perSecond: Int, now: NIODeadline) {
        self.burst = Double(burst)
        perNanosecond = Double(perSecond) / 1e9
        tokens = Double(burst)
        filledAt = now
    }

    /// Takes one token; false when there is none.
    mutating func take(now: NIODeadline) -> Bool {
        let elapsed = max(0, (now - filledAt).nanoseconds)
        filledAt = now
        tokens = min(burst, tokens + Double(elapsed) * perNanosecond)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    mutating func refill() { tokens = burst }
}
