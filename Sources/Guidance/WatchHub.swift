package import Messages
internal import Synchronization

/// Who hears of a forecast. A reader that is slow gets the latest of each conversation, and how
/// many it missed; nobody waits for it.
package final class WatchHub: Sendable {
    package struct News: Sendable, Equatable {
        package let conversation: ConversationKey
        package let forecast: Forecast
        /// Forecasts of this conversation that this one took the place of.
        package let conflated: Int
    }

    /// One reader. Dropping it ends its interest.
    package final class Subscription: Sendable {
        fileprivate struct State {
            var order: [ConversationKey] = []
            var latest: [ConversationKey: (forecast: Forecast, conflated: Int)] = [:]
            var waiter: CheckedContinuation<Void, Never>?
            var ended: Status?
            var isOver = false
        }
        fileprivate let tenant: TenantID
        fileprivate let conversation: String?
        private let backlog: Int
        private let state = Mutex(State())

        fileprivate init(tenant: TenantID, conversation: String?, backlog: Int) {
            self.tenant = tenant
            self.conversation = conversation
            self.backlog = backlog
        }

        /// The next news; nil when there will be none, because ``end()`` was called or the task is
        /// cancelled. For one reader at a time.
        package func next() async throws(Status) -> News? {
            while true {
                let (news, ended, isOver) = take()
                if let news { return news }
                if let ended { throw ended }
                if isOver || Task.isCancelled { return nil }
                await wait()
            }
        }

        /// No more news: what is there can still be taken.
        package func end() {
            let waiter = state.withLock { state in
                state.isOver = true
                return Self.wake(&state)
            }
            waiter?.resume()
        }

        private func take() -> (News?, Status?, Bool) {
            state.withLock { state in
                guard let key = state.order.first, let latest = state.latest[key] else {
                    return (nil, state.ended, state.isOver)
                }
                state.order.removeFirst()
                state.latest[key] = nil
                let news = News(
                    conversation: key, forecast: latest.forecast, conflated: latest.conflated)
                return (news, nil, false)
            }
        }

        private func wait() async {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        let isReady =
                            !state.order.isEmpty || state.ended != nil || state.isOver
                            || Task.isCancelled
                        if !isReady { state.waiter = continuation }
                        return isReady
                    }
                    if isReady { continuation.resume() }
                }
            } onCancel: {
                state.withLock { Self.wake(&$0) }?.resume()
            }
        }

        /// Conversations with news that have not been taken.
        fileprivate var backlogCount: Int { state.withLock { $0.order.count } }

        fileprivate enum Reception { case kept, conflated, cut }

        fileprivate func offer(_ key: ConversationKey, _ forecast: Forecast) -> Reception {
            var reception = Reception.kept
            let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
                guard state.ended == nil, !state.isOver else { return nil }
                if let old = state.latest[key] {
                    reception = .conflated
                    state.latest[key] = (forecast, old.conflated + 1)
                } else if state.order.count < backlog {
                    state.latest[key] = (forecast, 0)
                    state.order.append(key)
                } else {
                    reception = .cut
                    state.ended = Status(
                        .resourceExhausted,
                        "this watcher has news of \(backlog) conversations that it did not take, "
                            + "as many as limits.watchBacklog allows; watch again, and read faster")
                }
                return Self.wake(&state)
            }
            waiter?.resume()
            return reception
        }

        private static func wake(_ state: inout State) -> CheckedContinuation<Void, Never>? {
            defer { state.waiter = nil }
            return state.waiter
        }
    }

    private struct Reader: Sendable {
        weak let subscription: Subscription?
    }

    private let backlog: Int
    private let readers = Mutex<[TenantID: [Reader]]>([:])
    private let conflated = Atomic<Int>(0)
    private let cut = Atomic<Int>(0)

    package init(backlog: Int) { self.backlog = backlog }

    /// News of one conversation, or of all of a tenant's.
    package func subscribe(_ tenant: TenantID, conversation: String?) -> Subscription {
        let subscription = Subscription(
            tenant: tenant, conversation: conversation, backlog: backlog)
        readers.withLock { readers in
            readers[tenant, default: []].removeAll { $0.subscription == nil }
            readers[tenant, default: []].append(Reader(subscription: subscription))
        }
        return subscription
    }

    func publish(_ key: ConversationKey, _ forecast: Forecast) {
        let interested = readers.withLock { readers in
            (readers[key.tenant] ?? []).compactMap(\.subscription)
        }
        for reader in interested where reader.conversation ?? key.conversation == key.conversation {
            switch reader.offer(key, forecast) {
            case .kept: break
            case .conflated: conflated.add(1, ordering: .relaxed)
            case .cut: cut.add(1, ordering: .relaxed)
            }
        }
    }

    /// Who listens, and how far they are behind.
    package var load: Load {
        let all = readers.withLock { $0.values.flatMap { $0.compactMap(\.subscription) } }
        return Load(
            watchers: all.count, backlog: all.reduce(0) { $0 + $1.backlogCount },
            longest: all.map(\.backlogCount).max() ?? 0, backlogMax: backlog,
            conflated: conflated.load(ordering: .relaxed), cut: cut.load(ordering: .relaxed))
    }

    package struct Load: Sendable, Equatable {
        package let watchers: Int
        /// Conversations with news that no watcher has taken, of all watchers and of the slowest.
        package let backlog: Int
        package let longest: Int
        package let backlogMax: Int
        /// Forecasts that a later one took the place of, since the start.
        package let conflated: Int
        /// Watchers that were ended because they were too slow, since the start.
        package let cut: Int
    }
}
