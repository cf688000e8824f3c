internal import Foundation
internal import Telemetry

/// What a daemon did between two readings. Rates are per second, times in seconds, sizes in bytes.
struct Glance: Encodable, Sendable {
    struct Process: Encodable, Sendable {
        /// Processor seconds a second.
        let processors: Double
        let memory, files, filesMax, threads, uptime: Double
    }
    struct Calls: Encodable, Sendable {
        let method, door: String
        let perSecond, failedPerSecond: Double
        let p50, p99: Double?
    }
    struct Step: Encodable, Sendable {
        let step: String
        let perSecond, degradedPerSecond: Double
        let p50, p99: Double?
        /// Of the time that all steps took.
        let share: Double
    }
    struct Queue: Encodable, Sendable {
        let queue: String
        let now: Double
        /// Nil where only the machine is the limit.
        let limit: Double?
    }
    struct Tenant: Encodable, Sendable {
        let tenant: String
        let eventsPerSecond, refusedPerSecond, callsPerSecond, callsUnderWay: Double
    }
    struct Door: Encodable, Sendable {
        let door: String
        let connections, callsUnderWay, receivedPerSecond, sentPerSecond: Double
    }
    struct Connector: Encodable, Sendable {
        let connector, tenant: String
        let isUp: Bool
        let deliveredPerSecond, refusedPerSecond, waiting, writeBacksPerSecond, restarts: Double
    }
    struct Cache: Encodable, Sendable {
        /// Of the texts asked for; nil where none was.
        let hitShare: Double?
        let entries, bytes: Double
    }
    struct Store: Encodable, Sendable {
        let conversations, bytes, commitsPerSecond: Double
        let commitP50, commitP99, groupMean: Double?
    }

    let version, model, kernels: String
    let seconds: Double
    let turnsPerSecond, callsPerSecond, failedPerSecond: Double
    let handshakesPerSecond, failedHandshakesPerSecond: Double
    let process: Process
    let calls: [Calls]
    let steps: [Step]
    let queues: [Queue]
    let tenants: [Tenant]
    let doors: [Door]
    let connectors: [Connector]
    let cache: Cache
    let store: Store
}

extension Glance {
    init(_ now: Reading, since before: Reading) {
        self.init(Change(now: now, before: before))
    }

    private init(_ change: Change) {
        let page = change.page
        let build = page.all("salesrl_build_info").first?.labels ?? [:]
        version = build["version"] ?? "?"
        model = build["model"] ?? "?"
        kernels = build["kernels"] ?? "?"
        seconds = change.seconds
        turnsPerSecond = change.rate("salesrl_step_seconds_count", ["step": "Score"])
        callsPerSecond = change.rate("salesrl_calls_total")
        failedPerSecond = callsPerSecond - change.rate("salesrl_calls_total", ["code": "OK"])
        let shaken = "salesrl_tls_handshakes_total"
        handshakesPerSecond = change.rate(shaken, ["result": "finished"])
        failedHandshakesPerSecond = change.rate(shaken) - handshakesPerSecond
        process = Process(
            processors: change.rate("process_cpu_seconds_total"),
            memory: page.sum("process_resident_memory_bytes"),
            files: page.sum("process_open_fds"), filesMax: page.sum("process_max_fds"),
            threads: page.sum("process_threads"),
            uptime: max(
                0, Date().timeIntervalSince1970 - page.sum("process_start_time_seconds")))
        calls = change.calls
        steps = change.steps
        queues = change.queues
        tenants = change.tenants
        doors = change.doors
        connectors = change.connectors
        let known = change.rate("salesrl_embedding_cache_hits_total")
        let asked =
            known + change.rate("salesrl_embedding_cache_misses_total")
            + change.rate("salesrl_embedding_cache_joins_total")
        cache = Cache(
            hitShare: asked > 0 ? known / asked : nil,
            entries: page.sum("salesrl_embedding_cache_entries"),
            bytes: page.sum("salesrl_embedding_cache_bytes"))
        let clerk = ["clerk": "store-write"]
        let commit = change.distribution("salesrl_store_commit_seconds", clerk)
        store = Store(
            conversations: page.sum("salesrl_conversations"),
            bytes: page.sum("salesrl_store_bytes"),
            commitsPerSecond: (commit?.count ?? 0) / change.seconds,
            commitP50: commit?.quantile(0.5), commitP99: commit?.quantile(0.99),
            groupMean: change.distribution("salesrl_store_group_size", clerk)?.mean)
    }
}

/// Two readings, and what lies between them.
private struct Change {
    let now: Reading
    let before: Reading

    var page: MetricsPage { now.page }

    var seconds: Double {
        let (whole, attoseconds) = before.at.duration(to: now.at).components
        return max(1e-3, Double(whole) + Double(attoseconds) * 1e-18)
    }

    /// Growth a second; of a daemon that started anew in between, what it has counted since.
    func rate(_ name: String, _ labels: [String: String] = [:]) -> Double {
        let (last, first) = (page.sum(name, labels), before.page.sum(name, labels))
        return (last >= first ? last - first : last) / seconds
    }

