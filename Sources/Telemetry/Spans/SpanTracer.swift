internal import Synchronization
package import Tracing

/// A tracer of swift-distributed-tracing that hands finished spans to a file of its own.
///
/// A trace is kept whole or not at all: whoever begins it decides, here by chance, elsewhere by the
/// flag in `traceparent`.
package struct SpanTracer: Tracer {
    private let sink: SpanFile
    /// A trace that begins here is kept where the low half of its id lies below.
    private let threshold: UInt64

    /// - Parameter share: of the traces that begin here, 0 to 1.
    package init(_ sink: SpanFile, share: Double) {
        self.sink = sink
        threshold = share >= 1 ? .max : UInt64(max(0, share) * 0x1p64)
    }

    package func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext,
        ofKind kind: SpanKind, at instant: @autoclosure () -> Instant, function: String,
        file fileID: String, line: UInt
    ) -> FileSpan {
        var context = context()
        let parent = context.span
        let own: SpanContext
        if let parent {
            own = SpanContext(
                traceHigh: parent.traceHigh, traceLow: parent.traceLow, span: Self.identifier(),
                isSampled: parent.isSampled, state: parent.state)
        } else {
            let low = Self.identifier()
            own = SpanContext(
                traceHigh: Self.identifier(), traceLow: low, span: Self.identifier(),
                isSampled: low <= threshold && threshold > 0)
        }
        context.span = own
        return FileSpan(
            context, own, parent: parent?.span, operationName, kind,
            began: own.isSampled ? instant().nanosecondsSinceEpoch : 0,
            sink: own.isSampled ? sink : nil)
    }

    private static func identifier() -> UInt64 { UInt64.random(in: 1...UInt64.max) }

    package func forceFlush() { sink.flush() }

    package func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let span = context.span else { return }
        injector.inject(span.traceparent, forKey: "traceparent", into: &carrier)
        if let state = span.state { injector.inject(state, forKey: "tracestate", into: &carrier) }
    }

    package func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: "traceparent", from: carrier) else { return }
        context.span = SpanContext(
            traceparent: text, state: extractor.extract(key: "tracestate", from: carrier))
    }
}

/// One span, until it has ended.
package final class FileSpan: Span {
    private struct State {
        var name: String
        var attributes = SpanAttributes()
        var events: [SpanEvent] = []
        var links: [SpanLink] = []
        var status: SpanStatus?
        var hasEnded = false
    }

    /// Events and links of one span; further ones are left out.
    private static let listMax = 32

    package let context: ServiceContext
    private let own: SpanContext
    private let parent: UInt64?
    private let kind: SpanKind
    private let began: UInt64
    /// Nil for a span that nobody keeps.
    private let sink: SpanFile?
    private let state: Mutex<State>

    fileprivate init(
        _ context: ServiceContext, _ own: SpanContext, parent: UInt64?, _ name: String,
        _ kind: SpanKind, began: UInt64, sink: SpanFile?
    ) {
        self.context = context
        self.own = own
        self.parent = parent
        self.kind = kind
        self.began = began
        self.sink = sink
        state = Mutex(State(name: name))
    }

    package var isRecording: Bool { sink != nil && !state.withLock { $0.hasEnded } }

    package var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    package var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { change { $0.attributes = newValue } }
    }

    package func setStatus(_ status: SpanStatus) { change { $0.status = status } }

    package func addEvent(_ event: SpanEvent) {
        change { if $0.events.count < Self.listMax { $0.events.append(event) } }
    }

    package func addLink(_ link: SpanLink) {
        change { if $0.links.count < Self.listMax { $0.links.append(link) } }
    }

    /// The kind of the error, not its words: those may hold what a customer said.
    package func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        var attributes = attributes
        attributes["exception.type"] = "\(type(of: error))"
        addEvent(SpanEvent(name: "exception", at: instant(), attributes: attributes))
    }

    package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard let sink else { return }
        let state: State? = state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.hasEnded = true
            return state
        }
        guard let state else { return }
        sink.put(
            SpanRecord(
                context: own, parent: parent, name: state.name, kind: kind, began: began,
                ended: max(began, instant().nanosecondsSinceEpoch), attributes: state.attributes,
                events: state.events, links: state.links.compactMap(\.context.span),
                status: state.status))
    }

    private func change(_ body: (inout State) -> Void) {
        guard sink != nil else { return }
        state.withLock { state in
            if !state.hasEnded { body(&state) }
        }
    }
}
