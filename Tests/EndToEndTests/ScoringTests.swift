import Accounts
import Foundation
import Messages
import Testing
import Wire

private let talk: [Turn] = [
    Turn(number: 1, speaker: .representative, text: "How do you handle follow-ups today?"),
    Turn(number: 2, speaker: .customer, text: "By hand. But your price is too high for us."),
    Turn(number: 3, speaker: .representative, text: "It pays back in a quarter. A trial?"),
    Turn(number: 4, speaker: .customer, text: "Yes, send me the contract."),
]

private func observe(_ conversation: String, _ index: Int) -> ObserveRequest.Draft {
    ObserveRequest.Draft(
        conversationID: conversation, eventID: "\(conversation)-\(index)", turn: talk[index])
}

@Suite("A real daemon", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct ScoringTests {
    @Test("scores a transcript, and the same live, through both doors", .timeLimit(.minutes(2)))
    func scores() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        var answers: [[Forecast]] = []
        for door in TestDoor.allCases {
            let caller = try await daemon.caller(door)
            let scored: ScoreConversationResponse = try await caller.call(
                "ScoreConversation", ScoreConversationRequest.Draft(turns: talk))
            let value1 = scored.forecasts.map(\.turn)
            #expect(value1 == [1, 2, 3, 4])
            let value2 = scored.closing?.isClosing
            #expect(value2 == true)
            answers.append(scored.forecasts)
            var live: [Forecast] = []
            for index in talk.indices {
                let told: ObserveResponse = try await caller.call(
                    "Observe", observe("live-\(door)", index))
                let forecast = told.forecast
                live.append(try #require(forecast))
            }
            let forecasts = scored.forecasts
            #expect(live == forecasts)
            let again: ObserveResponse = try await caller.call(
                "Observe", observe("live-\(door)", 0))
            let value3 = again.replayed
            #expect(value3)
            let value4 = again.forecast
            #expect(value4 == live[0])
            let closed: CloseResponse = try await caller.call(
                "Close", CloseRequest.Draft(conversationID: "live-\(door)", eventID: "end-\(door)"))
            let (value5, closing) = (closed.forecast, scored.closing)
            #expect(value5 == closing)
            let kept: GetConversationResponse = try await caller.call(
                "GetConversation",
                GetConversationRequest.Draft(conversationID: "live-\(door)"))
            let value6 = kept.turns.count
            #expect(value6 == 4)
            await caller.client.close()
        }
        #expect(answers[0] == answers[1])
    }

    @Test(
        "answers turns on one stream, in order", .timeLimit(.minutes(2)),
        arguments: TestDoor.allCases)
    func live(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller(door)
        let stream = try await caller.client.stream(
            "salesrl.v1.Scoring", "Live", kind: .bidirectional, options: caller.options)
        for index in talk.indices {
            try await stream.send(Payload(observe("stream", index)))
            let payload = try #require(try await stream.next())
            let told = try payload.read(ObserveResponse.self)
            let value7 = told.forecast?.turn
            #expect(value7 == index + 1)
        }
        try await stream.finishSending()
        #expect(try await stream.next() == nil)
    }

    @Test("tells watchers of its tenant, and them alone", .timeLimit(.minutes(2)))
    func watch() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller()
        let stream = try await caller.client.stream(
            "salesrl.v1.Scoring", "Watch", kind: .serverStreaming, options: caller.options)
        try await stream.send(Payload(WatchRequest.Draft()))
        try await stream.finishSending()
        let other = try await daemon.caller(tenant: "other")
        // A stream says nothing before there is news, so turns come until the watcher is known.
        let talking = Task {
            for attempt in 0..<1_000 where !Task.isCancelled {
                let _: ObserveResponse = try await other.call("Observe", observe("o-\(attempt)", 0))
                let _: ObserveResponse = try await caller.call(
                    "Observe", observe("w-\(attempt)", 0))
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        defer { talking.cancel() }
        let payload = try #require(try await stream.next())
        let heard = try payload.read(WatchResponse.self).conversationID
        #expect(heard.hasPrefix("w-"))
        stream.cancel()
    }

    @Test("says who it is, that it is well, and what it counts", .timeLimit(.minutes(2)))
    func info() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller(role: .viewer)
        let info: GetInfoResponse = try await caller.call(
            "salesrl.v1.Info/GetInfo", GetInfoRequest.Draft())
        let value8 = info.tenant
        #expect(value8 == "acme")
        let value9 = info.role
        #expect(value9 == "viewer")
        let value10 = info.modelID.hasPrefix("small/")
        #expect(value10)
        let limits = info.limits.map(\.name)
        #expect(limits.contains("limits.turnBytes"))
        let stranger = try await daemon.caller(role: nil)
        let health: HealthCheckResponse = try await stranger.call(
            "grpc.health.v1.Health/Check", HealthCheckRequest.Draft(service: ""))
        let value11 = health.status
        #expect(value11 == .serving)
    }

    @Test(
        "reads certificates again on SIGHUP, and keeps the old ones when they are no good",
        .timeLimit(.minutes(2)))
    func reloads() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let before = try await daemon.caller()
        try "nonsense".write(
            toFile: daemon.directory + "/tls/server.pem", atomically: true, encoding: .utf8)
        daemon.signal(SIGHUP)
        let _: ObserveResponse = try await before.call("Observe", observe("h", 0))
        let after = try await daemon.caller()
        let _: ObserveResponse = try await after.call("Observe", observe("h", 1))
        #expect(daemon.process.isRunning)
    }
}
