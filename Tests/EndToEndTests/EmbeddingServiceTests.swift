import Accounts
import Foundation
import ServiceSupport
import Synchronization
import TestSupport
import Testing

/// A model is trained on an embedding service's vectors of 3,072 dimensions, and forecasts here and
/// in a daemon.
@Suite("Models on a service's vectors", .serialized)
struct EmbeddingServiceTests {
    private static let dimensions = 3_072

    private static func conversations(_ count: Int) -> String {
        let warm = ["Yes, that sounds great.", "Sure, I will take it.", "I love it, thank you!"]
        let cold = ["No, that is too expensive.", "I am not interested.", "Sorry, maybe later."]
        return (0..<count).map { index in
            let said = (index % 2 == 0 ? warm : cold)[index / 2 % 3]
            let turns = [
                #"{"speaker":"rep","text":"It costs $\#(20 + index) a month."}"#,
                #"{"speaker":"customer","text":"\#(said)"}"#,
                #"{"speaker":"rep","text":"Shall we go on?"}"#,
                #"{"speaker":"customer","text":"\#(index % 2 == 0 ? "Yes." : "No.")"}"#,
            ]
            return #"{"id":"c\#(index)","turns":[\#(turns.joined(separator: ","))],"#
                + #""converted":\#(index % 2 == 0)}"#
        }.joined(separator: "\n") + "\n"
    }

    private func salesrl(_ arguments: [String]) async throws -> Tool.Outcome {
        try await Tool.run(Daemon.programs + "/salesrl", arguments)
    }

    /// {"id turn": probability}
    private func forecasts(_ path: String) throws -> [String: Double] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").reduce(into: [:]) { all, line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let probability = try #require(object?["probability"] as? Double)
            all["\(object?["id"] ?? "") \(object?["turn"] ?? "")"] = probability
        }
    }

    @Test(
        "Trained by calls of many texts; then no call is made twice, and the daemon agrees",
        .timeLimit(.minutes(10)))
    func whole() async throws {
        let isDown = Mutex(false)
        let service = try await ScriptedService { asked, _ in
            isDown.withLock { $0 }
                ? Scripted(500, "down")
                : Scripted.embeddings(for: asked, dimensions: Self.dimensions)
        }
        let daemon = try await Daemon()
        let folder = daemon.directory
        let data = folder + "/data.jsonl"
        try Data(Self.conversations(60).utf8).write(to: URL(filePath: data))
        let address = service.address + "/openai/deployments/mine?api-version=2024-10-21"
        let key = folder + "/key"
        try Data("key-of-the-test\n".utf8).write(to: URL(filePath: key))
        let vectors = [
            "--embedder", address, "--embedder-key-file", key, "--embedder-cache",
            folder + "/own.vectors",
        ]
        let trained = try await salesrl(
            [
                "train", "--data", data, "--out", folder + "/own.srl", "--folds", "2", "--splits",
                "1", "--members", "1",
            ] + vectors)
        #expect(trained.status == 0, "\(trained.errors)")
        // Sixty-nine texts in one call.
        #expect(service.asked.count == 1)
        let asked = try #require(service.asked.first)
        #expect(asked.target == "/openai/deployments/mine/embeddings?api-version=2024-10-21")
        #expect(asked[header: "api-key"] == "key-of-the-test")
        #expect(!trained.errors.contains("key-of-the-test"))

        let score = ["score", "--local", "--model", folder + "/own.srl", "--input", data]
        let asking = try await salesrl(score + ["--output", folder + "/one"] + vectors)
        #expect(asking.status == 0, "\(asking.errors)")
        let made = ["--output", folder + "/two", "--embeddings", folder + "/own.vectors"]
        #expect(try await salesrl(score + made).status == 0)
        #expect(service.asked.count == 1)
        let here = try forecasts(folder + "/one")
        #expect(here.count == 60 * 5)
        #expect(try forecasts(folder + "/two") == here)

        // No weights of the local encoder: this model does not need them.
        let settings = [
            "SALESRL_MODELS": "/nonexistent", "SALESRLD_MODEL_FILE": "own.srl",
            "SALESRLD_MODEL_EMBEDDER_ADDRESS": address,
            "SALESRLD_MODEL_EMBEDDER_KEY_FILE": "key",
        ]
        try await daemon.start(settings)
        let token = try #require(daemon.tokens["acme"]?[.service])
        let connection = [
            "--address", "localhost:\(daemon.port)", "--ca", folder + "/tls/ca.pem", "--token",
            token,
        ]
        let there = try await salesrl(
            ["score", "--input", data, "--output", folder + "/three"] + connection)
        #expect(there.status == 0, "\(there.errors)")
        let daemons = try forecasts(folder + "/three")
        #expect(daemons.count == here.count)
        for (turn, probability) in daemons {
            #expect(abs(probability - (here[turn] ?? -1)) < 1e-5, "\(turn)")
        }

        isDown.withLock { $0 = true }
        let fresh = folder + "/fresh.jsonl"
        let line = #"{"id":"f","turns":[{"speaker":"customer","text":"Never said before."}]}"#
        try Data((line + "\n").utf8).write(to: URL(filePath: fresh))
        let without = try await salesrl(["score", "--input", fresh, "--json"] + connection)
        #expect(without.status == 0, "\(without.errors)")
        #expect(String(decoding: without.output, as: UTF8.self).contains("without the text"))
        let log = try String(contentsOfFile: daemon.log, encoding: .utf8)
        #expect(!log.contains("key-of-the-test"))
    }

    @Test("A model of another embedder is refused by name, here and by the daemon")
    func mismatch() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted.embeddings(for: asked, dimensions: 8)
        }
        let daemon = try await Daemon()
        let data = daemon.directory + "/data.jsonl"
        try Data(Self.conversations(2).utf8).write(to: URL(filePath: data))
        let scored = try await salesrl([
            "score", "--local", "--model", daemon.directory + "/model.srl", "--input", data,
            "--embedder", service.address, "--embedder-model", "other", "--embedder-dimensions",
            "8",
        ])
        #expect(scored.status == 78)
        #expect(scored.errors.contains("minilm-l6-v2/384"))
        #expect(scored.errors.contains("other/8"))
        #expect(service.asked.isEmpty)
    }

    @Test(
        "A service that refuses ends the training with its reason and no model",
        arguments: [
            (401, #"{"error":{"message":"bad key","code":"invalid_api_key"}}"#, "check the key"),
            (
                404, #"{"error":{"message":"none","code":"DeploymentNotFound"}}"#,
                "DeploymentNotFound"
            ),
            (200, "{}", "not with embeddings"),
        ])
    func refused(status: Int, body: String, words: String) async throws {
        let service = try await ScriptedService { _, _ in Scripted(status, body) }
        let folder = try TemporaryFolder()
        let data = folder.path + "/data.jsonl"
        try Data(Self.conversations(60).utf8).write(to: URL(filePath: data))
        let trained = try await salesrl([
            "train", "--data", data, "--out", folder.path + "/own.srl", "--embedder",
            service.address,
        ])
        #expect(trained.status == 78, "\(trained.errors)")
        #expect(trained.errors.contains(words), "\(trained.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/own.srl"))
    }
}
