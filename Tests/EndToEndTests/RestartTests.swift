import Foundation
import Messages
import Storage
import Testing
import Wire

private let words = [
    "How do you handle follow-ups today?", "By hand, and we lose some of them.",
    "What does a lost one cost you?", "About $2,000. But your price is too high.",
    "It pays back in a quarter.", "Then send me the contract.",
]

private func said(_ turn: Int) -> Turn {
    Turn(
        number: turn, speaker: turn.isMultiple(of: 2) ? .customer : .representative,
        text: words[turn - 1])
}

private func observe(_ conversation: String, _ turn: Int) -> ObserveRequest.Draft {
    ObserveRequest.Draft(
        conversationID: conversation, eventID: "\(conversation)-\(turn)",
        turn: said(turn))
}

@Suite("A daemon that is killed", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct RestartTests {
    @Test(
        "has every acknowledged turn once, goes on bit for bit, and gives first answers again",
        .timeLimit(.minutes(3)))
    func goesOn() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        var caller = try await daemon.caller()
        let whole: ScoreConversationResponse = try await caller.call(
            "ScoreConversation",
            ScoreConversationRequest.Draft(turns: (1...6).map(said)))
        let expected = whole.forecasts
        for turn in 1...6 {
            let told: ObserveResponse = try await caller.call("Observe", observe("c", turn))
            let forecast = told.forecast
            #expect(forecast == expected[turn - 1], "turn \(turn)")
            await caller.client.close()
            daemon.signal(SIGKILL)
            await daemon.ended()
            try await daemon.start()
            caller = try await daemon.caller()
            let again: ObserveResponse = try await caller.call("Observe", observe("c", turn))
            let (replayed, same) = (again.replayed, again.forecast)
            #expect(replayed)
            #expect(same == forecast)
        }
        await caller.client.close()
        daemon.signal(SIGTERM)
        await daemon.ended()
        let findings = try Upkeep.verify(daemon.directory + "/conversations.db")
        #expect(findings.entries == 6 && findings.problems.isEmpty, "\(findings)")
    }

    @Test("before and after a commit: what was answered is there", .timeLimit(.minutes(3)))
    func failPoints() async throws {
        for (point, kept) in [("before-commit", 2), ("after-commit", 3)] {
            let daemon = try await Daemon()
            try await daemon.start(["SALESRL_FAIL_POINT": "\(point):2"])
            let caller = try await daemon.caller()
            var answered = 0
            for turn in 1...3 {
                let told: ObserveResponse? = try? await caller.call("Observe", observe("c", turn))
                guard told != nil else { break }
                answered += 1
            }
            await caller.client.close()
            await daemon.ended()
            #expect(answered == 2)
            try await daemon.start()
            let next = try await daemon.caller()
            // The third was never answered: it may be there or not, and a second delivery is one.
            let told: ObserveResponse = try await next.call("Observe", observe("c", 3))
            let replayed = told.replayed
            #expect(replayed == (kept == 3), "\(point)")
            let record: GetConversationResponse = try await next.call(
                "GetConversation", GetConversationRequest.Draft(conversationID: "c"))
            let turns = record.turns.count
            #expect(turns == 3)
            await next.client.close()
        }
    }

    @Test("a conversation goes on under another model, from its turns", .timeLimit(.minutes(3)))
    func otherModel() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller()
        for turn in 1...3 {
            let _: ObserveResponse = try await caller.call("Observe", observe("c", turn))
        }
        await caller.client.close()
        daemon.signal(SIGKILL)
        await daemon.ended()
        guard Daemon.shipped != nil else { return }
        try await daemon.start(["SALESRLD_MODEL_FILE": ""])
        let next = try await daemon.caller()
        let whole: ScoreConversationResponse = try await next.call(
            "ScoreConversation",
            ScoreConversationRequest.Draft(turns: (1...4).map(said)))
        let told: ObserveResponse = try await next.call("Observe", observe("c", 4))
        let (probability, expected) = (told.forecast?.probability, whole.forecasts[3].probability)
        #expect(probability == expected)
        await next.client.close()
    }

    @Test(
        "what was erased is gone from the file, is not served, and is not taken again",
        .timeLimit(.minutes(3)))
    func erased() async throws {
        let daemon = try Daemon()
        try await daemon.start()
        let caller = try await daemon.caller()
        for conversation in ["gone", "stays"] {
            for turn in 1...3 {
                let _: ObserveResponse = try await caller.call(
                    "Observe", observe(conversation, turn))
            }
        }
        await caller.client.close()
        let store = daemon.directory + "/conversations.db"
        let arguments = [
            "erase", "--store", store, "--tenant", "acme", "--conversation", "gone", "--yes",
        ]
        let (inUse, said) = try await ran(Daemon.programs + "/salesrl", arguments)
        #expect(inUse == 75 && said.contains("another process"), "\(said)")
        daemon.signal(SIGKILL)
        await daemon.ended()
        let (code, told) = try await ran(Daemon.programs + "/salesrl", arguments)
        #expect(code == 0 && told.contains("erasure 1: 3 entries"), "\(told)")
        for end in ["", "-wal"] {
            let bytes = FileManager.default.contents(atPath: store + end) ?? Data()
            #expect(bytes.range(of: Data("gone-1".utf8)) == nil, "\(end)")
        }
        let findings = try Upkeep.verify(store)
        #expect(findings.problems.isEmpty && findings.erasures == 1 && findings.entries == 3)

        try await daemon.start()
        let next = try await daemon.caller()
        let again = await #expect(throws: Status.self) {
            let _: ObserveResponse = try await next.call("Observe", observe("gone", 1))
        }
        #expect(again?.code == .failedPrecondition)
        let absent = await #expect(throws: Status.self) {
            let _: GetConversationResponse = try await next.call(
                "GetConversation", GetConversationRequest.Draft(conversationID: "gone"))
        }
        #expect(absent?.code == .notFound)
        await next.client.close()
    }
}
