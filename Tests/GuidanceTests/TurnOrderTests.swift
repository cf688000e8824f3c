import Messages
import Storage
import Testing

@testable import Guidance

@Suite("Turns in order")
struct TurnOrderTests {
    @Test("number 0 is the next turn, and the next number is as well")
    func next() async throws {
        let story = try story()
        #expect(try await story.tell(said("Hello", 0, event: "a")).forecast.turn == 1)
        #expect(try await story.tell(said("How much?", 2, event: "b")).forecast.turn == 2)
        #expect(try await story.tell(said("Too much", 0, event: "c")).forecast.turn == 3)
    }

    @Test("a second arrival gets the first answer and changes nothing", arguments: [0, 1])
    func replay(number: Int) async throws {
        let story = try story()
        let first = try await story.tell(said("Hello", 1, event: "a"))
        _ = try await story.tell(said("How much?", 2, event: "b"))
        let again = try await story.tell(said("Hello", number, event: "a"))
        #expect(again.isReplay)
        #expect(again.forecast == first.forecast)
        let kept = try await story.conversation(
            ConversationKey(tenant: acme, conversation: "c"))
        #expect(kept.turns.count == 2)
    }

    @Test("a second arrival may name another time: what was said is the same")
    func replayLater() async throws {
        let story = try story()
        let first = try await story.tell(said("Hello", 1, event: "a"))
        let event = said("Hello", 1, event: "a")
        let later = Turn(
            number: 1, speaker: .customer, text: "Hello", saidAtMilliseconds: 1_700_000_000_000)
        let again = try await story.tell(
            Event(key: event.key, conversation: event.conversation, what: .said(later)))
        #expect(again.isReplay)
        #expect(again.forecast == first.forecast)
    }

    @Test("an event id under which something else was said is refused")
    func eventTaken() async throws {
        let story = try story()
        _ = try await story.tell(said("Hello", 1, event: "a"))
        let others = [
            said("Goodbye", 1, event: "a"), said("Hello", 2, event: "a"),
            said("Hello", 1, by: .representative, event: "a"),
            said("Hello", 1, in: "another", event: "a"), closing(event: "a"),
        ]
        for other in others {
            let error = await #expect(throws: Status(.alreadyExists, "")) {
                _ = try await story.tell(other)
            }
            #expect(error?.errorInfo?.reason == "EVENT_ID_TAKEN")
        }
    }

    @Test("a turn that is there is refused to another event")
    func turnTaken() async throws {
        let story = try story()
        _ = try await story.tell(said("Hello", 1, event: "a"))
        let error = await #expect(throws: Status(.alreadyExists, "")) {
            _ = try await story.tell(said("Hello", 1, event: "b"))
        }
        #expect(error?.errorInfo?.reason == "TURN_TAKEN")
    }

    @Test("a turn too far ahead is refused, and the expected one named")
    func ahead() async throws {
        let story = try story()
        _ = try await story.tell(said("Hello", 1, event: "a"))
        let error = await #expect(throws: Status(.failedPrecondition, "")) {
            _ = try await story.tell(said("Later", 3, event: "b"))
        }
        #expect(error?.errorInfo?.metadata == ["expected": "2"])
        _ = try await story.tell(said("Now", 2, event: "b"))
    }

    @Test("a turn before turn 1, or after the last possible one, is refused by its field")
    func before() async throws {
        for number in [-1, GuidanceLimits().turns + 1] {
            let error = await #expect(throws: Status(.invalidArgument, "")) {
                _ = try await story().tell(said("Hello", number, event: "a"))
            }
            #expect(error?.badRequest?.violations.map(\.field) == ["turn.number"])
        }
    }

    @Test("a turn or a closing without an event's id is refused by its field")
    func withoutEvent() async throws {
        for event in [said("Hello", 1, event: ""), closing(event: "")] {
            let error = await #expect(throws: Status(.invalidArgument, "")) {
                _ = try await story().tell(event)
            }
            #expect(error?.badRequest?.violations.map(\.field) == ["event_id"])
        }
    }

    @Test("nothing follows a closing but its own second arrival")
    func afterClosing() async throws {
        let story = try story()
        _ = try await story.tell(said("Hello", 1, event: "a"))
        let closed = try await story.tell(closing(event: "end"))
        #expect(closed.forecast.isClosing)
        #expect(closed.forecast.turn == 1)
        for event in [said("More", 2, event: "b"), closing(event: "end2")] {
            let error = await #expect(throws: Status(.failedPrecondition, "")) {
                _ = try await story.tell(event)
            }
            #expect(error?.errorInfo?.reason == "CONVERSATION_CLOSED")
        }
        let again = try await story.tell(closing(event: "end"))
        #expect(again.isReplay)
        #expect(again.forecast == closed.forecast)
        #expect(try await story.tell(said("Hello", 1, event: "a")).isReplay)
    }

    @Test("what never was cannot be closed or shown; another tenant's looks just the same")
    func notFound() async throws {
        let story = try story()
        _ = try await story.tell(said("Hello", 1, in: "kept", event: "a"))
        let other = TenantID("other")
        var messages: Set<String> = []
        for (tenant, name) in [(acme, "gone"), (other, "kept")] {
            let key = ConversationKey(tenant: tenant, conversation: name)
            let shown = await #expect(throws: Status(.notFound, "")) {
                _ = try await story.conversation(key)
            }
            let closed = await #expect(throws: Status(.notFound, "")) {
                _ = try await story.tell(closing(name, event: "e", tenant: tenant))
            }
            for message in [shown?.message, closed?.message] {
                messages.insert((message ?? "").replacing(" \(name)", with: " N"))
            }
        }
        #expect(messages.count == 1, "\(messages)")
    }

    @Test("fifty at once into one conversation are all kept, gapless")
    func concurrent() async throws {
        let story = try story()
        let turns = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<50 {
                group.addTask {
                    try await story.tell(said("word \(index)", event: "e\(index)")).forecast.turn
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(turns.sorted() == Array(1...50))
    }

    @Test("a conversation has no more turns than its limit")
    func turnsMax() async throws {
        let story = try story(limits: patient { $0.turns = 2 })
        _ = try await story.tell(said("one", event: "a"))
        _ = try await story.tell(said("two", event: "b"))
        let error = await #expect(throws: Status(.failedPrecondition, "")) {
            _ = try await story.tell(said("three", event: "c"))
        }
        #expect(error?.message.contains("limits.turnsPerConversation = 2") == true)
    }

    @Test("a full store refuses quickly and says when to come back")
    func full() async throws {
        var limits = StoreLimits()
        limits.conversations = 1
        let story = try story(store: MemoryStore(limits: limits))
        _ = try await story.tell(said("Hello", in: "one", event: "a"))
        let error = await #expect(throws: Status(.resourceExhausted, "")) {
            _ = try await story.tell(said("Hello", in: "two", event: "b"))
        }
        #expect(error?.retryInfo != nil)
    }
}
