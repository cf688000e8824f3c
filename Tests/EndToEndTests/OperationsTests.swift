import Accounts
import Foundation
import Messages
import TestSupport
import Testing
import Wire

private func turn(_ text: String, _ number: Int = 0) -> Turn {
    Turn(number: number, speaker: .customer, text: text)
}

private func observe(_ conversation: String, _ event: String) -> ObserveRequest.Draft {
    ObserveRequest.Draft(conversationID: conversation, eventID: event, turn: turn("Go on."))
}

@Suite("A daemon at work", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct OperationsTests {
    private static let noCurl = Comment("curl is missing: apt-get install curl")

    @Test(
        "shows its pages over TLS: that it lives, that it is ready, and what it counts",
        .timeLimit(.minutes(2)), .enabled(if: Tool.path("curl") != nil, noCurl))
    func pages() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller()
        let _: ObserveResponse = try await caller.call("Observe", observe("pages", "1"))
        for (name, text) in [("healthz", "ok\n"), ("readyz", "ready\n")] {
            let shown = try await daemon.page(name)
            #expect(shown.code == "200")
            #expect(shown.text == text)
        }
        #expect(try await daemon.page("nothing").code == "404")
        #expect(try await daemon.metric("salesrl_conversations") == 1)
        let calls = "salesrl_calls_total{method=\"salesrl.v1.Scoring/Observe\",door=\"native\""
        let counted = try await daemon.metrics().split(separator: "\n")
            .first { $0.hasPrefix(calls) }
        #expect(counted?.hasSuffix(" 1.0") == true)
    }

    @Test(
        "takes nobody without a certificate where one is required, and who has one",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func mutual(door: TestDoor) async throws {
        let daemon = try await Daemon()
        let folder = daemon.directory + "/tls"
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
        let own = Issuer(
            authority: IssuedCertificate(
                certificatePEM: try text("ca.pem"), keyPEM: try text("ca.key")))
        let stranger = try Issuer.authority(named: "somebody else")
        for (name, issuer) in [("friend", own), ("stranger", stranger)] {
            let made = try issuer.client(named: name)
            try made.certificatePEM.write(
                toFile: "\(folder)/\(name).pem", atomically: true, encoding: .utf8)
            try made.keyPEM.write(
                toFile: "\(folder)/\(name).key", atomically: true, encoding: .utf8)
        }
        try await daemon.start([
            "SALESRLD_TLS_CLIENT_CERTIFICATES": "required",
            "SALESRLD_TLS_CLIENT_AUTHORITY": "tls/ca.pem",
        ])
        for name in [nil, "stranger"] {
            // TLS 1.3 lets a client think it is in until the first answer.
            await #expect(throws: (any Error).self) {
                let caller = try await daemon.caller(door, certificate: name)
                let _: ObserveResponse = try await caller.call("Observe", observe("m", "1"))
            }
        }
        let caller = try await daemon.caller(door, certificate: "friend")
        let told: ObserveResponse = try await caller.call("Observe", observe("m", "1"))
        let isReplay = told.replayed
        #expect(!isReplay)
    }

    @Test(
        "shows a new certificate after SIGHUP, while connections that are open go on",
        .timeLimit(.minutes(2)), .enabled(if: Tool.path("curl") != nil, noCurl))
    func newCertificate() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let before = try await daemon.caller()
        let folder = daemon.directory + "/tls"
        let issuer = try Issuer.authority(named: "the next one")
        let made = try issuer.server()
        for (name, text) in [
            ("next.pem", issuer.authority.certificatePEM), ("server.pem", made.certificatePEM),
            ("server.key", made.keyPEM),
        ] {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        daemon.signal(SIGHUP)
        while try await daemon.page("healthz", authority: folder + "/next.pem").code != "200" {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try await daemon.page("healthz").code == "000", "the old certificate was shown")
        let told: ObserveResponse = try await before.call("Observe", observe("swap", "1"))
        let number = told.forecast?.turn
        #expect(number == 1)
    }

    @Test(
        "asked to stop, is not ready at once, ends the call under way, and exits 0",
        .timeLimit(.minutes(5)), .enabled(if: Tool.path("curl") != nil, noCurl))
    func stops() async throws {
        let daemon = try await Daemon()
        try await daemon.start([
            "SALESRLD_LISTEN_LAME_DUCK": "10s", "SALESRLD_LIMITS_DRAIN": "120s",
            "SALESRLD_GUIDANCE_DEADLINE": "60s", "SALESRLD_GUIDANCE_EMBED_BUDGET": "60s",
        ])
        let caller = try await daemon.caller(timeout: .seconds(200))
        // Every text is another one, so that all must be embedded.
        let count = 1_000
        let turns = (1...count).map {
            turn("This is sentence \($0) of a very long talk about \($0 * 7) machines.", $0)
        }
        let scoring = Task {
            let scored: ScoreConversationResponse = try await caller.call(
                "ScoreConversation", ScoreConversationRequest.Draft(turns: turns))
            let (forecasts, closing) = (scored.forecasts, scored.closing)
            return (forecasts, closing)
        }
        while (try await daemon.metric("salesrl_embedding_cache_misses_total") ?? 0) < 1 {
            try await Task.sleep(for: .milliseconds(10))
        }
        daemon.signal(SIGTERM)
        while try await daemon.page("readyz").code != "503" {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await daemon.page("healthz").code == "200")
        let health: HealthCheckResponse = try await caller.call(
            "grpc.health.v1.Health/Check", HealthCheckRequest.Draft(service: ""))
        let status = health.status
        #expect(status == .notServing)
        let (forecasts, closing) = try await scoring.value
        #expect(forecasts.map(\.turn) == Array(1...count))
        #expect(closing?.isClosing == true)
        await daemon.ended()
        #expect(daemon.process.terminationStatus == 0)
    }

    @Test(
        "gives a watcher that reads slowly the latest, and says how many it missed",
        .timeLimit(.minutes(3)))
    func conflation() async throws {
        let daemon = try await Daemon()
        try await daemon.start(["SALESRLD_LIMITS_STREAM_OUTBOUND_BYTES": "2048"])
        var limits = WireLimits.standard
        limits.streamWindowBytes = 4_096
        let slow = try await daemon.caller(.grpc, limits: limits)
        let stream = try await slow.client.stream(
            "salesrl.v1.Scoring", "Watch", kind: .serverStreaming, options: slow.options)
        try await stream.send(Payload(WatchRequest.Draft()))
        try await stream.finishSending()
        let caller = try await daemon.caller()
        // A stream says nothing before there is news, so turns come until the watcher is known.
        let knocking = Task {
            for attempt in 0... where !Task.isCancelled {
                let _: ObserveResponse = try await caller.call(
                    "Observe", observe("knock-\(attempt)", "k-\(attempt)"))
                try await Task.sleep(for: .milliseconds(10))
                if Task.isCancelled { break }
            }
        }
        _ = try await stream.next()
        knocking.cancel()
        _ = await knocking.result
        // Far more than its window, and what the daemon queues, can hold.
        let count = 400
        for index in 1...count {
            let _: ObserveResponse = try await caller.call("Observe", observe("busy", "b-\(index)"))
        }
        var heard: [(turn: Int, conflated: Int)] = []
        while heard.last?.turn != count, let payload = try await stream.next() {
            let news = try payload.read(WatchResponse.self)
            guard news.conversationID == "busy" else { continue }
            heard.append((news.forecast?.turn ?? 0, news.conflated))
        }
        stream.cancel()
        #expect(heard.count < count)
        #expect(heard.contains { $0.conflated > 0 })
        // What was heard and what was missed are all there is, in order.
        #expect(heard.reduce(0) { $0 + 1 + $1.conflated } == count)
        for (one, next) in zip(heard, heard.dropFirst()) {
            #expect(next.turn == one.turn + 1 + next.conflated)
        }
    }
}
