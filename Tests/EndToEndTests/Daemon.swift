import Accounts
import Foundation
import Messages
import ModelSupport
import Testing
import Wire

/// A real salesrld, built beside this test, with a data directory and a model of its own.
///
/// The test's own task starts and ends it; tasks beside it do no more than dial it.
final class Daemon: @unchecked Sendable {
    let directory: String
    let tokens: [String: [Role: String]]
    private(set) var process = Process()
    private(set) var port = 0
    private var output = Pipe()
    var log: String { directory + "/log" }

    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The folder of the programs: where this test's bundle lies.
    static let programs: String = {
        let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let path = bundle ?? ProcessInfo.processInfo.arguments[0]
        var folder = URL(fileURLWithPath: path)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let program = folder.appendingPathComponent("salesrld").path
            if FileManager.default.isExecutableFile(atPath: program) { return folder.path }
        }
        return ""
    }()

    /// The encoder's weights; nil where nobody has fetched them.
    static let models: String? = {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Models").standardized.path
        let named = ProcessInfo.processInfo.environment["SALESRL_MODELS"]
        return [named, here].compactMap(\.self).first {
            FileManager.default.fileExists(
                atPath: $0 + "/cache/all-MiniLM-L6-v2/model.safetensors")
        }
    }()

    /// The model that ships; nil where there is none.
    static let shipped: String? = models.flatMap {
        FileManager.default.fileExists(atPath: $0 + "/salesrl-base.srl") ? $0 : nil
    }

    static let notShipped = Comment(
        "Models/salesrl-base.srl is missing: `salesrl train` makes one (its tests are skipped)")

    static let cannotRun = Comment(
        "the encoder's weights are missing: run `make models` (tests that need them are skipped)")

    /// Makes the data directory: two tenants, certificates, a small model.
    init() async throws {
        directory = NSTemporaryDirectory() + "salesrld-\(UUID().uuidString)"
        _ = try await DataDirectory.create(at: directory, tenant: "acme", port: 0)
        tokens = try await DataDirectory.write(
            accountsOf: ["acme", "other"],
            to: AccountFiles(
                file: directory + "/two-tenants.db", key: directory + "/two-tenants.key"))
        try SmallModel.write(SmallModel.parts(), to: directory + "/model.srl")
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// What a test's daemon has set in its environment.
    var settings: [String: String] {
        [
            "SALESRL_MODELS": Self.models ?? "",
            "SALESRLD_LISTEN_PORT": "0",
            "SALESRLD_ACCOUNTS_FILE": "two-tenants.db",
            "SALESRLD_ACCOUNTS_KEY": "two-tenants.key",
            "SALESRLD_MODEL_FILE": "model.srl",
            // Time enough for a machine that is busy with other tests.
            "SALESRLD_GUIDANCE_DEADLINE": "60s",
            "SALESRLD_GUIDANCE_EMBED_BUDGET": "60s",
            "SALESRLD_LIMITS_WAIT": "60s",
            "SALESRLD_LIMITS_WAIT_OVERLOADED": "60s",
        ]
    }

    /// For a daemon that somebody else has started on this directory.
    func adopt(port: Int) { self.port = port }

    /// - Parameter launcher: a program on PATH, with arguments, that becomes the daemon.
    private func prepare(
        _ arguments: [String], _ settings: [String: String], launcher: [String] = []
    ) {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            launcher + [Self.programs + "/salesrld"] + arguments
            + ["--config", directory + "/salesrld.yaml"]
        process.environment = ProcessInfo.processInfo.environment
            .merging(self.settings) { $1 }.merging(settings) { $1 }
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: log)
    }

    /// Starts it, once more after it has ended too, and returns when it says that it is ready.
    func start(_ settings: [String: String] = [:], launcher: [String] = []) async throws {
        prepare([], settings, launcher: launcher)
        output = Pipe()
        process.standardOutput = output
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let bytes = await read(output.fileHandleForReading)
            try #require(!bytes.isEmpty, "it ended: \(text(of: log))")
            said += String(decoding: bytes, as: UTF8.self)
        }
        #expect(said.hasPrefix("salesrld ready on 127.0.0.1:"))
        port = try #require(Int(said.dropLast().split(separator: ":").last ?? ""))
    }

    /// Runs it to its end: its exit code, and what it said on standard error.
    func refusal(
        _ arguments: [String] = [], _ settings: [String: String] = [:]
    ) async throws -> (code: Int32, said: String) {
        prepare(arguments, settings)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        await ended()
        return (process.terminationStatus, text(of: log))
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits off the cooperative pool.
    func ended() async {
        let process = process.processIdentifier
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                while kill(process, 0) == 0, !Self.isZombie(process) { usleep(10_000) }
                continuation.resume()
            }
        }
        self.process.waitUntilExit()
    }

    private static func isZombie(_ pid: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return status.map { $0.contains(") Z ") } ?? true
    }

    private func read(_ handle: FileHandle) async -> Data {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: handle.availableData) }
        }
    }

    private func text(of path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}

// MARK: Callers

/// Which door a test goes through.
enum TestDoor: CaseIterable { case native, grpc }

struct Caller {
    let client: any RPCClient
    var options = CallOptions()

    func call<Answer: IncomingMessage & ~Copyable>(
        _ method: String, _ request: some MessageDraft, as: Answer.Type = Answer.self
    ) async throws -> Answer {
        let service = method.contains("/") ? "" : "salesrl.v1.Scoring"
        let parts = method.split(separator: "/")
        let answer = try await client.unary(
            service.isEmpty ? String(parts[0]) : service, String(parts.last ?? ""),
            Payload(request), options: options)
        return try answer.read(Answer.self)
    }

    func raw(_ method: String, _ bytes: [UInt8]) async throws -> Payload {
        try await client.unary(
            "salesrl.v1.Scoring", method, Payload(bytes: bytes), options: options)
    }
}

extension Daemon {
    func caller(
        _ door: TestDoor = .native, tenant: String = "acme", role: Role? = .admin,
        token: String? = nil, certificate: String? = nil, limits: WireLimits = .standard,
        timeout: Duration = .seconds(60)
    ) async throws -> Caller {
        let tls = ClientTLS(
            authorityFile: directory + "/tls/ca.pem",
            certificateFile: certificate.map { "\(directory)/tls/\($0).pem" },
            keyFile: certificate.map { "\(directory)/tls/\($0).key" })
        let client: any RPCClient =
            switch door {
            case .native:
                try await NativeClient.connect(
                    host: "localhost", port: port, tls: tls, limits: limits)
            case .grpc:
                try await GRPCClient.connect(
                    host: "localhost", port: port, tls: tls, limits: limits)
            }
        var options = CallOptions(timeout: timeout)
        if let token = token ?? role.flatMap({ tokens[tenant]?[$0] }) {
            options.metadata.add("authorization", "Bearer \(token)")
        }
        return Caller(client: client, options: options)
    }
}
