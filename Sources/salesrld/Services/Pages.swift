internal import Accounts
internal import Messages
internal import Synchronization
internal import Wire

/// The pages of the HTTP/1.1 door: for probes, and for whoever gathers metrics.
struct Pages: Sendable {
    let health: HealthService
    let gate: Gate
    let gauges: Gauges
    /// Whose traffic is told of, once it is there.
    let port = Port()

    /// The server that the pages are part of.
    final class Port: Sendable {
        private let server = Mutex<WireServer?>(nil)

        func open(_ server: WireServer) { self.server.withLock { $0 = server } }

        var snapshot: WireSnapshot? { server.withLock { $0?.snapshot } }
    }

    var routes: HTTPRoutes {
        HTTPRoutes([
            "/healthz": { _ in HTTPAnswer(text: "ok\n") },
            "/readyz": { [health] _ in
                health.status() == .serving
                    ? HTTPAnswer(text: "ready\n")
                    : HTTPAnswer(status: 503, text: "not ready: starting or stopping\n")
            },
            // It is built from every room: not on the connection's thread.
            "/metrics": { request in
                await withTaskExecutorPreference(globalConcurrentExecutor) { metrics(request) }
            },
        ])
    }

    private func metrics(_ request: HTTPRequest) -> HTTPAnswer {
        let call = Call(
            service: "pages", method: "metrics", door: .http, metadata: request.headers,
            peer: request.peer, deadline: nil, drain: DrainSignal())
        let principal: Principal
        do throws(Status) {
            principal = try gate.doorkeeper.letIn(call).principal
        } catch {
            let status =
                switch error.code {
                case .unauthenticated: 401
                case .permissionDenied: 403
                case .notFound: 404
                case .resourceExhausted: 429
                default: 503
                }
            return HTTPAnswer(status: status, text: "\(error.message)\n")
        }
        if let snapshot = port.snapshot { gauges.refresh(snapshot) }
        let seesAll = Permissions.allows(principal.role, Permissions.metricsOfAllTenants)
        return HTTPAnswer(
            contentType: "text/plain; version=0.0.4; charset=utf-8",
            text: gauges.observatory.text(for: seesAll ? nil : principal.tenant))
    }
}
