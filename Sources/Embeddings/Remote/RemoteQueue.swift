internal import Outbound
internal import Synchronization

/// A text on its way to the service, and who waits for its vector.
final class RemoteTicket: Sendable {
    typealias Answer = Result<[Float], EmbeddingError>

    private enum State {
        case open
        case awaited(CheckedContinuation<Answer, Never>)
        case settled(Answer)
    }

    let text: String
    private let state = Mutex(State.open)

    init(_ text: String) { self.text = text }

    /// Asked for once.
    func value() async -> Answer {
        await withCheckedContinuation { continuation in
            let known: Answer? = state.withLock { state in
                if case .settled(let answer) = state { return answer }
                state = .awaited(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }

    /// Only the first time counts.
    func settle(_ answer: Answer) {
        let waiting: CheckedContinuation<Answer, Never>? = state.withLock { state in
            defer { if case .settled = state {} else { state = .settled(answer) } }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(returning: answer)
    }

    var isSettled: Bool {
        state.withLock { if case .settled = $0 { true } else { false } }
    }
}

/// Texts that wait for a call, in their order.
final class RemoteQueue: Sendable {
    private struct State {
        var waiting: [RemoteTicket] = []
        var calls = 0
    }

    private let callsAtOnce: Int
    private let state = Mutex(State())

    init(callsAtOnce: Int) { self.callsAtOnce = max(1, callsAtOnce) }

    func add(_ texts: [String]) throws(EmbeddingError) -> [RemoteTicket] {
        let tickets = texts.map(RemoteTicket.init)
        let fits = state.withLock { state in
            // A caller of its own is never refused for the number of its texts alone.
            guard
                state.waiting.isEmpty
                    || state.waiting.count + tickets.count <= EmbeddingLimits.waitingTextsMax
            else { return false }
            state.waiting += tickets
            return true
        }
        guard fits else {
            throw EmbeddingError(
                .overloaded,
                "more than \(EmbeddingLimits.waitingTextsMax) texts wait for the embedding "
                    + "service; try again later")
        }
        return tickets
    }

    /// Texts for one call, which is counted until ``done()``; nil where no call may be begun.
    func next() -> [RemoteTicket]? {
        state.withLock { state in
            // Whoever gave up is settled already, and not asked for.
            state.waiting.removeAll(where: \.isSettled)
            guard state.calls < callsAtOnce, !state.waiting.isEmpty else { return nil }
            var bytes = 0
            let count =
                state.waiting.prefix(OutboundLimits.textsPerCall).prefix { ticket in
                    bytes += ticket.text.utf8.count
                    return bytes <= OutboundLimits.textBytesPerCall
                }.count
            let batch = Array(state.waiting.prefix(max(1, count)))
            state.waiting.removeFirst(batch.count)
            state.calls += 1
            return batch
        }
    }

    func done() { state.withLock { $0.calls -= 1 } }

    /// Texts that nobody wants any more. A call under way goes on for the others in it.
    func drop(_ tickets: [RemoteTicket]) {
        for ticket in tickets {
            ticket.settle(.failure(EmbeddingError(.cancelled, "the caller gave up waiting")))
        }
    }
}
