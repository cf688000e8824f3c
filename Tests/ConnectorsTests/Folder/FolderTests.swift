import Foundation
import Messages
import Testing

@testable import Connectors

/// The library as it ships, in a process of its own, over a real socket; only the story is short.
@Suite("The folder connector", .serialized)
struct FolderTests {
    private let scratch: Scratch
    private let folder: String
    private let tenant = TenantID("acme")

    init() throws {
        scratch = try Scratch()
        folder = try scratch.folder("drop")
    }

    private func host(
        _ story: Story, settings: [String: String] = [:],
        limits: ConnectorLimits = ConnectorLimits()
    ) throws -> ConnectorHost {
        let settings = settings.merging(["directory": folder, "poll_ms": "50"]) { $1 }
        return try ConnectorHost(
            configuration: [
                ConnectorConfiguration(
                    name: "folder", library: Built.folderPlugin, tenant: tenant,
                    settings: settings)
            ], executable: Built.testHost, dataDirectory: scratch.path,
            outbox: story.store, limits: limits, logger: .silent
        ) { try await story.tell($0) }
    }

    /// `count` conversations of `turns` turns each.
    private func lines(_ count: Int, turns: Int) -> String {
        (0..<count).map { conversation in
            let turns = (1...turns).map {
                #"{"speaker": "\#($0 % 2 == 0 ? "customer" : "rep")", "text": "turn \#($0)"}"#
            }
            return #"{"id": "c\#(conversation)", "turns": [\#(turns.joined(separator: ", "))]}"#
        }.joined(separator: "\n") + "\n"
    }

