internal import Accounts
internal import Messages
internal import Synchronization
internal import Wire

/// What each tenant may take: calls under way, events and embeddings a second. Its quota is read
/// each time from the accounts' snapshot, so a change counts from the next call on.
final class Quotas: Sendable {
    /// What is counted by the second.
    enum Flow: String, CaseIterable {
        case events = "events_per_second"
        case embeddings = "embeddings_per_second"

        fileprivate func rate(_ quota: Quota) -> Double? {
            switch self {
            case .events: quota.eventsPerSecond
            case .embeddings: quota.embeddingsPerSecond
            }
        }
    }

    private struct Taken {
        var underWay = 0
        var budgets: [Flow: QuotaBudget] = [:]
    }

    private let book: AccountBook
    private let callsPerTenant: Int
    /// Tenants with calls under way or a quota of some flow: no more than there are tenants.
    private let taken = Mutex<[TenantID: Taken]>([:])

    init(_ book: AccountBook, callsPerTenant: Int) {
        self.book = book
        self.callsPerTenant = callsPerTenant
    }

    /// By tenant, those that have any.
    var callsUnderWay: [TenantID: Int] {
        taken.withLock { $0.mapValues(\.underWay).filter { $0.value > 0 } }
    }

    /// Counts a call that is let in, or refuses it. What was begun has to be ended.
    func begin(_ call: Call, _ tenant: TenantID) throws(Status) {
        let quota = book.quota(of: tenant)
        let most = quota.concurrentCalls ?? callsPerTenant
        let isFull = taken.withLock { taken in
            guard taken[tenant, default: Taken()].underWay < most else { return true }
            taken[tenant, default: Taken()].underWay += 1
            return false
        }
        if isFull {
            let name =
                quota.concurrentCalls == nil
                ? "limits.callsPerTenant" : "its quota concurrent_calls"
            throw Status(
                .resourceExhausted, "the tenant has \(name) = \(most) calls under way"
            ).errorInfo(reason: "TENANT_BUSY", metadata: ["quota": "concurrent_calls"])
                .retry(after: .milliseconds(100))
        }
        guard Self.isEvent(call) else { return }
        do throws(Status) {
            try take(1, of: .events, tenant)
            if call.method == "Observe" { try take(1, of: .embeddings, tenant) }
        } catch {
            end(tenant)
            throw error
        }
    }

    func end(_ tenant: TenantID) {
        taken.withLock { taken in
            guard var left = taken[tenant] else { return }
            left.underWay = max(0, left.underWay - 1)
            taken[tenant] = left.underWay == 0 && left.budgets.isEmpty ? nil : left
        }
    }

    /// Takes `count` from what the tenant may take a second, or refuses with the time until it may.
    func take(_ count: Int, of flow: Flow, _ tenant: TenantID) throws(Status) {
        guard let (rate, wait) = spend(count, of: flow, tenant) else { return }
        throw Status(
            .resourceExhausted,
            "the tenant's quota \(flow.rawValue) = \(rate) is used up; try again later"
        ).errorInfo(reason: "QUOTA_EXCEEDED", metadata: ["quota": flow.rawValue])
            .retry(after: wait)
    }

    /// Waits until the tenant may take one more event with its embedding: for callers that are not
    /// to be refused.
    func wait(for tenant: TenantID) async throws {
        for flow in Flow.allCases {
            while let (_, wait) = spend(1, of: flow, tenant) { try await Task.sleep(for: wait) }
        }
    }

    /// Nil when it was there; else the quota, and how long it takes to be there again.
    private func spend(
        _ count: Int, of flow: Flow, _ tenant: TenantID
    ) -> (rate: Double, wait: Duration)? {
        guard let rate = flow.rate(book.quota(of: tenant)) else { return nil }
        let now = ContinuousClock.now
        let wait = taken.withLock { taken in
            taken[tenant, default: Taken()].budgets[flow, default: QuotaBudget(rate, now)]
                .take(count, rate: rate, now: now)
        }
        return wait.map { (rate, $0) }
    }

    private static func isEvent(_ call: Call) -> Bool {
        call.service == ScoringService.name && (call.method == "Observe" || call.method == "Close")
    }
}

/// A second's worth of something, refilled all the time. A taking that is larger than what is left
/// is let through where anything is left, and owed: so a long transcript passes whole, and what
/// comes after it waits. The rate may be another one each time.
struct QuotaBudget {
    private var left: Double
    private var filledAt: ContinuousClock.Instant

    init(_ rate: Double, _ now: ContinuousClock.Instant) {
        left = max(1, rate)
        filledAt = now
    }

    /// Nil when `count` was taken; else how long until there is something again.
    mutating func take(
        _ count: Int, rate: Double, now: ContinuousClock.Instant
    ) -> Duration? {
        let (seconds, attoseconds) = filledAt.duration(to: now).components
        let elapsed = Double(seconds) + Double(attoseconds) / 1e18
        filledAt = now
        left = min(max(1, rate), left + elapsed * rate)
        guard left < 1 else {
            left -= Double(count)
            return nil
        }
        // A rate of zero takes nothing, ever: ask again in a while, it may have been changed.
        return rate > 0 ? .seconds(min(60, (1 - left) / rate)) : .seconds(60)
    }
}
