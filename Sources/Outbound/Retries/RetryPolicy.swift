/// When a call is tried again, and after how long. A plain value: the clock and the dice are the
/// caller's.
package struct RetryPolicy: Sendable, Equatable {
    /// Tries in all.
    package var attempts: Int
    /// The first wait is drawn from 0 to this, the next from 0 to twice this, and so on ("full
    /// jitter", Brooker 2015).
    package var base: Duration
    /// No drawn wait is longer.
    package var ceiling: Duration
    /// A service that asks for a longer wait than this is not waited for.
    package var longestWait: Duration
    /// After this much time no new try is begun.
    package var patience: Duration

    package init(
        attempts: Int, base: Duration, ceiling: Duration, longestWait: Duration,
        patience: Duration
    ) {
        self.attempts = attempts
        self.base = base
        self.ceiling = ceiling
        self.longestWait = longestWait
        self.patience = patience
    }

    /// For work that can wait: minutes.
    package static let patient = RetryPolicy(
        attempts: 6, base: .milliseconds(500), ceiling: .seconds(20), longestWait: .seconds(120),
        patience: .seconds(300))
    /// For somebody who is waiting: one more try.
    package static let brisk = RetryPolicy(
        attempts: 2, base: .milliseconds(50), ceiling: .milliseconds(200),
        longestWait: .milliseconds(200), patience: .seconds(2))

    enum Verdict: Equatable {
        /// Trying again would change nothing, or there is no patience left.
        case settled
        /// - `isAsked`: the service named the wait.
        case again(after: Duration, isAsked: Bool)
    }

    /// - Parameters:
    ///   - attempt: how many tries there were, 1 after the first.
    ///   - chance: 0 ..< 1.
    func verdict(
        on result: Result<ServiceAnswer, OutboundError>, attempt: Int, spent: Duration,
        chance: Double
    ) -> Verdict {
        guard attempt < attempts, spent < patience else { return .settled }
        var asked: Duration?
        switch result {
        case .failure(let error):
            guard error.code == .unreachable || error.code == .timedOut else { return .settled }
        case .success(let response):
            guard Self.passes(response.status) else { return .settled }
            asked = ServiceHints(response.headers).pause(after: response.status)
        }
        if let asked {
            return asked <= longestWait && spent + asked < patience
                ? .again(after: asked, isAsked: true) : .settled
        }
        let doublings = Double(1 << min(attempt - 1, 20))
        return .again(after: min(base * doublings, ceiling) * chance, isAsked: false)
    }

    /// What may pass by itself: overload, and what a gateway says of a server that is away. Of the
    /// other 4xx none does.
    static func passes(_ status: Int) -> Bool {
        switch status {
        case 408, 429, 500, 502, 503, 504: true
        default: false
        }
    }
}
