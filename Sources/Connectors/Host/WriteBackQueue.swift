internal import Messages
internal import Storage
internal import Synchronization

/// A connector's forecasts on their way back: they wait in the store's outbox, and leave it when
/// the connector's process asks for more, which says that it carried what it was given.
///
/// A batch that a process took and did not carry comes again, to the next process or after the next
/// start of the daemon.
final class WriteBackQueue: Sendable {
    private struct State {
        /// Handed out, and not known to be carried.
        var sent: [Parcel] = []
        var carried = 0
        /// Something may wait that nobody has looked for.
        var isStirred = false
        /// Processes so far: what one of them was given, the next has not carried.
        var lives = 0
        var nextReader = 0
        var reader: (id: Int, continuation: CheckedContinuation<Void, Never>)?

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { reader = nil }
            return reader?.continuation
        }
    }

    private let state = Mutex(State())
    private let outbox: any Outbox
    private let consumer: Consumer
    private let batch: Int

    init(_ outbox: any Outbox, of consumer: Consumer, batch: Int) {
        self.outbox = outbox
        self.consumer = consumer
        self.batch = batch
    }

    /// What ``ConnectorStatus`` says of it.
    var counts: (waiting: Int, carried: Int) {
        (outbox.count(waitingFor: consumer), state.withLock { $0.carried })
    }

    /// Something new waits.
    func stir() {
        let reader = state.withLock { state in
            state.isStirred = true
            return state.takeReader()
        }
        reader?.resume()
    }

    /// The connector's process is a new one.
    func restart() {
        state.withLock { state in
            state.sent = []
            state.lives += 1
        }
    }

    /// The connector asks: what it was given before is carried back, and there may be more. Waits
    /// for the next batch; empty when the task is cancelled, or another reader asks.
    ///
    /// A connector that carries nothing back never asks, and nothing is kept for it.
    func next() async throws(StorageError) -> [Parcel] {
        let (carried, life) = state.withLock { state in
            defer { state.sent = [] }
            return (state.sent, state.lives)
        }
        try await outbox.follow(consumer)
        try await outbox.settle(carried, of: consumer)
        state.withLock { $0.carried += carried.count }
        while !Task.isCancelled {
            // What comes after this look stirs again.
            state.withLock { $0.isStirred = false }
            let found = try await outbox.waiting(for: consumer, atMost: batch)
            if !found.isEmpty {
                return state.withLock { state in
                    guard state.lives == life else { return [] }
                    state.sent = found
                    return found
                }
            }
            guard await stirred() else { break }
        }
        return []
    }

    /// Waits until something may wait. False where another reader took this one's place.
    private func stirred() async -> Bool {
        let id = state.withLock { state in
            state.nextReader += 1
            return state.nextReader
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isOver, before) = state.withLock { state in
                    let before = state.takeReader()
                    if state.isStirred || Task.isCancelled { return (true, before) }
                    state.reader = (id, continuation)
                    return (false, before)
                }
                before?.resume()
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let reader = state.withLock { $0.reader?.id == id ? $0.takeReader() : nil }
            reader?.resume()
        }
        return state.withLock { $0.nextReader == id }
    }
}
