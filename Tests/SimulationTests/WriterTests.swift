import Foundation
import Messages
import Outbound
import ServiceSupport
import TestSupport
import Testing

@testable import Simulation

@Suite(
    "A language model for the words", .serialized,
    .enabled(if: Writers.canRead, Writers.cannotRead))
struct WriterTests {
    private static let conversation = Made.conversations[3]

    @Test("Only texts change: acts, times, forecasts and the outcome are the engine's")
    func onlyTexts() async throws {
        let service = try await ScriptedService(Writers.obedient)
        let writer = try await Writers.writer(service)
        var turns = 0
        for conversation in Made.conversations.prefix(6) {
            let written = try await writer.write(conversation)
            var restored = written
            restored.writer = nil
            for (index, turn) in conversation.turns.enumerated() {
                restored.turns[index].text = turn.text
                restored.turns[index].phrase = turn.phrase
            }
            #expect(restored == conversation)
            #expect(written.writer == "writer-1")
            turns += conversation.turns.count
            let line = written.jsonLine()
            #expect(line.contains(#""writer":"writer-1""#))
        }
        let report = writer.report
        #expect(report.turns == turns)
        #expect(report.accepted + report.acceptedLater + report.fallenBack == turns)
        #expect(report.fallenBack < turns / 5, "\(report)")
        #expect(report.unanswered == 0)
        #expect(report.tokens == 100 * report.calls)
    }

    @Test("No prompt depends on the outcome, the forecasts or the buyer's state")
    func noLeak() async throws {
        let service = try await ScriptedService(Writers.obedient)
        let writer = try await Writers.writer(service)
        _ = try await writer.write(Self.conversation)
        let first = service.asked.map(\.text)
        var other = Self.conversation
        other.converted.toggle()
        other.endProbability = 1 - other.endProbability
        other.value = other.value == nil ? 1_000 : nil
        for index in other.turns.indices { other.turns[index].probability = 0.123 }
        _ = try await writer.write(other)
        #expect(service.asked.dropFirst(first.count).map(\.text) == first)
        #expect(!first.isEmpty)
    }

    @Test("A reply that does something else is asked for again, with the reason, and then left")
    func drift() async throws {
        let service = try await ScriptedService { _, _ in
            Writers.completion("Yes, we will buy it, please send me the contract today.")
        }
        let writer = try await Writers.writer(service)
        let written = try await writer.write(Self.conversation)
        let report = writer.report
        #expect(report.rejected["drift", default: 0] + report.rejected["repeated", default: 0] > 0)
        for (turn, original) in zip(written.turns, Self.conversation.turns)
        where original.speaker == .representative {
            #expect(turn == original)
        }
        let again = service.asked.filter { $0.text.contains("Write the line again") }
        #expect(!again.isEmpty)
        #expect(again.allSatisfy { $0.text.contains("it does something else") })
        #expect(service.asked.count <= report.turns * ConversationWriter.asksMax)
    }

    @Test("What it is told the second time counts")
    func mended() async throws {
        let service = try await ScriptedService { asked, number in
            asked.text.contains("Write the line again")
                ? Writers.obedient(asked, number) : Writers.completion("Customer: hm.\nRep: what?")
        }
        let writer = try await Writers.writer(service)
        _ = try await writer.write(Self.conversation)
        let report = writer.report
        #expect(report.accepted == 0)
        #expect(report.acceptedLater > report.turns / 2)
        #expect(report.rejected["speaker"] == report.turns)
    }

