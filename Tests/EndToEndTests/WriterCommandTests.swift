import Foundation
import ServiceSupport
import TestSupport
import Testing

/// `salesrl simulate --writer` as somebody at a terminal runs it, against a service on loopback.
@Suite(
    "Simulating with a language model", .serialized,
    .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct WriterCommandTests {
    /// Replies that depend on the request alone; some pass, some are rejected.
    private static let replies: ScriptedService.Script = { asked, _ in
        let lines = [
            "How do you handle that today?", "That is too expensive for us.", "Good morning!",
            "What does it cost?", "We already work with another provider.", "Thank you, goodbye.",
            "Sounds interesting.", "Customer: no.", "I need to ask my boss first.",
            "Let's schedule a demo on Tuesday.",
        ]
        let hash = asked.body.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        let line = lines[Int((hash >> 20) % UInt64(lines.count))]
        return Scripted(
            200,
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":"\#(line)"},"#
                + #""finish_reason":"stop"}],"usage":{"total_tokens":50}}"#)
    }

    private func process(_ arguments: [String], log: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Daemon.programs + "/salesrl")
        process.arguments = ["simulate", "--industry", "saas", "--seed", "4"] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["SALESRL_MODELS"] = Daemon.models
        environment["SALESRL_WRITER_KEY"] = "key-of-the-test"
        process.environment = environment
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: log)
        return process
    }

    private func ended(_ process: Process) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                process.waitUntilExit()
                continuation.resume()
            }
        }
        return process.terminationStatus
    }

    @Test(
        "The same replies give the same bytes at any concurrency, and the key is shown nowhere",
        .timeLimit(.minutes(5)))
    func concurrency() async throws {
        let service = try await ScriptedService(Self.replies)
        let folder = try TemporaryFolder()
        var texts: [String] = []
        for (name, concurrency) in [("one", "1"), ("two", "7")] {
            let run = try process(
                [
                    "--count", "12", "--writer", service.address, "--writer-model", "m",
                    "--writer-concurrency", concurrency, "--output", "\(folder.path)/\(name)",
                    "--json",
                ], log: folder.path + "/log")
            try run.run()
            let status = await ended(run)
            let log = try String(contentsOfFile: folder.path + "/log", encoding: .utf8)
            #expect(status == 0, "\(log)")
            #expect(!log.contains("key-of-the-test"))
            let object = try JSONSerialization.jsonObject(with: Data(log.utf8)) as? [String: Any]
            let writer = object?["writer"] as? [String: Any]
            let report = try #require(writer?["report"] as? [String: Any])
            #expect(report["accepted"] as? Int ?? 0 > 0)
            #expect(report["fallenBack"] as? Int ?? 0 > 0)
            texts.append(try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8))
        }
        #expect(texts[0].split(separator: "\n").count == 12)
        #expect(texts[0] == texts[1])
        let heads = Set(service.asked.map { $0[header: "authorization"] })
        #expect(heads == ["Bearer key-of-the-test"])
    }

    @Test(
        "Ctrl-C leaves no file and exit code 130; the same command goes on from the replies",
        .timeLimit(.minutes(5)))
    func interrupted() async throws {
        let folder = try TemporaryFolder()
        let output = folder.path + "/out.jsonl"
        let (reached, tell) = AsyncStream.makeStream(of: Void.self)
        let stuck = try await ScriptedService { asked, number in
            guard number >= 10 else { return Self.replies(asked, number) }
            tell.yield()
            return Scripted(ending: .silent)
        }
        func arguments(_ service: ScriptedService) -> [String] {
            [
                "--count", "6", "--writer", service.address, "--writer-model", "m",
                "--writer-concurrency", "1", "--output", output,
            ]
        }
        let first = try process(arguments(stuck), log: folder.path + "/log")
        try first.run()
        for await _ in reached { break }
        kill(first.processIdentifier, SIGINT)
        #expect(await ended(first) == 130)
        #expect(!FileManager.default.fileExists(atPath: output))
        let said = try String(contentsOfFile: folder.path + "/log", encoding: .utf8)
        #expect(said.contains("goes on from there"))

        let service = try await ScriptedService(Self.replies)
        let second = try process(arguments(service), log: folder.path + "/log")
        try second.run()
        #expect(await ended(second) == 0)
        let whole = try process(
            arguments(service) + ["--writer-cache", folder.path + "/fresh"],
            log: folder.path + "/log")
        let text = try String(contentsOfFile: output, encoding: .utf8)
        let calls = service.asked.count
        try whole.run()
        #expect(await ended(whole) == 0)
        #expect(try String(contentsOfFile: output, encoding: .utf8) == text)
        // The ten replies of the first run were not asked for again.
        #expect(service.asked.count - calls == calls + 10)
    }

    @Test(
        "A wrong key, a spent budget and a service that is away have exit codes of their own",
        .timeLimit(.minutes(5)))
    func endings() async throws {
        let folder = try TemporaryFolder()
        let wrong = try await ScriptedService { _, _ in
            Scripted(401, #"{"error":{"message":"no","code":"invalid_api_key"}}"#)
        }
        let working = try await ScriptedService(Self.replies)
        for (service, extra, code, words) in [
            (wrong, [], Int32(77), "check the key"),
            (working, ["--writer-budget", "120"], 75, "--writer-budget: "),
        ] {
            let run = try process(
                [
                    "--count", "3", "--writer", service.address, "--writer-model", "m",
                    "--output", folder.path + "/out",
                ] + extra, log: folder.path + "/log")
            try run.run()
            #expect(await ended(run) == code)
            let said = try String(contentsOfFile: folder.path + "/log", encoding: .utf8)
            #expect(said.contains(words), "\(said)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }
}
