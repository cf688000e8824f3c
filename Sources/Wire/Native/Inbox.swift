internal import DequeModule
internal import Messages

/// Messages that have arrived on a stream and wait for their reader. The event loop puts, one task
/// takes.
final class Inbox: Sendable {
    private typealias Reader = CheckedContinuation<Result<Payload?, Status>, Never>

    private struct State {
        var messages: Deque<Payload> = []
        var bytes = 0
        /// Nil while more may come; a failure or the proper end afterwards.
        var end: Result<Void, Status>?
        var reader: Reader?
    }

    private let state = Locked(State())
    private let messagesMax: Int
    private let bytesMax: Int

    init(limits: WireLimits) {
        messagesMax = limits.streamInboundMessages
        bytesMax = limits.streamInboundBytes
    }

    /// False when the reader is too far behind: the message was not taken.
    func put(_ message: Payload) -> Bool {
        let (reader, isTaken) = state.withLock { state -> (Reader?, Bool) in
            guard state.end == nil else { return (nil, true) }
            if let reader = state.reader {
                state.reader = nil
                return (reader, true)
            }
            guard state.messages.count < messagesMax, state.bytes + message.count <= bytesMax else {
                return (nil, false)
            }
            state.messages.append(message)
            state.bytes += message.count
            return (nil, true)
        }
        reader?.resume(returning: .success(message))
        return isTaken
    }

    /// No more messages; those that are here can still be read.
    func finish() { close(.success(()), discarding: false) }

    /// No more messages, and the ones that are here no longer matter.
    func fail(_ status: Status) { close(.failure(status), discarding: true) }

    /// A failure that comes after the messages that are here.
    func finish(throwing status: Status) { close(.failure(status), discarding: false) }

    private func close(_ end: Result<Void, Status>, discarding: Bool) {
        let reader = state.withLock { state -> Reader? in
            guard state.end == nil || discarding else { return nil }
            state.end = end
            if discarding {
                state.messages = []
                state.bytes = 0
            }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: Self.last(end))
    }

    /// The next message, nil after the last. One reader at a time.
    func next() async throws(Status) -> Payload? {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: Reader) in
                let result = state.withLock { state -> Result<Payload?, Status>? in
                    if let message = state.messages.popFirst() {
                        state.bytes -= message.count
                        return .success(message)
                    }
                    if let end = state.end { return Self.last(end) }
                    if Task.isCancelled { return .failure(Self.cancelled) }
                    precondition(state.reader == nil, "two tasks read one stream")
                    state.reader = continuation
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let reader = state.withLock { state -> Reader? in
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume(returning: .failure(Self.cancelled))
        }
        return try result.get()
    }

    private static func last(_ end: Result<Void, Status>) -> Result<Payload?, Status> {
        switch end {
        case .success: .success(nil)
        case .failure(let status): .failure(status)
        }
    }

    private static let cancelled = Status(.cancelled, "the task that read the stream was cancelled")
}
