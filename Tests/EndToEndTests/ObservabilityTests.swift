import Accounts
import Foundation
import Messages
import Telemetry
import TestSupport
import Testing
import Wire

@testable import salesrld

private let canary = "zebra-canary-4711 costs 4711 euros"

private func said(_ conversation: String, _ event: String) -> ObserveRequest.Draft {
    ObserveRequest.Draft(
        conversationID: conversation, eventID: event,
        turn: Turn(number: 0, speaker: .customer, text: canary))
}

@Suite(
    "A daemon that is watched", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct ObservabilityTests {
    private static let noCurl = Comment("curl is missing: apt-get install curl")
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    @Test("the table of Docs/OBSERVABILITY.md has every family of the catalogue, and no other")
    func documented() throws {
        let text = try String(
            contentsOfFile: Self.root + "/Docs/OBSERVABILITY.md", encoding: .utf8)
        let rows = text.split(separator: "\n").filter {
            $0.hasPrefix("| `salesrl_") || $0.hasPrefix("| `process_")
        }
        let told = rows.map { row in
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let labels = cells[2].split(separator: ",").map {
                $0.trimmingCharacters(in: [" ", "`"])
            }
            return [cells[0].trimmingCharacters(in: ["`"]), cells[1]] + labels
        }
        let known = Catalogue.all.map { [$0.name, $0.kind.rawValue] + $0.labels }
        #expect(Set(told) == Set(known), "\(Set(told).symmetricDifference(known))")
        #expect(told.count == Catalogue.all.count)
    }

    @Test(
        "its page of metrics is what Prometheus' own parser takes, and shows what is documented",
        .timeLimit(.minutes(10)), .enabled(if: Tool.path("curl") != nil, noCurl))
    func metrics() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        for door in TestDoor.allCases {
            let caller = try await daemon.caller(door)
            let _: ObserveResponse = try await caller.call("Observe", said("m", "\(door)"))
            let _: ObserveResponse = try await caller.call("Observe", said("m", "\(door)"))
            await #expect(throws: Status.self) {
                let _: CloseResponse = try await caller.call(
                    "Close", CloseRequest.Draft(conversationID: "never", eventID: "x"))
            }
        }
        let made = try await Tool.run(Self.root + "/Tests/Interop/environment", [])
        try #require(made.status == 0, "\(made.errors)")
        let folder = String(decoding: made.output, as: UTF8.self).split(separator: "\n").last
        let text = try await daemon.metrics()
        let checked = try await Tool.run(
            "\(folder ?? "")/venv/bin/python", [Self.root + "/Tests/Interop/metrics_check.py"],
            input: Array(text.utf8))
        let report = String(decoding: checked.output, as: UTF8.self)
        #expect(checked.status == 0, "\(report)\(checked.errors)")
        let shown = Set(report.split(separator: "\n").map(String.init))
        #expect(shown == Set(Catalogue.all.map(\.name)))
        for part in [
            "salesrl_tenant_events_total{tenant=\"acme\",result=\"kept\"} 2.0",
            "salesrl_tenant_events_total{tenant=\"acme\",result=\"replayed\"} 2.0",
            "salesrl_tenant_events_total{tenant=\"acme\",result=\"refused\"} 2.0",
            "salesrl_step_seconds_count{step=\"Commit\"} 2",
            "salesrl_connections{door=\"grpc\"} ",
            "salesrl_tls_handshakes_total{result=\"finished\"} ",
            "salesrl_store_commit_seconds_count{clerk=\"store-write\"} 2",
            "salesrl_encoder_batch_texts_count 1", "salesrl_embedding_cache_hits_total 1.0",
        ] {
            #expect(text.contains("\n" + part), "\(part)")
        }
    }

    @Test(
        "shows metrics to who may see them, and nobody another tenant's",
        .timeLimit(.minutes(2)), .enabled(if: Tool.path("curl") != nil, noCurl))
    func whoSees() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        for tenant in ["acme", "other"] {
            let caller = try await daemon.caller(tenant: tenant)
            let _: ObserveResponse = try await caller.call("Observe", said("w", tenant))
        }
        #expect(try await daemon.page("metrics").code == "401")
        #expect(try await daemon.page("metrics", token: "srl_wrong").code == "401")
        let service = daemon.tokens["acme"]?[.service]
        #expect(try await daemon.page("metrics", token: service).code == "403")
        for (own, others) in [("acme", "other"), ("other", "acme")] {
            let text = try await daemon.metrics(of: own)
            #expect(text.contains("tenant=\"\(own)\""))
            #expect(!text.contains("tenant=\"\(others)\""))
        }
        // Who stands above the tenants sees them all.
        let above = try #require(daemon.tokens["*"]?[.operator])
        let text = try await daemon.page("metrics", token: above).text
        for tenant in ["acme", "other"] { #expect(text.contains("tenant=\"\(tenant)\"")) }
    }

    @Test(
        "its log has a line for every failed call, and never what was said",
        .timeLimit(.minutes(2)), arguments: ["text", "json"])
    func log(format: String) async throws {
        let daemon = try await Daemon()
        try await daemon.start([
            "SALESRLD_LOG_LEVEL": "trace", "SALESRLD_LOG_FORMAT": format,
            "SALESRLD_TRACE_FILE": "spans.jsonl",
        ])
        for door in TestDoor.allCases {
            var caller = try await daemon.caller(door)
            caller.options.metadata.add("x-request-id", "my-own-\(door)")
            let call = caller
            let _: ObserveResponse = try await call.call("Observe", said("log", "\(door)"))
            // The same event with another text: refused, and its text is in nobody's log either.
            await #expect(throws: Status.self) {
                let _: ObserveResponse = try await call.call(
                    "Observe",
                    ObserveRequest.Draft(
                        conversationID: "log", eventID: "\(door)",
                        turn: Turn(number: 0, speaker: .customer, text: canary + "!")))
            }
            let _: ScoreConversationResponse = try await call.call(
                "ScoreConversation",
                ScoreConversationRequest.Draft(
                    turns: [Turn(number: 1, speaker: .customer, text: canary)]))
        }
        daemon.signal(SIGTERM)
        await daemon.ended()
        for file in [daemon.log, daemon.directory + "/spans.jsonl"] {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("log"), "\(file) tells of no conversation")
            for word in ["zebra", "canary", "4711 euros"] {
                #expect(!text.contains(word), "\(file) holds what was said: \(text)")
            }
        }
        let lines = try String(contentsOfFile: daemon.log, encoding: .utf8).split(separator: "\n")
        for door in TestDoor.allCases {
            let failed = lines.filter {
                $0.contains("call failed: ") && $0.contains("my-own-\(door)")
            }
            #expect(failed.count == 1, "\(lines)")
            for part in ["acme", "salesrl.v1.Scoring/Observe", "milliseconds", "ALREADY_EXISTS"] {
                #expect(failed.first?.contains(part) == true, "\(failed)")
            }
        }
        guard format == "json" else { return }
        for line in lines {
            let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(read?["message"] is String, "\(line)")
        }
    }

    @Test("gives a call's id back: the caller's own, or one that was made", .timeLimit(.minutes(5)))
    func requestID() async throws {
        let made = try await Tool.run(Self.root + "/Tests/Interop/environment", [])
        try #require(made.status == 0, "\(made.errors)")
        let folder = String(decoding: made.output, as: UTF8.self).split(separator: "\n").last
        let daemon = try await Daemon()
        try await daemon.start()
        let script = """
            import sys, grpc
            port, ca, token = sys.argv[1:]
            channel = grpc.secure_channel(
                "localhost:" + port, grpc.ssl_channel_credentials(open(ca, "rb").read()))
            call = channel.unary_unary("/salesrl.v1.Info/GetInfo")
            bad = channel.unary_unary("/salesrl.v1.Scoring/Observe")
            for own in ["abc-1", None, "x" * 129, "two words"]:
                sent = [("authorization", "Bearer " + token)]
                if own:
                    sent.append(("x-request-id", own))
                answer = call.with_call(b"", metadata=sent, timeout=60)[1]
                print(dict(answer.initial_metadata()).get("x-request-id"))
            try:
                bad(b"", metadata=[("x-request-id", "of-a-failure")], timeout=60)
            except grpc.RpcError as error:
                print(dict(error.initial_metadata()).get("x-request-id")
                      or dict(error.trailing_metadata()).get("x-request-id"))
            """
        let asked = try await Tool.run(
            "\(folder ?? "")/venv/bin/python",
            [
                "-c", script, "\(daemon.port)", daemon.directory + "/tls/ca.pem",
                try #require(daemon.tokens["acme"]?[.admin]),
            ])
        let ids = String(decoding: asked.output, as: UTF8.self).split(separator: "\n")
        try #require(ids.count == 5, "\(ids) \(asked.errors)")
        #expect(ids[0] == "abc-1")
        #expect(ids[4] == "of-a-failure")
        for id in ids[1...3] { #expect(id.count == 13, "\(id)") }
        #expect(Set(ids).count == 5)
    }

    @Test("writes a span for a call, its graph and each step, in the caller's trace")
    func spans() async throws {
        let daemon = try await Daemon()
        try await daemon.start([
            "SALESRLD_TRACE_FILE": "spans.jsonl", "SALESRLD_TRACE_SAMPLE": "0",
        ])
        for (door, flag) in [(TestDoor.native, "01"), (.grpc, "00")] {
            var caller = try await daemon.caller(door)
            caller.options.metadata.add(
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-\(flag)")
            let _: ObserveResponse = try await caller.call("Observe", said("traced", flag))
        }
        let caller = try await daemon.caller()
        let _: ObserveResponse = try await caller.call("Observe", said("untraced", "3"))
        daemon.signal(SIGTERM)
        await daemon.ended()
        let text = try String(
            contentsOfFile: daemon.directory + "/spans.jsonl", encoding: .utf8)
        let spans = try text.split(separator: "\n").map { line -> [String: Any] in
            let all = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let resource = (all?["resourceSpans"] as? [[String: Any]])?.first
            let scope = (resource?["scopeSpans"] as? [[String: Any]])?.first
            return try #require((scope?["spans"] as? [[String: Any]])?.first)
        }
        // Neither the trace that its caller does not keep, nor the one that began here.
        let names = spans.compactMap { $0["name"] as? String }
        #expect(
            names == [
                "Recall", "Measure", "Embed", "Score", "NextStep", "Commit", "event",
                "salesrl.v1.Scoring/Observe",
            ])
        let (graph, call) = (spans[names.count - 2], spans[names.count - 1])
        #expect(spans.allSatisfy { $0["traceId"] as? String == "4bf92f3577b34da6a3ce929d0e0e4736" })
        #expect(call["parentSpanId"] as? String == "00f067aa0ba902b7")
        #expect(graph["parentSpanId"] as? String == call["spanId"] as? String)
        for step in spans.dropLast(2) {
            #expect(step["parentSpanId"] as? String == graph["spanId"] as? String)
        }
        #expect("\(call)".contains("traced"))
    }

    @Test("salesrl top tells programs what happens now", .timeLimit(.minutes(2)))
    func top() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller()
        let talking = Task {
            var index = 0
            while !Task.isCancelled {
                index += 1
                let draft = said("top-\(index)", "\(index)")
                // A call is not cancelled halfway: the last one ends as it should.
                try await Task { () async throws in
                    let _: ObserveResponse = try await caller.call("Observe", draft)
                }.value
            }
        }
        let token = try #require(daemon.tokens["acme"]?[.admin])
        let options = [
            "top", "--once", "--address", "localhost:\(daemon.port)", "--ca",
            daemon.directory + "/tls/ca.pem", "--interval", "0.5", "--token",
        ]
        let shown = try await Tool.run(
            Daemon.programs + "/salesrl", options + [token, "--json"])
        #expect(shown.status == 0, "\(shown.errors)")
        let glance = try #require(
            try JSONSerialization.jsonObject(with: Data(shown.output)) as? [String: Any])
        #expect(try #require(glance["turnsPerSecond"] as? Double) > 0)
        let calls = try #require(glance["calls"] as? [[String: Any]])
        #expect(calls.first?["method"] as? String == "salesrl.v1.Scoring/Observe")
        #expect(try #require(calls.first?["p99"] as? Double) > 0)
        let page = try await Tool.run(Daemon.programs + "/salesrl", options + [token])
        let text = String(decoding: page.output, as: UTF8.self)
        for part in ["CALLS", "Scoring/Observe", "STEPS", "Commit", "QUEUES", "acme"] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(!text.contains("\u{1B}"), "a pipe gets no colours")
        let service = try #require(daemon.tokens["acme"]?[.service])
        #expect(try await Tool.run(Daemon.programs + "/salesrl", options + [service]).status == 77)
        talking.cancel()
        _ = try? await talking.value
    }
}
