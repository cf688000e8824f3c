internal import Synchronization

extension HTTPClient {
    /// Tries until there is an answer that trying again would not better, or the policy's patience
    /// ends. The last answer is returned then, whatever its status.
    ///
    /// - Parameter isFinal: true for an answer that only looks as if it would pass, such as a 429
    ///   for a spent quota.
    package func send(
        _ request: ServiceRequest, _ policy: RetryPolicy,
        isFinal: @Sendable (ServiceAnswer) -> Bool = { _ in false }
    ) async throws(OutboundError) -> ServiceAnswer {
        budget.deposit()
        let began = ContinuousClock.now
        var attempt = 1
        while true {
            try await rest(until: pace.next, policy)
            let result: Result<ServiceAnswer, OutboundError>
            do throws(OutboundError) {
                let response = try await send(request)
                if let wait = ServiceHints(response.headers).pause(after: response.status) {
                    pace.hold(for: min(wait, policy.longestWait))
                }
                result = .success(response)
            } catch {
                result = .failure(error)
            }
            if case .success(let response) = result, isFinal(response) { return response }
            let verdict = policy.verdict(
                on: result, attempt: attempt, spent: .now - began, chance: .random(in: 0..<1))
            switch verdict {
            case .settled: return try result.get()
            case .again(let wait, let isAsked):
                // What a service asked for costs nothing; guesses are rationed, so that many
                // callers do not trample a service that is down.
                guard isAsked || budget.withdraw() else { return try result.get() }
                counted.withLock { $0.retries += 1 }
                if isAsked { pace.hold(for: wait) } else { try await rest(for: wait) }
            }
            attempt += 1
        }
    }

    private func rest(
        until moment: ContinuousClock.Instant?, _ policy: RetryPolicy
    ) async throws(OutboundError) {
        guard let moment, moment > .now else { return }
        counted.withLock { $0.pauses += 1 }
        try await rest(for: moment - .now)
    }

    private func rest(for time: Duration) async throws(OutboundError) {
        do {
            try await Task.sleep(for: time)
        } catch {
            throw OutboundError(.cancelled, "the caller gave up waiting")
        }
    }
}