    @Test("With the replies of a run kept, the next gives the same words and pays nothing")
    func cache() async throws {
        let folder = try TemporaryFolder()
        let service = try await ScriptedService(Writers.obedient)
        let first = try await Writers.writer(service, cache: folder.path)
        let written = try await first.write(Self.conversation)
        try await service.close()
        let second = try await Writers.writer(service, cache: folder.path)
        #expect(try await second.write(Self.conversation) == written)
        #expect(second.report.calls == 0)
        #expect(second.report.cached == first.report.calls)

        // A damaged reply counts as none, and is asked for again.
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
        for case let name as String in files where name.hasSuffix(".json") {
            try Data("{".utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
        }
        let back = try await ScriptedService(Writers.obedient)
        let third = try await Writers.writer(back, cache: folder.path)
        #expect(try await third.write(Self.conversation) == written)
        #expect(third.report.calls == first.report.calls)
    }

    @Test("A spent budget ends the run, and a new one goes on from what was kept")
    func budget() async throws {
        let folder = try TemporaryFolder()
        let service = try await ScriptedService(Writers.obedient)
        let whole = try await Writers.writer(service).write(Self.conversation)
        let poor = try await Writers.writer(service, cache: folder.path, budget: 250)
        await #expect(throws: ConversationWriter.Stop.budgetSpent(tokens: 300)) {
            _ = try await poor.write(Self.conversation)
        }
        #expect(poor.report.calls == 3)
        let rich = try await Writers.writer(service, cache: folder.path)
        #expect(try await rich.write(Self.conversation) == whole)
        #expect(rich.report.cached == 3)
    }

    @Test("A service that refuses ends the run at once; one that is down, after some calls")
    func stops() async throws {
        let wrongKey = try await ScriptedService { _, _ in
            Scripted(401, #"{"error":{"message":"no","code":"invalid_api_key"}}"#)
        }
        let refused = try await Writers.writer(wrongKey)
        await #expect(throws: ConversationWriter.Stop.service(OutboundError(.unauthorized, ""))) {
            _ = try await refused.write(Self.conversation)
        }
        #expect(wrongKey.asked.count == 1)

        let down = try await ScriptedService { _, _ in Scripted(500, "down") }
        let waiting = try await Writers.writer(down)
        await #expect(throws: ConversationWriter.Stop.service(OutboundError(.unavailable, ""))) {
            for conversation in Made.conversations.prefix(20) {
                _ = try await waiting.write(conversation)
            }
        }
        #expect(waiting.report.unanswered == ConversationWriter.failuresMax - 1)
    }

    @Test(
        "A call without a usable reply leaves the turn to the grammar, and the run goes on",
        arguments: [
            Scripted(ending: .reset), Scripted(ending: .silent), Scripted(200, "not JSON"),
            Scripted(503, "busy"), Scripted(200, #"{"choices":[]}"#),
        ])
    func passing(fault: Scripted) async throws {
        let service = try await ScriptedService { asked, number in
            // Both tries of the first call fail.
            number < 2 && !(number == 1 && fault.status == 200 && !fault.body.isEmpty)
                ? fault : Writers.obedient(asked, number)
        }
        let writer = try await Writers.writer(service, timeout: .milliseconds(1_500))
        let written = try await writer.write(Self.conversation)
        #expect(writer.report.unanswered == 1)
        #expect(written.turns[0] == Self.conversation.turns[0])
        #expect(writer.report.turns == Self.conversation.turns.count)
    }

    @Test("What the service's filter takes offence at is asked for again, then left and kept")
    func filtered() async throws {
        let folder = try TemporaryFolder()
        let service = try await ScriptedService { _, _ in
            Scripted(400, #"{"error":{"message":"filtered","code":"content_filter"}}"#)
        }
        let writer = try await Writers.writer(service, cache: folder.path)
        let written = try await writer.write(Self.conversation)
        #expect(written.turns == Self.conversation.turns)
        let turns = Self.conversation.turns.count
        #expect(writer.report.rejected == ["refused": turns * ConversationWriter.asksMax])
        let again = try await Writers.writer(service, cache: folder.path)
        _ = try await again.write(Self.conversation)
        #expect(again.report.calls == 0)
    }

    @Test("The check of acts lets the right pass far more often than the wrong")
    func reader() async throws {
        let quality = try await Writers.reader.value.quality
        #expect(quality.wordings > 300)
        #expect(quality.named > 0.6)
        #expect(quality.passed > 0.8)
        #expect(quality.mistaken < 0.12)
    }
}
