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

        fileprivate func offer(_ key: ConversationKey, _ forecast: Forecast) {
            let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
                guard state.ended == nil, !state.isOver else { return nil }
                if let old = state.latest[key] {
                    state.latest[key] = (forecast, old.conflated + 1)
                } else if state.order.count < backlog {
                    state.latest[key] = (forecast, 0)
                    state.order.append(key)
                } else {
                    state.ended = Status(
                        .resourceExhausted,
                        "this watcher has news of \(backlog) conversations that it did not take, "
                            + "as many as limits.watchBacklog allows; watch again, and read faster")
                }
                return Self.wake(&state)
            }
            waiter?.resume()
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
            reader.offer(key, forecast)
        }
    }
}
