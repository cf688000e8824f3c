import Accounts
import Foundation
import Messages
import Synchronization
import TestSupport
import Testing
import Wire

/// Raised once, seen by every task.
final class Flag: Sendable {
    private let state = Mutex(false)

    var isUp: Bool { state.withLock { $0 } }

    func raise() { state.withLock { $0 = true } }
}

/// A program that is spoken to line by line.
private final class Spoken: @unchecked Sendable {
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = ""

    init(_ program: String, _ arguments: [String], _ settings: [String: String] = [:]) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(settings) { $1 }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    func say(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

    func finish() { try? input.fileHandleForWriting.close() }

    /// The next line, nil at the end; waits off the cooperative pool.
    func line() async -> String? {
        while true {
            if let end = rest.firstIndex(of: "\n") {
                defer { rest = String(rest[rest.index(after: end)...]) }
                return String(rest[..<end])
            }
            let handle = output.fileHandleForReading
            let bytes: Data = await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: handle.availableData) }
            }
            if bytes.isEmpty { return nil }
            rest += String(decoding: bytes, as: UTF8.self)
        }
    }
}

@Suite(
    "One daemon after another on one socket", .serialized,
    .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct HandoverTests {
    private static let root = Repository.root

    /// Starts the launcher, which holds the socket and runs a daemon on it.
    private func launch(_ daemon: Daemon) async throws -> (Spoken, port: Int) {
        let launcher = try Spoken(
            try #require(Tool.path("python3"), "python3 is missing: apt-get install python3"),
            [
                Self.root + "/Tests/Interop/relaunch.py", Daemon.programs + "/salesrld", "--config",
                daemon.directory + "/salesrld.yaml",
            ], daemon.settings)
        let said = try #require(await launcher.line())
        let port = try #require(Int(said.split(separator: " ").last ?? ""), "\(said)")
        #expect(await launcher.line() == "ready")
        return (launcher, port)
    }

    /// What a caller does who honours how the native door says that it stops: whatever ends with
    /// UNAVAILABLE is sent again, on a new connection, with the same event id.
    private static func talk(
        _ daemon: Daemon, until isOver: Flag, _ name: String
    ) async throws -> (calls: Int, again: Int) {
        var calls = 0
        var again = 0
        var caller = try await daemon.caller()
        while !isOver.isUp {
            calls += 1
            let draft = ObserveRequest.Draft(
                conversationID: "hand-\(name)", eventID: "hand-\(name)-\(calls)",
                turn: Turn(number: 0, speaker: .customer, text: "How much is it?"))
            while true {
                do {
                    let told: ObserveResponse = try await caller.call("Observe", draft)
                    // Each event once, in order: none was lost, none counted twice.
                    let turn = told.forecast?.turn
                    #expect(turn == calls)
                    break
                } catch let status as Status where status.code == .unavailable {
                    again += 1
                    await caller.client.close()
                    caller = try await reached(daemon)
                }
            }
        }
        await caller.client.close()
        return (calls, again)
    }

    /// A new connection. One that the daemon that stops had taken may be cut before it is used,
    /// which its caller sees as a reset and not as a refusal.
    private static func reached(_ daemon: Daemon) async throws -> Caller {
        for _ in 1..<10 {
            do {
                return try await daemon.caller()
            } catch let error as WireError where error.description.contains("reset by peer") {
                continue
            }
        }
        return try await daemon.caller()
    }

    @Test(
        "a restart under load fails no call of a client that goes elsewhere when told, and refuses no connection",
        .timeLimit(.minutes(10)))
    func restart() async throws {
        let made = try await Tool.run(Self.root + "/Tests/Interop/environment", [])
        try #require(made.status == 0, "\(made.errors)")
        let folder =
            String(decoding: made.output, as: UTF8.self)
            .split(separator: "\n").last.map(String.init) ?? ""
        let daemon = try await Daemon()
        let (launcher, port) = try await launch(daemon)
        daemon.adopt(port: port)
        let token = try #require(daemon.tokens["acme"]?[.admin])
        let stock = try Spoken(
            folder + "/venv/bin/python",
            [
                Self.root + "/Tests/Interop/load.py", "localhost:\(port)",
                daemon.directory + "/tls/ca.pem", token,
            ])
        #expect(await stock.line() == "begun")
        let isOver = Flag()
        try await withThrowingTaskGroup(of: (calls: Int, again: Int).self) { group in
            for name in ["a", "b", "c"] {
                group.addTask { try await Self.talk(daemon, until: isOver, name) }
            }
            for _ in 1...3 {
                launcher.say("restart")
                #expect(await launcher.line() == "restarted 0 STOPPING=1")
            }
            isOver.raise()
            var all = (calls: 0, again: 0)
            for try await one in group {
                all.calls += one.calls
                all.again += one.again
            }
            #expect(all.calls > 0)
            #expect(all.again > 0, "no connection noticed three restarts")
        }
        stock.finish()
        var said: [String] = []
        while let line = await stock.line() { said.append(line) }
        #expect(said.last?.hasSuffix("failed 0") == true, "\(said.joined(separator: "\n"))")
        launcher.finish()
        #expect(await launcher.line() == "ended 0")
    }

    @Test(
        "asked to stop, ends within its limit although streams are open whose callers say nothing",
        .timeLimit(.minutes(5)))
    func openStreams() async throws {
        let daemon = try await Daemon()
        try await daemon.start(["SALESRLD_LIMITS_DRAIN": "1s"])
        var streams: [any ClientStream] = []
        for door in TestDoor.allCases {
            let caller = try await daemon.caller(door)
            for (method, kind) in [("Watch", MethodKind.serverStreaming), ("Live", .bidirectional)]
            {
                let stream = try await caller.client.stream(
                    "salesrl.v1.Scoring", method, kind: kind, options: caller.options)
                // One whose request never comes, and one that has begun.
                if kind == .bidirectional {
                    let draft = ObserveRequest.Draft(
                        conversationID: "open-\(door)", eventID: "open-\(door)",
                        turn: Turn(number: 0, speaker: .customer, text: "Hello."))
                    try await stream.send(Payload(draft))
                    _ = try await stream.next()
                }
                streams.append(stream)
            }
        }
        daemon.signal(SIGTERM)
        await daemon.ended()
        #expect(daemon.process.terminationStatus == 0)
        for stream in streams { stream.cancel() }
    }

    @Test("refuses a passed descriptor that is no listening socket", .timeLimit(.minutes(2)))
    func noListener() async throws {
        let daemon = try await Daemon()
        let refused = try await Tool.run(
            "/bin/bash",
            [
                "-c",
                "exec 3</dev/null; export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"", "bash", "env",
            ] + daemon.settings.map { "\($0)=\($1)" } + [
                Daemon.programs + "/salesrld", "--config", daemon.directory + "/salesrld.yaml",
            ])
        #expect(refused.status == 78)
        #expect(refused.errors.contains("no listening stream socket"), "\(refused.errors)")
    }

    @Test(
        "with few files to open, closes connections beyond them, serves those it has, and takes new ones when others go",
        .timeLimit(.minutes(5)), .enabled(if: Tool.path("prlimit") != nil))
    func fewFiles() async throws {
        let daemon = try await Daemon()
        try await daemon.start(launcher: ["prlimit", "--nofile=96:96"])
        let caller = try await daemon.caller()
        func observe(_ event: String) async throws {
            let _: ObserveResponse = try await caller.call(
                "Observe",
                ObserveRequest.Draft(
                    conversationID: "files", eventID: event,
                    turn: Turn(number: 0, speaker: .customer, text: "Go on.")))
        }
        try await observe("before")
        // 96 files, 64 of them kept: 32 connections, this one included.
        var held: [Caller] = []
        var refused = 0
        for _ in 0..<60 {
            do { held.append(try await daemon.caller()) } catch is WireError { refused += 1 }
        }
        #expect(held.count == 31)
        #expect(refused == 29)
        try await observe("among many")
        for one in held { await one.client.close() }
        while true {
            guard let again = try? await daemon.caller() else { continue }
            await again.client.close()
            break
        }
        try await observe("after")
    }
}
