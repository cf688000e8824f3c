import Embeddings
import Foundation
import Outbound
import ServiceSupport
import TestSupport
import Testing

@testable import Simulation

/// A writer that speaks to a service of the test's, and checks acts with the real encoder.
enum Writers {
    private static let weights: String = {
        let models =
            ProcessInfo.processInfo.environment["SALESRL_MODELS"] ?? "\(Repository.root)/Models"
        return "\(models)/cache/all-MiniLM-L6-v2"
    }()

    /// In CI the tests run all the same and fail.
    static let canRead: Bool =
        FileManager.default.fileExists(atPath: "\(weights)/model.safetensors")
        || ProcessInfo.processInfo.environment["CI"] != nil

    static let cannotRead = Comment(
        "the encoder's weights are missing: run `make models` (tests that need them are skipped)")

    /// One for all tests: it embeds the whole phrase bank.
    static let reader = Task {
        try await ActReader(embedder: MiniLM(directory: weights, threads: 2))
    }

    static func writer(
        _ service: ScriptedService, cache: String? = nil, budget: Int = .max,
        timeout: Duration = .seconds(60)
    ) async throws -> ConversationWriter {
        let policy = RetryPolicy(
            attempts: 2, base: .milliseconds(1), ceiling: .milliseconds(2),
            longestWait: .seconds(1), patience: .seconds(60))
        let language = try LanguageService(
            LanguageEndpoint(service.address), key: nil, policy: policy
        ) { $0.timeout = timeout }
        return ConversationWriter(
            language, model: "writer-1", reader: try await reader.value,
            cache: try cache.map(ReplyCache.init(directory:)), budget: budget)
    }

    static func completion(_ text: String, finish: String = "stop", tokens: Int = 100) -> Scripted {
        let object: [String: Any] = [
            "choices": [
                ["index": 0, "message": ["content": text], "finish_reason": finish] as [String: Any]
            ],
            "usage": ["total_tokens": tokens],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return Scripted(200, String(decoding: data, as: UTF8.self))
    }

    private struct Prompt: Decodable {
        struct Message: Decodable {
            let role: String
            let content: String
        }
        let messages: [Message]
        let seed: UInt64
    }

    /// The act that a prompt orders.
    static func act(in asked: Asked) throws -> SimulatedTurn.Act {
        let prompt = try JSONDecoder().decode(Prompt.self, from: Data(asked.body))
        let order = prompt.messages[1].content
        let acts =
            RepresentativeAct.allCases.map(SimulatedTurn.Act.representative)
            + CustomerAct.allCases.map(SimulatedTurn.Act.customer)
        return try #require(
            acts.first { act in
                let side = if case .customer = act { "customer" } else { "representative" }
                return order.contains("What the \(side) does: \(ActNotes.note(act)).")
            })
    }

    /// A wording of an act that the reader has not seen, drawn by the prompt's seed.
    static func wording(_ act: SimulatedTurn.Act, for asked: Asked) throws -> String {
        let prompt = try JSONDecoder().decode(Prompt.self, from: Data(asked.body))
        var random = SplitMix(seed: prompt.seed)
        let templates =
            switch act {
            case .representative(let act): PhraseBank.test.representative[act.rawValue]
            case .customer(let act): PhraseBank.test.customer[act.rawValue]
            }
        var slots = Slots(Industry.all[0], &random)
        return random.of(templates).text(&slots, &random)
    }

    /// A service that does what it is told.
    static let obedient: ScriptedService.Script = { asked, _ in
        guard let act = try? act(in: asked), let text = try? wording(act, for: asked) else {
            return Scripted(400, "no act in the prompt")
        }
        return completion(text)
    }
}
