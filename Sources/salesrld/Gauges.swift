internal import Connectors
internal import CoreMetrics
internal import Embeddings
internal import Messages
internal import Storage
internal import Synchronization

/// What rooms know of themselves, copied into the metrics when somebody looks.
struct Gauges: Sendable {
    let store: any Store
    let cache: CachedEmbedder
    let connectors: ConnectorHost

    func refresh() {
        let size = store.size
        set("salesrl_conversations", size.conversations)
        set("salesrl_store_bytes", size.bytes)
        let counts = cache.counts
        set("salesrl_embedding_cache_hits", counts.hits)
        set("salesrl_embedding_cache_misses", counts.misses)
        set("salesrl_embedding_cache_evictions", counts.evictions)
        set("salesrl_embedding_cache_bytes", counts.bytes)
        for one in connectors.status() {
            let labels = [("connector", one.name), ("tenant", one.tenant.name)]
            set("salesrl_connector_up", one.state == .running ? 1 : 0, labels)
            set("salesrl_connector_restarts", one.restarts, labels)
            set("salesrl_connector_delivered", one.delivered, labels)
            set("salesrl_connector_refused", one.refused, labels)
            set("salesrl_connector_written_back", one.writtenBack, labels)
            set("salesrl_connector_write_backs_waiting", one.writeBacksWaiting, labels)
        }
    }

    private func set(_ name: String, _ value: Int, _ labels: [(String, String)] = []) {
        Meter(label: name, dimensions: labels).set(Int64(value))
    }
}

/// How long each step of the graph takes.
final class NodeTimes: Sendable {
    private let timers = Mutex<[String: CoreMetrics.Timer]>([:])

    func record(_ node: String, _ took: Duration) {
        let timer = timers.withLock { timers in
            if let known = timers[node] { return known }
            let fresh = CoreMetrics.Timer(
                label: "salesrl_step_seconds", dimensions: [("step", node)])
            timers[node] = fresh
            return fresh
        }
        let (seconds, attoseconds) = took.components
        timer.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
