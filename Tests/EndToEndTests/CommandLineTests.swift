import Accounts
import Foundation
import Testing

/// `salesrl` as somebody at a terminal runs it, against a real daemon.
@Suite("The command line", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct CommandLineTests {
    private struct Ended {
        let code: Int32
        let output: String
        let error: String
        var lines: [Substring] { output.split(separator: "\n") }
    }

    private func salesrl(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Daemon.programs + "/salesrl")
        process.arguments = arguments
        var variables = ProcessInfo.processInfo.environment
        for name in variables.keys where name.hasPrefix("SALESRL_") { variables[name] = nil }
        process.environment = variables.merging(environment) { $1 }
        let folder = NSTemporaryDirectory() + "salesrl-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func file(_ name: String, _ text: String = "") throws -> FileHandle {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
            return try #require(FileHandle(forUpdatingAtPath: "\(folder)/\(name)"))
        }
        process.standardInput = try file("in", input)
        process.standardOutput = try file("out")
        process.standardError = try file("err")
        try process.run()
        let running = process
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                running.waitUntilExit()
                continuation.resume()
            }
        }
        return Ended(
            code: process.terminationStatus,
            output: try String(contentsOfFile: folder + "/out", encoding: .utf8),
            error: try String(contentsOfFile: folder + "/err", encoding: .utf8))
    }

    private func started() async throws -> (daemon: Daemon, connection: [String]) {
        let daemon = try await Daemon()
        try await daemon.start()
        let token = try #require(daemon.tokens["acme"]?[.service])
        return (
            daemon,
            [
                "--address", "localhost:\(daemon.port)", "--ca", daemon.directory + "/tls/ca.pem",
                "--token", token,
            ]
        )
    }

    private static let conversations = """
        {"id":"a","turns":[{"speaker":"rep","text":"Hello."},{"speaker":"customer","text":"Hi!"}]}
        {"id":"b","turns":[{"speaker":"customer","text":"How much is it?"}]}

        """

    @Test(
        "score answers every turn and the end, in the order of the input",
        arguments: TestDoor.allCases)
    func score(door: TestDoor) async throws {
        let (daemon, connection) = try await started()
        let ended = try await salesrl(
            ["score", "--door", "\(door)"] + connection, input: Self.conversations)
        #expect(ended.code == 0, "\(ended.error)")
        let turns = try ended.lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let probability = try #require(object?["probability"] as? Double)
            #expect((0...1).contains(probability))
            return "\(object?["id"] ?? "")\(object?["turn"] ?? "")"
        }
        #expect(turns == ["a1", "a2", "aend", "b1", "bend"])
        withExtendedLifetime(daemon) {}
    }

    @Test("a line that cannot be scored is named, and the others are scored")
    func badLine() async throws {
        let (daemon, connection) = try await started()
        let bad = #"{"id":"c","turns":[{"speaker":"martian","text":"Hello."}]}"#
        let ended = try await salesrl(
            ["score"] + connection, input: bad + "\n" + Self.conversations)
        #expect(ended.code == 65)
        #expect(ended.error.contains("-:1: "))
        #expect(ended.error.contains("turns[0].speaker"))
        #expect(ended.lines.count == 5)
        withExtendedLifetime(daemon) {}
    }

    @Test("ask draws a table of the example conversation")
    func ask() async throws {
        let (daemon, connection) = try await started()
        let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Docs/example-conversation.txt").standardized.path
        let ended = try await salesrl(["ask"] + connection + [example])
        #expect(ended.code == 0, "\(ended.error)")
        #expect(ended.lines.first?.hasPrefix("turn  speaker   text") == true)
        #expect(ended.lines.dropFirst().first?.hasPrefix("   1  rep       Hi Dana") == true)
        #expect(ended.lines.contains { $0.hasPrefix(" end  ") })
        #expect(ended.lines.allSatisfy { $0.count <= 120 })
        withExtendedLifetime(daemon) {}
    }

    @Test("info says who answers and who asks")
    func info() async throws {
        let (daemon, connection) = try await started()
        let ended = try await salesrl(["info", "--json"] + connection)
        let object =
            try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
        #expect(object?["tenant"] as? String == "acme")
        #expect(object?["role"] as? String == "service")
        #expect((object?["limits"] as? [Any])?.isEmpty == false)
        withExtendedLifetime(daemon) {}
    }

    @Test("a wrong token is refused with its own exit code")
    func wrongToken() async throws {
        let (daemon, connection) = try await started()
        let ended = try await salesrl(["info"] + connection.dropLast() + ["srl_no_no"])
        #expect(ended.code == 77)
        #expect(ended.error.contains("authorization"))
        withExtendedLifetime(daemon) {}
    }

    @Test("bench counts calls that were answered, on both doors", arguments: TestDoor.allCases)
    func bench(door: TestDoor) async throws {
        let (daemon, connection) = try await started()
        let ended = try await salesrl(
            ["bench", "cached", "--seconds", "0.3", "--rate", "50", "--json", "--door", "\(door)"]
                + connection)
        #expect(ended.code == 0, "\(ended.error)")
        let object =
            try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
        #expect(object?["answered"] as? Int == 15)
        #expect(object?["failed"] as? Int == 0)
        withExtendedLifetime(daemon) {}
    }

    @Test("init makes a directory that only its owner can read, and never overwrites one")
    func initialise() async throws {
        let folder = NSTemporaryDirectory() + "salesrl-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try await salesrl(["init", "--directory", folder, "--json"])
        #expect(first.code == 0, "\(first.error)")
        for secret in [
            "client.json", "accounts.db", "accounts.db.head", "tls/server.key", "tls/ca.key",
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + secret)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(secret)")
        }
        let second = try await salesrl(["init", "--directory", folder])
        #expect(second.code == 73)
        #expect(second.error.contains("nothing was changed"))
    }

    @Test("what is wrong with the call is said with the exit code that the help lists")
    func wrongCalls() async throws {
        let cases: [(arguments: [String], code: Int32, says: String)] = [
            (["frobnicate"], 64, "frobnicate"),
            (["score", "--in-flight", "0"], 64, "--in-flight"),
            (["bench", "calls", "--rate", "0"], 64, "--rate"),
            (["ask", "/no/such/file"], 66, "/no/such/file"),
            (["info", "--data-directory", "/no/such"], 78, "salesrl init"),
            (["info", "--address", "x", "--ca", "y", "--token", "z"], 78, "host:port"),
            (
                ["train", "--data", "/no/such", "--out", "/tmp/x.srl", "--models", "/no"], 78,
                "make models"
            ),
        ]
        for wrong in cases {
            let ended = try await salesrl(wrong.arguments)
            #expect(ended.code == wrong.code, "\(wrong.arguments): \(ended.error)")
            #expect(ended.error.contains(wrong.says), "\(wrong.arguments): \(ended.error)")
        }
    }

    @Test("completions are generated for three shells", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let ended = try await salesrl(["--generate-completion-script", shell])
        #expect(ended.code == 0)
        #expect(ended.output.contains("in-flight"))
    }
}
