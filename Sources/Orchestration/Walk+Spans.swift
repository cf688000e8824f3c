internal import Tracing

/// The spans of one walk: one for the graph, and one below it for each node that ran.
///
/// Nodes' spans are made when they have ended, from the times at both ends: a step knows nothing of
/// them, and a walk that nobody traces pays for one look at an optional.
struct WalkSpans {
    private let tracer: any Tracer
    private let graph: any Span
    private var before = DefaultTracerClock.now

    /// Nil where nobody traces, or this trace is not kept.
    init?(_ tracer: (any Tracer)?, _ name: String) {
        guard let tracer else { return nil }
        let graph = tracer.startSpan(name)
        guard graph.isRecording else { return nil }
        self.tracer = tracer
        self.graph = graph
    }

    mutating func ran(_ node: String, _ state: NodeState) {
        let span = next(node)
        switch state {
        case .ran: break
        case .skipped: span.attributes["step.state"] = "skipped"
        case .failed:
            span.attributes["step.state"] = "failed"
            span.setStatus(SpanStatus(code: .error))
        case .replaced:
            span.attributes["step.state"] = "replaced"
            span.setStatus(SpanStatus(code: .error))
        }
        span.end(at: before)
    }

    /// The walk is over; a node whose error ended it gets its span, too.
    mutating func end(_ error: WalkError?) {
        if let error {
            let span = next(error.node)
            switch error.cause {
            case .late: span.attributes["step.state"] = "late"
            case .failed(let cause):
                span.attributes["step.state"] = "failed"
                span.recordError(cause)
            }
            span.setStatus(SpanStatus(code: .error))
            span.end(at: before)
            graph.setStatus(SpanStatus(code: .error))
        }
        graph.end(at: before)
    }

    /// From the end of the one before until now.
    private mutating func next(_ name: String) -> any Span {
        let began = before
        before = DefaultTracerClock.now
        return tracer.startSpan(name, context: graph.context, at: began)
    }
}
