internal import Messages

@testable internal import Wire

/// Remembers how calls ended; refuses all where it is told to.
final class RecordingGate: CallGate {
    private let refusal: Status?
    private struct State {
        var admitted: Set<String> = []
        var ends: [(path: String, code: StatusCode)] = []
        var watchers: [AsyncStream<Void>.Continuation] = []
    }
    private let state = Locked(State())

    init(refusal: Status? = nil) { self.refusal = refusal }

    func admit(_ call: Call) throws(Status) {
        if let refusal { throw refusal }
        change { $0.admitted.insert(call.path) }
    }

    func finished(_ call: Call, code: StatusCode, duration: Duration) {
        change { $0.ends.append((call.path, code)) }
    }

    var all: [StatusCode] { state.withLock { $0.ends.map(\.code) } }

    /// Waits until a call of `path` has come as far as its handler.
    func admitted(_ path: String) async {
        _ = await first { $0.admitted.contains(path) ? true : nil }
    }

    /// Waits until `count` calls of `path` have ended.
    func codes(of path: String, count: Int) async -> [StatusCode] {
        await first { state in
            let codes = state.ends.filter { $0.path == path }.map(\.code)
            return codes.count >= count ? codes : nil
        } ?? []
    }

    private func change(_ body: (inout State) -> Void) {
        let watchers = state.withLock { state in
            body(&state)
            return state.watchers
        }
        for watcher in watchers { watcher.yield() }
    }

    /// The first that `find` finds; nil when the test's time limit cancels it.
    private func first<Found>(_ find: (State) -> Found?) async -> Found? {
        let (changes, watcher) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { $0.watchers.append(watcher) }
        watcher.yield()
        for await _ in changes {
            if let found = state.withLock({ find($0) }) { return found }
        }
        return nil
    }
}