    private struct Line: Decodable, Equatable {
        enum Number: Decodable, Equatable {
            case turn(Int)
            case end
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let turn = try? value.decode(Int.self) {
                    self = .turn(turn)
                } else {
                    self = try value.decode(String.self) == "end" ? .end : .turn(-1)
                }
            }
        }
        var id: String
        var turn: Number
        var probability: Double
        var confidence: Double
        var value: Double
        var reasons: [String]
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    private func answer(_ name: String) throws -> [Line] {
        try text(name).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test("Transcripts come back with a forecast for every turn and one for the end")
    func answers() async throws {
        let story = Story()
        try scratch.write("drop/before.txt", "Rep: Hello!\nCustomer: What does it cost?\n")
        let connectors = try host(story)
        connectors.start()
        try await eventually("what lay there is answered") { exists("before.forecast.jsonl") }
        let before = try answer("before.forecast.jsonl")
        #expect(before.map(\.turn) == [.turn(1), .turn(2), .end])
        #expect(before.allSatisfy { $0.id == "before" && $0.probability == 0.5 })
        #expect(before.allSatisfy { $0.reasons == ["the customer asked for a price"] })

        try scratch.write("drop/.hidden.jsonl", lines(3, turns: 4))
        rename("\(folder)/.hidden.jsonl", "\(folder)/moved.jsonl")
        try await eventually("what was moved in is answered") { exists("moved.forecast.jsonl") }
        let moved = try answer("moved.forecast.jsonl")
        #expect(moved.map(\.id) == ["c0", "c1", "c2"].flatMap { Array(repeating: $0, count: 5) })
        #expect(await story.arrivals.count == 3 + 15)
        #expect(!exists("before.error.txt") && !exists("moved.error.txt"))
        await connectors.stop()
    }

    @Test("What is wrong stands in an error file; a mended file is answered and the error goes")
    func errors() async throws {
        let story = Story()
        let connectors = try host(story)
        connectors.start()
        try scratch.write("drop/call.jsonl", #"{"id": "a", "turns": [{"speaker": "boss"}]}"#)
        try await eventually("the error is there") { exists("call.error.txt") }
        #expect(try text("call.error.txt") == "line 1: turns[0].text: is missing\n")
        #expect(await story.count == 0)

        let mended =
            lines(1, turns: 2)
            + #"{"id": "b", "turns": [{"speaker": "rep", "text": "refuse me"}]}"#
        try scratch.write("drop/call.jsonl", mended)
        try await eventually("it is answered") { exists("call.forecast.jsonl") }
        try await eventually("the error is another") {
            try exists("call.error.txt") && text("call.error.txt").contains("b, turn 1")
        }
        #expect(
            try text("call.error.txt")
                == "line 2: b, turn 1: refused: turn.text: asks to be refused\n")
        #expect(try answer("call.forecast.jsonl").map(\.id) == ["c0", "c0", "c0"])
        try scratch.write("drop/call.jsonl", lines(1, turns: 3))
        try await eventually("the error is gone") { !exists("call.error.txt") }
        try await eventually("the answer is another") {
            try answer("call.forecast.jsonl").count == 4
        }
        await connectors.stop()
    }

    @Test("An answered file is not answered again, not even after a restart")
    func once() async throws {
        let story = Story()
        try scratch.write("drop/call.jsonl", lines(2, turns: 2))
        for round in 1...2 {
            let connectors = try host(story)
            connectors.start()
            try await eventually("the call is answered") { exists("call.forecast.jsonl") }
            // A later file goes through, so the earlier one has been looked at and left alone.
            try scratch.write("drop/later\(round).txt", "Rep: Hello \(round)")
            try await eventually("the later one is") { exists("later\(round).forecast.jsonl") }
            await connectors.stop()
        }
        #expect(await story.arrivals.count == 6 + 2 + 2)
    }

    @Test("kill -SEGV in the middle of a file loses nothing and counts nothing twice")
    func crash() async throws {
        let story = Story()
        let connectors = try host(story)
        connectors.start()
        try scratch.write("drop/long.jsonl", lines(100, turns: 5))
        try await eventually("some turns are answered") { await story.count >= 60 }
        let pid = try #require(connectors.status()[0].pid)
        kill(pid, SIGSEGV)
        try await eventually("the file is answered") { exists("long.forecast.jsonl") }
        let lines = try answer("long.forecast.jsonl")
        #expect(lines.count == 600)
        #expect(Set(lines.map(\.value)).count == 600, "every line is the first answer of its event")
        #expect(await story.count == 600)
        let status = connectors.status()[0]
        #expect(status.restarts == 1 && status.pid != pid && status.state == .running)
        await connectors.stop()
    }

    @Test("A full inbox slows the connector down, and everything is answered once in the end")
    func slows() async throws {
        let story = Story(isOpen: false)
        var limits = ConnectorLimits()
        limits.eventsAtWork = 2
        limits.eventsWaiting = 3
        let connectors = try host(story, settings: ["side_by_side": "16"], limits: limits)
        connectors.start()
        try scratch.write("drop/many.jsonl", lines(40, turns: 2))
        try await eventually("some are told to try again") {
            connectors.status()[0].refused >= 20
        }
        #expect(await story.arrivals.count == 2)
        await story.open()
        try await eventually("the file is answered") { exists("many.forecast.jsonl") }
        #expect(try answer("many.forecast.jsonl").count == 120)
        #expect(await story.arrivals.count == 120)
        #expect(await story.atWorkMost == 2)
        await connectors.stop()
    }

    @Test("With after=move, answered transcripts go to done and refused ones to failed")
    func moves() async throws {
        let connectors = try host(Story(), settings: ["after": "move"])
        connectors.start()
        try scratch.write("drop/good.txt", "Rep: Hello!")
        try scratch.write("drop/bad.txt", "Hello!")
        try await eventually("both are moved") {
            exists("done/good.txt") && exists("failed/bad.txt")
        }
        #expect(exists("good.forecast.jsonl") && exists("bad.error.txt"))
        #expect(!exists("good.txt") && !exists("bad.txt"))
        await connectors.stop()
    }

    @Test("A directory that is not there is named")
    func noDirectory() async throws {
        try FileManager.default.removeItem(atPath: folder)
        let connectors = try host(Story())
        connectors.start()
        try await eventually("it is reported") {
            connectors.status()[0].lastError?.contains("\(folder): No such file") == true
        }
        await connectors.stop()
    }
}
