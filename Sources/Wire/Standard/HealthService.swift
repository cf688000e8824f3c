package import Messages

/// `grpc.health.v1.Health`: whether the server, or one of its services, takes calls.
///
/// The name "" stands for the server as a whole. Starts NOT_SERVING: whoever starts a server says
/// when it is ready, and turns it off again before it drains.
package final class HealthService: Sendable {
    private struct State {
        var statuses: [String: ServingStatus] = [:]
        var watchers: [Int: Watcher] = [:]
        var nextWatcher = 0
    }

    private struct Watcher {
        let service: String
        let signal: AsyncStream<ServingStatus>.Continuation
    }

    private let state: Locked<State>

    /// - Parameter services: names that can be asked for, beside "".
    package init(services: [String] = []) {
        let names = [""] + services
        state = Locked(
            State(statuses: Dictionary(names.map { ($0, .notServing) }) { first, _ in first }))
    }

    /// Sets one service, or the server as a whole (""), and tells those who watch it.
    package func set(_ status: ServingStatus, for service: String = "") {
        let signals = state.withLock { state in
            state.statuses[service] = status
            return state.watchers.values.filter { $0.service == service }.map(\.signal)
        }
        for signal in signals { signal.yield(status) }
    }

    package func setAll(_ status: ServingStatus) {
        for service in state.withLock({ Array($0.statuses.keys) }) { set(status, for: service) }
    }

    package func status(of service: String = "") -> ServingStatus? {
        state.withLock { $0.statuses[service] }
    }

    /// What goes into the server's list of services.
    package var service: Service {
        Service(
            "grpc.health.v1.Health",
            methods: [
                Method(
                    "Check", .immediate { request, _ throws(Status) in try self.check(request) }),
                Method(
                    "Watch", kind: .serverStreaming,
                    .streaming { requests, replies, call in
                        try await self.watch(requests, replies, call)
                    }),
            ])
    }

    private func check(_ request: Payload) throws(Status) -> Payload {
        let request = try request.read(HealthCheckRequest.self)
        guard let status = status(of: request.service) else {
            throw Status(.notFound, "no service \(request.service) is known here")
        }
        return Payload(HealthCheckResponse.Draft(status: status))
    }

    /// The state now, and again at each change until the caller goes or the server drains. A
    /// service that is not known may come to be.
    private func watch(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        guard let first = try await requests.next() else {
            throw Status(.invalidArgument, "Watch takes one HealthCheckRequest")
        }
        let service = try Self.name(in: first)
        let (id, changes) = register(service)
        defer { state.withLock { _ = $0.watchers.removeValue(forKey: id) } }
        try await withThrowingTaskGroup { group in
            group.addTask {
                var last: ServingStatus?
                for await status in changes where status != last {
                    last = status
                    try await replies.send(Payload(HealthCheckResponse.Draft(status: status)))
                }
            }
            group.addTask { await call.drain.wait() }
            // Whichever is first: the caller has gone, or the server wants to stop.
            try await group.next()
            group.cancelAll()
        }
    }

    private static func name(in request: Payload) throws(Status) -> String {
        try request.read(HealthCheckRequest.self).service
    }

    private func register(_ service: String) -> (id: Int, changes: AsyncStream<ServingStatus>) {
        // Only the newest state matters to somebody who reads slowly.
        let (changes, signal) = AsyncStream.makeStream(
            of: ServingStatus.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.nextWatcher += 1
            state.watchers[state.nextWatcher] = Watcher(service: service, signal: signal)
            signal.yield(state.statuses[service] ?? .serviceUnknown)
            return state.nextWatcher
        }
        return (id, changes)
    }
}
