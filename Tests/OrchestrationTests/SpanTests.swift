import InMemoryTracing
import Testing
import Tracing

@testable import Orchestration

@Suite("The spans of a walk")
struct SpanTests {
    private let tracer = InMemoryTracer()

    private func walk(_ left: Node<Trail>) async throws -> [FinishedInMemorySpan] {
        let graph = try Graph<Trail> {
            First().first
            left
            Last().last
        }
        var trail = Trail()
        do {
            _ = try await graph.walk(&trail, tracer: tracer, name: "event")
        } catch {}
        return tracer.finishedSpans
    }

    @Test("are one for the graph and one below it for each node that ran, one after the other")
    func nodes() async throws {
        let spans = try await walk(Left().after(First.self))
        #expect(spans.map(\.operationName) == ["First", "Left", "Last", "event"])
        let graph = try #require(spans.last)
        for span in spans.dropLast() {
            #expect(span.parentSpanID == graph.spanID)
            #expect(span.traceID == graph.traceID)
        }
        for (one, next) in zip(spans, spans.dropFirst().dropLast()) {
            #expect(
                one.endInstant.nanosecondsSinceEpoch == next.startInstant.nanosecondsSinceEpoch)
        }
        #expect(tracer.activeSpans.isEmpty)
    }

    @Test("say which node failed, and end with the walk")
    func failure() async throws {
        let spans = try await walk(Left(will: .fail).after(First.self))
        #expect(spans.map(\.operationName) == ["First", "Left", "event"])
        #expect(spans[1].errors.count == 1)
        #expect(spans[1].status?.code == .error)
        #expect(spans[2].status?.code == .error)
        #expect(tracer.activeSpans.isEmpty)
    }

    @Test("say what an optional node came to")
    func optional() async throws {
        let spans = try await walk(Left(will: .fail).after(First.self).optional)
        #expect(spans[1].attributes.get("step.state") == .string("failed"))
        #expect(spans.last?.status == nil)
    }
}
