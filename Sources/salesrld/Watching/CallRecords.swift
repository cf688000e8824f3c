internal import CoreMetrics
internal import Guidance
internal import Logging
internal import Messages
internal import Synchronization
internal import Telemetry
internal import Tracing
internal import Wire

/// What is told of every call: figures always, a span where somebody traces, a line where it failed
/// or was slow. None of them holds what was said, only ids.
final class CallRecords: CallWatch {
    private let observatory: Observatory
    private let logger: Logger
    private let slow: Duration
    private let figures = CallFigures()
    private let tenants = Mutex<[String: Counter]>([:])

    init(_ observatory: Observatory, logger: Logger, slow: Duration) {
        self.observatory = observatory
        self.logger = logger
        self.slow = slow
    }

    func began(_ call: Call) -> ServiceContext? {
        guard let tracer = observatory.tracer else { return nil }
        var context = ServiceContext.topLevel
        tracer.extract(call.metadata, into: &context, using: Header())
        let span = tracer.startSpan(call.path, context: context, ofKind: .server)
        var trace = span.context
        trace.callSpan = span
        return trace
    }

    func ended(
        _ call: Call, code: StatusCode, duration: Duration, wasAdmitted: Bool,
        trace: ServiceContext?
    ) {
        figures.count(call.path, call.door, code, wasAdmitted ? duration : nil)
        if let tenant = call.notes.tenant { count(tenant, code, wasAdmitted) }
        if let span = trace?.callSpan { finish(span, call, code) }
        log(call, code, duration, trace)
    }

    private func count(_ tenant: TenantID, _ code: StatusCode, _ wasAdmitted: Bool) {
        let result = !wasAdmitted ? "refused" : code == .ok ? "ok" : "failed"
        let name = observatory.label(tenant)
        tenants.withLock { tenants in
            let key = result + " " + name
            if let known = tenants[key] { return known }
            let fresh = Counter(Catalogue.tenantCalls, [name, result])
            tenants[key] = fresh
            return fresh
        }.increment()
    }

    /// OpenTelemetry's names for what an RPC is.
    private func finish(_ span: FileSpan, _ call: Call, _ code: StatusCode) {
        span.updateAttributes { attributes in
            attributes["rpc.system"] = call.door == .grpc ? "grpc" : "ttrpc"
            attributes["rpc.service"] = call.service
            attributes["rpc.method"] = call.method
            attributes["rpc.grpc.status_code"] = Int(code.rawValue)
            attributes["network.peer.address"] = call.peer.address
            attributes["salesrl.request"] = call.requestID
            attributes["salesrl.tenant"] = call.notes.tenant?.name
            attributes["salesrl.conversation"] = conversation(call)
        }
        if code != .ok, code != .cancelled { span.setStatus(SpanStatus(code: .error)) }
        span.end()
    }

    private func log(
        _ call: Call, _ code: StatusCode, _ duration: Duration, _ trace: ServiceContext?
    ) {
        // A caller who hangs up has not failed, and a stream lasts for as long as it is wanted.
        if code != .ok, code != .cancelled {
            logger.info(
                "call failed: \(code.grpcName)", metadata: line(call, code, duration, trace))
        } else if duration >= slow, call.kind == .unary {
            logger.info("slow call", metadata: line(call, code, duration, trace))
        } else {
            logger.debug("call", metadata: line(call, code, duration, trace))
        }
    }

    private func line(
        _ call: Call, _ code: StatusCode, _ duration: Duration, _ trace: ServiceContext?
    ) -> Logger.Metadata {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        var line: Logger.Metadata = [
            "request": "\(call.requestID)", "method": "\(call.path)", "door": "\(call.door)",
            "code": "\(code.grpcName)", "milliseconds": "\(Double(microseconds) / 1000)",
            "peer": "\(call.peer.address)",
        ]
        if let tenant = call.notes.tenant { line["tenant"] = "\(tenant)" }
        if let conversation = conversation(call) { line["conversation"] = "\(conversation)" }
        if let span = trace?.span { line["trace"] = "\(span.traceID)" }
        return line
    }
}

/// As the caller named it, which may have been refused for its length.
private func conversation(_ call: Call) -> String? {
    call.notes.conversation.flatMap { $0.utf8.count <= GuidanceLimits.idBytes ? $0 : nil }
}

/// Metadata as a tracer reads it.
private struct Header: Extractor {
    func extract(key: String, from carrier: Metadata) -> String? { carrier[key] }
}

private enum CallSpanKey: ServiceContextKey {
    typealias Value = FileSpan
}

extension ServiceContext {
    fileprivate var callSpan: FileSpan? {
        get { self[CallSpanKey.self] }
        set { self[CallSpanKey.self] = newValue }
    }
}

/// Calls by method, door and code, and how long they took. Handles are made once and kept, at most
/// ``handlesMax``; what comes after is counted under the method "other".
final class CallFigures: Sendable {
    static let handlesMax = Metrics.seriesMax
    private static let other = "other"

    private struct Key: Hashable {
        let path: String
        let door: Door
        let code: StatusCode
    }
    private struct Handles {
        let count: Counter
        let time: CoreMetrics.Timer
    }
    private let handles = Mutex<[Key: Handles]>([:])

    func count(_ path: String, _ door: Door, _ code: StatusCode, _ duration: Duration?) {
        let handles = handles(of: Key(path: path, door: door, code: code))
        handles.count.increment()
        if let duration { handles.time.record(duration) }
    }

    var handleCount: Int { handles.withLock { $0.count } }

    private func handles(of key: Key) -> Handles {
        handles.withLock { handles in
            if let known = handles[key] { return known }
            var key = key
            if handles.count >= Self.handlesMax {
                key = Key(path: Self.other, door: key.door, code: .unknown)
                if let known = handles[key] { return known }
            }
            let method = [key.path, key.door.rawValue]
            let fresh = Handles(
                count: Counter(Catalogue.callsTotal, method + [key.code.grpcName]),
                time: CoreMetrics.Timer(Catalogue.callSeconds, method))
            handles[key] = fresh
            return fresh
        }
    }
}
