import Accounts
import Foundation
import Messages
import TestSupport
import Testing
import Wire

/// `salesrl` against a daemon of this test.
struct Commands {
    let daemon: Daemon
    let token: String
    let door: TestDoor

    struct Ended {
        let code: Int32
        let output: String
        let error: String
        var lines: [Substring] { output.split(separator: "\n") }

        /// Every line as a JSON object.
        var objects: [[String: Any]] {
            get throws {
                try lines.map {
                    try #require(
                        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
                }
            }
        }
    }

    func callAsFunction(_ words: String..., input: String = "") async throws -> Ended {
        try await run(words, input: input)
    }

    func run(_ words: [String], input: String = "") async throws -> Ended {
        let connection = [
            "--address", "localhost:\(daemon.port)", "--ca", daemon.directory + "/tls/ca.pem",
            "--token", token, "--door", "\(door)",
        ]
        let ended = try await Tool.run(
            Daemon.programs + "/salesrl", words + connection, input: Array(input.utf8))
        return Ended(
            code: ended.status, output: String(decoding: ended.output, as: UTF8.self),
            error: ended.errors)
    }
}

/// Administration by messages, as a program has it.
struct Admin {
    let caller: Caller

    func call<Answer: IncomingMessage>(
        _ method: String, _ request: some MessageDraft, as: Answer.Type = Answer.self
    ) async throws -> Answer {
        try await caller.call("salesrl.v1.Admin/\(method)", request)
    }

    /// The status that a call ends with; nil where it succeeds.
    func refusal(_ method: String, _ request: some MessageDraft) async -> Status? {
        do {
            _ = try await caller.client.unary(
                "salesrl.v1.Admin", method, .init(request), options: caller.options)
            return nil
        } catch {
            return error
        }
    }
}

extension Daemon {
    func admin(
        _ door: TestDoor = .native, tenant: String = "acme", role: Role = .admin
    ) async throws -> Admin {
        Admin(caller: try await caller(door, tenant: tenant, role: role))
    }

    func `operator`(_ door: TestDoor = .native) async throws -> Admin {
        try await admin(door, tenant: "*", role: .operator)
    }
}
