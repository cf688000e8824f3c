internal import Messages
internal import Synchronization

/// A connector's forecasts on their way back, and the one reader that waits for them.
final class Outbox: Sendable {
    fileprivate struct State {
        var entries: OutboxState
        /// Whether the connector carries anything back. Known once it asks.
        var isRead = false
        var next = 0
        var reader: (id: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state: Mutex<State>
    private let batch: Int

    init(countMax: Int, batch: Int) {
        state = Mutex(State(entries: OutboxState(countMax: countMax)))
        self.batch = batch
    }

    /// What ``ConnectorStatus`` says of it.
    var counts: (waiting: Int, carried: Int, dropped: Int) {
        state.withLock { ($0.entries.count, $0.entries.carried, $0.entries.dropped) }
    }

    /// A connector that carries nothing back never asks, and nothing is kept for it.
    func add(_ conversation: String, _ forecast: Forecast) {
        let reader = state.withLock { state in
            guard state.isRead else { return nil as CheckedContinuation<Void, Never>? }
            state.entries.add(conversation, forecast)
            return state.takeReader()
        }
        reader?.resume()
    }

    /// The connector's process is a new one.
    func restart() {
        state.withLock { state in state.entries.restart() }
    }

    /// The connector asks: what it was given before is carried back, and there may be more. Waits
    /// for the next batch; empty when the task is cancelled or `drain` begins.
    func next() async -> [(conversation: String, forecast: Forecast)] {
        let id = state.withLock { state in
            state.isRead = true
            state.entries.acknowledge()
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.entries.hasWaiting || Task.isCancelled { return true }
                    // A second reader takes the place of the first, which then finds nothing.
                    let before = state.takeReader()
                    state.reader = (id, continuation)
                    before?.resume()
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let reader = state.withLock { $0.reader?.id == id ? $0.takeReader() : nil }
            reader?.resume()
        }
        if Task.isCancelled { return [] }
        return state.withLock { $0.entries.take(batch) }
    }
}

extension Outbox.State {
    fileprivate mutating func takeReader() -> CheckedContinuation<Void, Never>? {
        defer { reader = nil }
        return reader?.continuation
    }
}
