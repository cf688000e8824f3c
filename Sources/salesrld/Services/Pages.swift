internal import Messages
internal import Wire

/// The pages of the HTTP/1.1 door: for probes, and for whoever gathers metrics.
struct Pages: Sendable {
    let health: HealthService
    let metrics: Metrics
    /// Brings gauges up to date before they are shown.
    let refresh: @Sendable () -> Void

    var routes: HTTPRoutes {
        HTTPRoutes([
            "/healthz": { _ in HTTPAnswer(text: "ok\n") },
            "/readyz": { [health] _ in
                health.status() == .serving
                    ? HTTPAnswer(text: "ready\n")
                    : HTTPAnswer(status: 503, text: "not ready: starting or stopping\n")
            },
            "/metrics": { [metrics, refresh] _ in
                refresh()
                return HTTPAnswer(
                    contentType: "text/plain; version=0.0.4; charset=utf-8", text: metrics.text())
            },
        ])
    }
}
