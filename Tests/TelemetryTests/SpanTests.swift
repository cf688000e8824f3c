import Foundation
import Testing
import Tracing

@testable import Telemetry

private struct Headers: Extractor, Injector {
    func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
        carrier[key] = value
    }
}

@Suite("Spans")
struct SpanTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private let path = NSTemporaryDirectory() + "spans-\(UUID().uuidString)"

    private func tracer(bytes: Int = 1 << 20, share: Double = 1) throws -> SpanTracer {
        SpanTracer(
            try SpanFile(path: path, bytes: bytes, resource: [("service.name", "salesrld")]),
            share: share)
    }

    /// Every span of the file, each line read on its own.
    private func spans(_ path: String) throws -> [[String: Any]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let all = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let resource = (all?["resourceSpans"] as? [[String: Any]])?.first
            let scope = (resource?["scopeSpans"] as? [[String: Any]])?.first
            return try #require((scope?["spans"] as? [[String: Any]])?.first)
        }
    }

    @Test("go on with the trace that came in, and hand it on")
    func propagation() throws {
        let tracer = try tracer()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var context = ServiceContext.topLevel
        tracer.extract(
            ["traceparent": Self.parent, "tracestate": "vendor=1"], into: &context,
            using: Headers())
        let call = tracer.startSpan("call", context: context, ofKind: .server)
        let graph = tracer.startSpan("event", context: call.context)
        graph.attributes["salesrl.tenant"] = "acme"
        graph.recordError(CancellationError())
        graph.setStatus(SpanStatus(code: .error))
        graph.end()
        graph.end()
        call.end()
        var out: [String: String] = [:]
        tracer.inject(call.context, into: &out, using: Headers())
        tracer.forceFlush()
        let written = try spans(path)
        #expect(written.count == 2, "a span ends once")
        let (first, second) = (written[0], written[1])
        #expect(second["traceId"] as? String == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(second["parentSpanId"] as? String == "00f067aa0ba902b7")
        #expect(second["kind"] as? Int == 2)
        #expect(first["parentSpanId"] as? String == second["spanId"] as? String)
        #expect((first["status"] as? [String: Any])?["code"] as? Int == 2)
        #expect((first["events"] as? [[String: Any]])?.count == 1)
        let (began, ended) = (
            first["startTimeUnixNano"] as? String, first["endTimeUnixNano"] as? String
        )
        #expect(try #require(began) <= (try #require(ended)))
        #expect(
            out["traceparent"]
                == "00-4bf92f3577b34da6a3ce929d0e0e4736-\(second["spanId"] as? String ?? "")-01")
        #expect(out["tracestate"] == "vendor=1")
    }

    @Test("are kept for the share of the traces that was asked for, whole or not at all")
    func sampling() throws {
        let tracer = try tracer(share: 0.25)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var kept = 0
        for _ in 0..<4_000 {
            let root = tracer.startSpan("root", context: .topLevel)
            let child = tracer.startSpan("child", context: root.context)
            #expect(root.isRecording == child.isRecording)
            if root.isRecording { kept += 1 }
        }
        // Five standard deviations about 1,000.
        #expect((863...1_137).contains(kept))
        var context = ServiceContext.topLevel
        let notSampled = String(Self.parent.dropLast(2)) + "00"
        tracer.extract(["traceparent": notSampled], into: &context, using: Headers())
        #expect(!tracer.startSpan("x", context: context).isRecording)
        #expect(!(try self.tracer(share: 0).startSpan("x", context: .topLevel).isRecording))
    }

    @Test(
        "take no trace from what is not one",
        arguments: [
            "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ])
    func malformed(text: String) {
        #expect(SpanContext(traceparent: text) == nil)
    }

    @Test("of a later version are read as far as this one knows")
    func laterVersion() {
        let later = "cc" + Self.parent.dropFirst(2) + "-what-comes"
        #expect(SpanContext(traceparent: later)?.isSampled == true)
    }

    @Test("take no more of the disk than they may, and lose whole lines only")
    func bounded() throws {
        let bytes = 64 << 10
        let tracer = try tracer(bytes: bytes)
        defer {
            for end in ["", ".1"] { try? FileManager.default.removeItem(atPath: path + end) }
        }
        for index in 0..<2_000 {
            let span = tracer.startSpan("span", context: .topLevel)
            span.attributes["index"] = index
            span.end()
            if index % 100 == 0 { tracer.forceFlush() }
        }
        tracer.forceFlush()
        let sizes = try [path, path + ".1"].map {
            try #require(try FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int)
        }
        #expect(sizes.allSatisfy { $0 <= bytes / 2 && $0 > 0 })
        let last = try #require(try spans(path).last)
        #expect("\(last)".contains("1999"))
        _ = try spans(path + ".1")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
