import Accounts
import Foundation
import Messages
import Testing
import Wire

@Suite("Quotas", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct QuotaTests {
    private func observe(_ conversation: String, _ event: Int) -> ObserveRequest.Draft {
        ObserveRequest.Draft(
            conversationID: conversation, eventID: "\(conversation)-\(event)",
            turn: Turn(number: 0, speaker: .customer, text: "How much is it?"))
    }

    /// A daemon whose tenant acme has a quota; the other has none.
    private func daemon(_ quota: Quota) async throws -> Daemon {
        let daemon = try await Daemon()
        let files = AccountFiles(
            file: daemon.directory + "/two-tenants.db", key: daemon.directory + "/two-tenants.key")
        let book = try await files.open()
        _ = try await book.updateTenant(TenantID("acme"), .console) { $0.quota = quota }
        await book.close()
        return daemon
    }

    /// Calls as fast as one caller can, until `count` were refused. Returns how many were answered.
    private func press(
        _ daemon: Daemon, _ name: String, refused count: Int
    ) async throws -> (answered: Int, last: Status?) {
        let caller = try await daemon.caller()
        var answered = 0
        var refused = 0
        var last: Status?
        while refused < count {
            do {
                let _: ObserveResponse = try await caller.call(
                    "Observe", observe(name, answered + refused))
                answered += 1
            } catch let status as Status {
                refused += 1
                last = status
            }
        }
        await caller.client.close()
        return (answered, last)
    }

    @Test(
        """
        a tenant at many times its quota is refused with the quota's name and a hint, and one \
        beside it gets every call through
        """,
        .timeLimit(.minutes(5)), arguments: TestDoor.allCases)
    func noisy(door: TestDoor) async throws {
        // So little a second that no machine is too slow to ask for ten times as much.
        let rate = 5.0
        let daemon = try await daemon(Quota(eventsPerSecond: rate))
        try await daemon.start()
        let began = ContinuousClock.now
        let isOver = Flag()
        let quiet = Task { () async throws -> Int in
            let caller = try await daemon.caller(door, tenant: "other")
            var calls = 0
            while !isOver.isUp || calls < 20 {
                calls += 1
                let told: ObserveResponse = try await caller.call(
                    "Observe", observe("quiet", calls))
                let turn = told.forecast?.turn
                #expect(turn == calls)
            }
            return calls
        }
        let noisy = try await press(daemon, "noisy-\(door)", refused: 300)
        isOver.raise()
        let elapsed = Double((ContinuousClock.now - began).components.seconds + 1)
        #expect(try await quiet.value >= 20)
        // One second's worth at once, then by the second: never more.
        #expect(noisy.answered <= Int(rate + rate * elapsed))
        #expect(noisy.answered >= 1)
        let last = try #require(noisy.last)
        #expect(last.code == .resourceExhausted)
        #expect(last.message.contains("events_per_second = 5.0"))
        #expect(last.errorInfo?.metadata["quota"] == "events_per_second")
        #expect((last.retryInfo?.delay ?? .zero) > .zero)
    }

    @Test(
        "calls at once, and embeddings of whole transcripts, are counted too",
        .timeLimit(.minutes(5)))
    func others() async throws {
        let daemon = try await daemon(Quota(concurrentCalls: 2, embeddingsPerSecond: 1))
        try await daemon.start()
        let caller = try await daemon.caller()
        let turns = (1...4).map { Turn(number: $0, speaker: .customer, text: "Sentence \($0).") }
        let _: ScoreConversationResponse = try await caller.call(
            "ScoreConversation", ScoreConversationRequest.Draft(turns: turns))
        // Four were taken where one was left: three seconds are owed.
        let owed = await #expect(throws: Status.self) {
            let _: ScoreConversationResponse = try await caller.call(
                "ScoreConversation", ScoreConversationRequest.Draft(turns: turns))
        }
        #expect(owed?.errorInfo?.metadata["quota"] == "embeddings_per_second")
        var streams: [any ClientStream] = []
        for _ in 0..<2 {
            let stream = try await caller.client.stream(
                "salesrl.v1.Scoring", "Watch", kind: .serverStreaming, options: caller.options)
            try await stream.send(Payload(WatchRequest.Draft()))
            streams.append(stream)
        }
        let many = await #expect(throws: Status.self) {
            let _: GetConversationResponse = try await caller.call(
                "GetConversation", GetConversationRequest.Draft(conversationID: "none"))
        }
        #expect(many?.errorInfo?.reason == "TENANT_BUSY")
        #expect(many?.message.contains("concurrent_calls = 2") == true)
        for stream in streams { stream.cancel() }
        // As soon as they have ended, there is room again.
        while true {
            let status = await #expect(throws: Status.self) {
                let _: GetConversationResponse = try await caller.call(
                    "GetConversation", GetConversationRequest.Draft(conversationID: "none"))
            }
            if status?.code == .notFound { break }
        }
    }
}
