import Accounts
import Foundation
import Messages
import Testing

@Suite(
    "Strangers and plugins", .serialized,
    .enabled(if: Daemon.shipped != nil, Daemon.notShipped))
struct InteropTests {
    @Test("a stock Python client talks to the daemon by reflection alone", .timeLimit(.minutes(10)))
    func stockClient() async throws {
        let (made, folder) = try await ran(Daemon.root + "/Tests/Interop/environment", [])
        try #require(made == 0, "\(folder)")
        let environment = folder.split(separator: "\n").last.map(String.init) ?? ""
        let daemon = try await Daemon()
        try await daemon.start(Self.shipped)
        let token = try #require(daemon.tokens["acme"]?[.admin])
        let (code, said) = try await ran(
            environment + "/venv/bin/python",
            [
                Daemon.root + "/Tests/Interop/stock_client.py", "localhost:\(daemon.port)",
                daemon.directory + "/tls/ca.pem", token,
            ])
        #expect(code == 0, "\(said)")
    }

    /// The daemon with the model that ships.
    private static let shipped = ["SALESRLD_MODEL_FILE": ""]

    @Test(
        "a folder whose process is killed is back within five seconds; nothing is lost, and callers notice nothing",
        .timeLimit(.minutes(5)))
    func folder() async throws {
        let daemon = try await Daemon()
        let inbox = daemon.directory + "/inbox"
        try FileManager.default.createDirectory(
            atPath: inbox, withIntermediateDirectories: true)
        let configuration = """
            connectors:
              - name: folder
                library: \(Daemon.programs)/libSalesRLFolder.so
                tenant: acme
                settings: {directory: \(inbox), poll_ms: 100}
            """
        try configuration.write(
            toFile: daemon.directory + "/salesrld.yaml", atomically: true, encoding: .utf8)
        try await daemon.start(Self.shipped)
        let caller = try await daemon.caller()
        let serving = Task { try await Self.talk(caller) }
        try drop(["first"], into: inbox)
        try await Self.answered(["first"], in: inbox)
        let child = try #require(Self.child(of: daemon.process.processIdentifier))
        // Some are there before the process is killed, some come while there is none.
        try drop((1...10).map { "before-\($0)" }, into: inbox)
        kill(child, SIGSEGV)
        let killed = ContinuousClock.now
        try drop((1...10).map { "while-\($0)" }, into: inbox)
        var after: Int32?
        while after == nil || after == child {
            try await Task.sleep(for: .milliseconds(20))
            after = Self.child(of: daemon.process.processIdentifier)
        }
        #expect(ContinuousClock.now - killed < .seconds(5))
        let names = (1...10).flatMap { ["before-\($0)", "while-\($0)"] }
        try await Self.answered(names, in: inbox)
        for name in ["first"] + names {
            let text = try String(
                contentsOfFile: "\(inbox)/\(name).forecast.jsonl", encoding: .utf8)
            let lines = text.split(separator: "\n")
            #expect(lines.count == 3, "\(name): \(text)")
            #expect(lines.last?.contains("\"end\"") == true)
        }
        let errors = try FileManager.default.contentsOfDirectory(atPath: inbox)
            .filter { $0.hasSuffix(".error.txt") }
        #expect(errors.isEmpty)
        #expect(daemon.process.isRunning)
        serving.cancel()
        #expect(try await serving.value > 0)
    }

    /// Calls until the task is cancelled, and throws what a caller would notice.
    private static func talk(_ caller: Caller) async throws -> Int {
        var calls = 0
        while !Task.isCancelled {
            calls += 1
            let draft = ObserveRequest.Draft(
                conversationID: "talk-\(calls)", eventID: "talk-\(calls)",
                turn: Turn(number: 1, speaker: .customer, text: "How much is it?"))
            // A call is ended by the caller's going: that is no fault of the daemon.
            let told = try await Task { () async throws -> Int in
                let told: ObserveResponse = try await caller.call("Observe", draft)
                return told.forecast?.turn ?? 0
            }.value
            #expect(told == 1)
        }
        return calls
    }

    private func drop(_ names: [String], into inbox: String) throws {
        for name in names {
            let text = "Rep: How do you do it today?\nCustomer: By hand, \(name). Too much.\n"
            try text.write(toFile: "\(inbox)/\(name).txt", atomically: true, encoding: .utf8)
        }
    }

    /// Returns when every transcript has its forecasts beside it; they appear whole or not at all.
    private static func answered(_ names: [String], in inbox: String) async throws {
        for name in names {
            while !FileManager.default.fileExists(atPath: "\(inbox)/\(name).forecast.jsonl") {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func child(of parent: Int32) -> Int32? {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap(Int32.init).first { pid in
            let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && fields[1] == "\(parent)" && fields[0] != "Z"
        }
    }
}