    func distribution(_ name: String, _ labels: [String: String] = [:]) -> Distribution? {
        page.histogram(name, labels)?.since(before.page.histogram(name, labels))
    }

    var calls: [Glance.Calls] {
        let name = "salesrl_calls_total"
        return page.values(of: "method", in: name).flatMap { method in
            page.values(of: "door", in: name).compactMap { door -> Glance.Calls? in
                let labels = ["method": method, "door": door]
                guard page.sum(name, labels) > 0 else { return nil }
                let all = rate(name, labels)
                let times = distribution("salesrl_call_seconds", labels)
                return Glance.Calls(
                    method: method, door: door, perSecond: all,
                    failedPerSecond: all - rate(name, labels.merging(["code": "OK"]) { $1 }),
                    p50: times?.quantile(0.5), p99: times?.quantile(0.99))
            }
        }.sorted { ($1.perSecond, $0.method) < ($0.perSecond, $1.method) }
    }

    /// In the order of the graph, as far as it is known; new ones last.
    private static let order = [
        "ReadAhead", "EmbedAhead", "Recall", "Measure", "Embed", "Score", "NextStep", "Commit",
    ]

    var steps: [Glance.Step] {
        let name = "salesrl_step_seconds"
        let all = distribution(name)?.sum ?? 0
        func place(_ step: String) -> Int { Self.order.firstIndex(of: step) ?? Self.order.count }
        return page.values(of: "step", in: name + "_count")
            .sorted { (place($0), $0) < (place($1), $1) }
            .map { step in
                let times = distribution(name, ["step": step])
                return Glance.Step(
                    step: step, perSecond: (times?.count ?? 0) / seconds,
                    degradedPerSecond: rate("salesrl_steps_degraded_total", ["step": step]),
                    p50: times?.quantile(0.5), p99: times?.quantile(0.99),
                    share: all > 0 ? (times?.sum ?? 0) / all : 0)
            }
    }

    var queues: [Glance.Queue] {
        func queue(
            _ name: String, _ series: String, _ labels: [String: String] = [:],
            limit: String? = nil
        ) -> Glance.Queue {
            Glance.Queue(
                queue: name, now: page.sum(series, labels),
                limit: limit.map { page.sum($0) }.flatMap { $0 > 0 ? $0 : nil })
        }
        let store = "salesrl_store_waiting"
        return [
            queue("connections", "salesrl_connections", limit: "salesrl_connections_limit"),
            queue("handshakes", "salesrl_connections_shaking_hands"),
            queue("events waiting", "salesrl_events_waiting"),
            queue(
                "encoder texts", "salesrl_encoder_waiting_texts",
                limit: "salesrl_encoder_waiting_limit"),
            queue(
                "encoder threads", "salesrl_encoder_busy_threads",
                limit: "salesrl_encoder_threads"),
            queue("store writes", store, ["kind": "write"], limit: store + "_limit"),
            queue("store reads", store, ["kind": "read"], limit: store + "_limit"),
            queue(
                "slowest watcher", "salesrl_watch_backlog_longest",
                limit: "salesrl_watch_backlog_limit"),
        ]
    }

    var tenants: [Glance.Tenant] {
        let events = "salesrl_tenant_events_total"
        let calls = "salesrl_tenant_calls_total"
        let names = Set(
            page.values(of: "tenant", in: events) + page.values(of: "tenant", in: calls))
        return names.sorted().map { name in
            let label = ["tenant": name]
            let refused = ["tenant": name, "result": "refused"]
            return Glance.Tenant(
                tenant: name, eventsPerSecond: rate(events, label),
                refusedPerSecond: rate(events, refused) + rate(calls, refused),
                callsPerSecond: rate(calls, label),
                callsUnderWay: page.sum("salesrl_tenant_calls_under_way", label))
        }.sorted { ($1.eventsPerSecond, $0.tenant) < ($0.eventsPerSecond, $1.tenant) }
    }

    var doors: [Glance.Door] {
        ["native", "grpc", "http"].map { door in
            Glance.Door(
                door: door, connections: page.sum("salesrl_connections", ["door": door]),
                callsUnderWay: page.sum("salesrl_calls_under_way", ["door": door]),
                receivedPerSecond: rate("salesrl_door_received_bytes_total", ["door": door]),
                sentPerSecond: rate("salesrl_door_sent_bytes_total", ["door": door]))
        }
    }

    var connectors: [Glance.Connector] {
        page.all("salesrl_connector_up").map { sample in
            let labels = sample.labels
            let prefix = "salesrl_connector_"
            return Glance.Connector(
                connector: labels["connector"] ?? "?", tenant: labels["tenant"] ?? "?",
                isUp: sample.value > 0,
                deliveredPerSecond: rate(prefix + "events_delivered_total", labels),
                refusedPerSecond: rate(prefix + "events_refused_total", labels),
                waiting: page.sum(prefix + "events_waiting", labels),
                writeBacksPerSecond: rate(prefix + "write_backs_total", labels),
                restarts: page.sum(prefix + "restarts_total", labels))
        }
    }
}
