import Conversations
import Foundation
import Messages
import ModelSupport
import Predictions
import Testing
import Wire

@Suite("A daemon that cannot start", .serialized)
struct RefusalTests {
    /// The model's file, changed, and what the daemon says of it: all of it.
    private func complaint(_ change: (inout ModelParts) -> Void) async throws -> (String, String) {
        let daemon = try await Daemon()
        var parts = SmallModel.parts()
        change(&parts)
        try SmallModel.write(parts, to: daemon.directory + "/model.srl")
        let (code, said) = try await daemon.refusal()
        #expect(code == 78)
        return (said, try Model(parts.file()).id)
    }

    private func expect(
        _ daemon: Daemon, _ settings: [String: String] = [:], code: Int32 = 78,
        says words: [String], _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let (found, said) = try await daemon.refusal([], settings)
        #expect(found == code, "\(said)", sourceLocation: location)
        for word in words {
            #expect(said.contains(word), "\(said)", sourceLocation: location)
        }
    }

    @Test(
        "names the model file that is truncated, of another version or no model",
        .timeLimit(.minutes(2)))
    func models() async throws {
        let daemon = try await Daemon()
        let path = daemon.directory + "/model.srl"
        let good = try Data(contentsOf: URL(fileURLWithPath: path))
        try good.prefix(good.count / 2).write(to: URL(fileURLWithPath: path))
        try await expect(daemon, says: ["model.file", "model.srl", "truncated"])
        var other = good
        other[8] = 99
        try other.write(to: URL(fileURLWithPath: path))
        let reason =
            "format version 99; this program reads version 1. Train the model again or use the "
            + "program it came with"
        try await expect(daemon, says: ["model.file: \(path): ", reason])
        try Data("hello".utf8).write(to: URL(fileURLWithPath: path))
        try await expect(daemon, says: ["model.file"])
    }

    @Test(
        "names both embedders when the model was trained with another",
        .timeLimit(.minutes(2)), .enabled(if: Daemon.models != nil, Daemon.cannotRun))
    func otherEmbedder() async throws {
        let (said, id) = try await complaint { $0.embedder = "other/384" }
        #expect(
            said == """
                salesrld: model.file: model \(id) was trained with embedder "other/384", and this \
                daemon runs "minilm-l6-v2/384"; name its service with model.embedderAddress, or \
                train a model for this one

                """)
    }

    @Test(
        "names the features that are gone and new when the model was trained on others",
        .timeLimit(.minutes(2)), .enabled(if: Daemon.models != nil, Daemon.cannotRun))
    func otherSchema() async throws {
        let schema = ConversationState.schema
        let (said, id) = try await complaint {
            $0.featureNames[0] = "weather.overall"
            $0.schemaHash ^= 1
        }
        #expect(
            said == """
                salesrld: model.file: model \(id) was trained on other features \
                (\(schema.count) then, \(schema.count) now; gone: weather.overall; \
                new: \(schema.features[0].name)); train it again with "salesrl train"

                """)
    }

    @Test("says how to get weights that are missing", .timeLimit(.minutes(2)))
    func weights() async throws {
        let daemon = try await Daemon()
        try await expect(
            daemon, ["SALESRL_MODELS": "/nonexistent"], says: ["model.encoder", "make models"])
    }

    @Test(
        "says that certificate and key are no pair", .timeLimit(.minutes(2)),
        .enabled(if: Daemon.models != nil, Daemon.cannotRun))
    func mismatch() async throws {
        let daemon = try await Daemon()
        try await expect(daemon, ["SALESRLD_TLS_KEY": "tls/ca.key"], says: ["tls", "ca.key"])
    }

    @Test(
        "says that the port is taken", .timeLimit(.minutes(2)),
        .enabled(if: Daemon.models != nil, Daemon.cannotRun))
    func port() async throws {
        let first = try await Daemon()
        try await first.start()
        let second = try await Daemon()
        try await expect(
            second, ["SALESRLD_LISTEN_PORT": "\(first.port)"], code: 69,
            says: ["\(first.port)", "taken"])
    }

    @Test(
        "tells every mistake of its configuration at once, with line and suggestion",
        .timeLimit(.minutes(2)))
    func configuration() async throws {
        let daemon = try await Daemon()
        let text = "listen:\n  prot: 1\n  port: many\nlimitz:\n  turnBytes: 1\n"
        try text.write(
            toFile: daemon.directory + "/salesrld.yaml", atomically: true, encoding: .utf8)
        let (code, said) = try await daemon.refusal(
            ["--check-config"], ["SALESRLD_LISTEN_HOTS": "x"])
        #expect(code == 78)
        for word in [
            "4 mistakes", "salesrld.yaml:2", "listen.port?", "salesrld.yaml:3", "\"many\"",
            "did you mean limits?", "SALESRLD_LISTEN_HOST?",
        ] {
            #expect(said.contains(word), "\(word) in \(said)")
        }
    }
}
