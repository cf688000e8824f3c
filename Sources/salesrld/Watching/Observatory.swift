internal import CoreMetrics
internal import Logging
internal import Messages
internal import Synchronization
internal import Telemetry
internal import Tracing

/// Everything by which the daemon tells of itself: built first, so that every room can be told of.
final class Observatory: Sendable {
    let metrics = Metrics(Catalogue.all)
    /// Nil where nobody asked for spans: then nothing is spent on them.
    let tracer: SpanTracer?
    private let spans: SpanFile?
    private let log: LogSink
    private let tenants: BoundedNames
    /// Labels of tenants that had calls under way when somebody looked.
    private let seen = Mutex<Set<String>>([])

    init(_ configuration: Configuration, log: LogSink) throws(Refusal) {
        MetricsSystem.bootstrap(metrics)
        self.log = log
        tenants = BoundedNames(limit: configuration.tenantsNamed)
        guard !configuration.traceFile.isEmpty else {
            spans = nil
            tracer = nil
            return
        }
        do throws(SpanFileError) {
            let file = try SpanFile(
                path: configuration.resolved(configuration.traceFile),
                bytes: configuration.traceBytes,
                resource: [("service.name", "salesrld"), ("service.version", Product.version)])
            spans = file
            tracer = SpanTracer(file, share: configuration.traceSample)
        } catch {
            throw Refusal(.configuration, "trace.file: \(error)")
        }
    }

    /// How a tenant is called in labels: by its name, or "(other)".
    func label(_ tenant: TenantID) -> String { tenants.label(tenant.name) }

    /// What is shown to a reader of one tenant: everything but the series of other tenants.
    func text(for tenant: TenantID?) -> String {
        guard let tenant else { return metrics.text() }
        return metrics.text { label in label("tenant").map { $0 == tenant.name } ?? true }
    }

    func underWay(_ calls: [TenantID: Int]) {
        var sums: [String: Int] = [:]
        for (tenant, count) in calls { sums[label(tenant), default: 0] += count }
        let gone = seen.withLock { seen in
            defer { seen.formUnion(sums.keys) }
            return seen.subtracting(sums.keys)
        }
        for name in gone { metrics.put(Catalogue.tenantUnderWay, 0, [name]) }
        for (name, count) in sums { metrics.put(Catalogue.tenantUnderWay, count, [name]) }
    }

    /// Figures of logs and spans themselves.
    func refresh() {
        for (level, count) in log.lines {
            metrics.put(Catalogue.logLines, count, [level.rawValue])
        }
        metrics.put(Catalogue.logSuppressed, log.suppressed)
        metrics.put(Catalogue.spans, spans?.count ?? 0)
        metrics.put(Catalogue.spansDropped, spans?.dropped ?? 0)
    }

    /// A moment, at most, for what has been said to be written.
    func flush() {
        spans?.flush()
        log.flush()
    }

    /// Runs `body` within a span of its own that begins a trace or goes on with one.
    func traced<Value>(
        _ name: String, kind: SpanKind, parent: String? = nil,
        attributes: @autoclosure () -> SpanAttributes,
        _ body: () async throws -> Value
    ) async throws -> Value {
        guard let tracer else { return try await body() }
        var context = ServiceContext.topLevel
        if let parent { context.span = SpanContext(traceparent: parent) }
        return try await tracer.withSpan(name, context: context, ofKind: kind) { span in
            span.attributes = attributes()
            return try await body()
        }
    }
}
