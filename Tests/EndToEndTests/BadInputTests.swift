import Accounts
import Foundation
import Messages
import Testing
import Wire

private func turn(_ text: String, _ number: Int = 0) -> Turn {
    Turn(number: number, speaker: .customer, text: text)
}

@Suite("Bad input", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct BadInputTests {
    private func refusal(
        _ caller: Caller, _ method: String, _ bytes: [UInt8]
    ) async -> Status? {
        await #expect(throws: Status.self) { _ = try await caller.raw(method, bytes) }
    }

    /// Field 3 (turn) of an ObserveRequest around `inner`, with ids.
    private func observe(turn inner: [UInt8]) -> [UInt8] {
        [0x0a, 1, 0x63, 0x12, 1, 0x65, 0x1a, UInt8(inner.count)] + inner
    }

    @Test(
        "is refused with the field and the limit, and the daemon goes on",
        .timeLimit(.minutes(3)), arguments: TestDoor.allCases)
    func hostile(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let caller = try await daemon.caller(door)

        let nul = await refusal(caller, "Observe", observe(turn: [0x1a, 3, 0x61, 0, 0x62]))
        #expect(nul?.code == .invalidArgument)
        let utf8 = await refusal(caller, "Observe", observe(turn: [0x1a, 2, 0xc3, 0x28]))
        #expect(utf8?.code == .invalidArgument)
        #expect(utf8?.message.contains("text") == true)

        var nested: [UInt8] = []
        for _ in 0..<40 { nested = [0x1a, UInt8(min(127, nested.count))] + nested }
        #expect(await refusal(caller, "Observe", nested) != nil)

        let crowd = [UInt8]([[0x12, 0x00]].joined()).repeated(1_000_000)
        let crowded = await refusal(caller, "ScoreConversation", crowd)
        #expect(crowded.map { [.invalidArgument, .resourceExhausted].contains($0.code) } == true)

        let role = await refusal(caller, "Observe", observe(turn: [0x10, 9, 0x1a, 1, 0x61]))
        #expect(role?.badRequest?.violations.first?.field == "turn.speaker")

        let drafts: [(ObserveRequest.Draft, String)] = [
            (.init(conversationID: "c", eventID: "e", turn: turn("", 1)), "turn.text"),
            (.init(conversationID: "c", eventID: "e", turn: turn("hi", -1)), "turn.number"),
            (
                .init(
                    conversationID: "c", eventID: "e",
                    turn: turn(String(repeating: "x", count: 1 << 20), 1)), "turn.text"
            ),
            (.init(conversationID: "c", eventID: "e"), "turn"),
            (.init(conversationID: "", eventID: "e", turn: turn("hi")), "conversation_id"),
            (.init(conversationID: "c", eventID: "", turn: turn("hi")), "event_id"),
        ]
        for (draft, field) in drafts {
            let status = await refusal(caller, "Observe", draft.bytes())
            #expect(status?.code == .invalidArgument)
            #expect(status?.badRequest?.violations.first?.field == field, "\(field)")
        }
        for (conversation, event, field) in [("", "e", "conversation_id"), ("c", "", "event_id")] {
            let draft = CloseRequest.Draft(conversationID: conversation, eventID: event)
            let status = await refusal(caller, "Close", draft.bytes())
            #expect(status?.code == .invalidArgument)
            #expect(status?.badRequest?.violations.first?.field == field)
        }
        for turns in [[], [Turn](repeating: turn("ok"), count: 10_000)] {
            let draft = ScoreConversationRequest.Draft(turns: turns)
            let status = await refusal(caller, "ScoreConversation", draft.bytes())
            #expect(status?.badRequest?.violations.first?.field == "turns")
        }
        let good: ObserveResponse = try await caller.call(
            "Observe",
            ObserveRequest.Draft(conversationID: "c", eventID: "e", turn: turn("Hello", 1)))
        let first = good.forecast?.turn
        #expect(first == 1)
    }

    @Test(
        "a caller without a token, with a wrong one, or of another role or tenant is refused",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func strangers(door: TestDoor) async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let owner = try await daemon.caller(door)
        let draft = ObserveRequest.Draft(conversationID: "c", eventID: "e", turn: turn("Hello", 1))
        let _: ObserveResponse = try await owner.call("Observe", draft)
        let nobody = try await daemon.caller(door, role: nil)
        #expect(await refusal(nobody, "Observe", draft.bytes())?.code == .unauthenticated)
        let wrong = try await daemon.caller(door, token: "srl_nobody_x")
        #expect(await refusal(wrong, "Observe", draft.bytes())?.code == .unauthenticated)
        let viewer = try await daemon.caller(door, role: .viewer)
        #expect(await refusal(viewer, "Observe", draft.bytes())?.code == .permissionDenied)
        let other = try await daemon.caller(door, tenant: "other")
        let theirs = await refusal(
            other, "GetConversation", GetConversationRequest.Draft(conversationID: "c").bytes())
        let absent = await refusal(
            other, "GetConversation", GetConversationRequest.Draft(conversationID: "x").bytes())
        #expect(theirs?.code == .notFound)
        #expect(
            theirs?.message.replacing("c", with: "")
                == absent?.message
                .replacing("c", with: "").replacing("x", with: ""))
    }
}

extension Array {
    fileprivate func repeated(_ count: Int) -> [Element] {
        var all: [Element] = []
        all.reserveCapacity(count * self.count)
        for _ in 0..<count { all += self }
        return all
    }
}
