import Foundation
import ServiceSupport
import Testing

@testable import Outbound

@Suite("Language services")
struct LanguageTests {
    @Test(
        "An address says which form is spoken, and where",
        arguments: [
            ("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
            ("https://api.openai.com", "https://api.openai.com/v1/chat/completions"),
            ("http://localhost:8000/v1/", "http://localhost:8000/v1/chat/completions"),
            ("https://x.example/v1/chat/completions", "https://x.example/v1/chat/completions"),
            (
                "https://me.openai.azure.com/openai/v1",
                "https://me.openai.azure.com/openai/v1/chat/completions"
            ),
            (
                "https://me.openai.azure.com/",
                "https://me.openai.azure.com/openai/deployments/m%201/chat/completions"
                    + "?api-version=2024-10-21"
            ),
            (
                "https://g.example/a/openai/deployments/dep/chat/completions?api-version=2025-01-01",
                "https://g.example/a/openai/deployments/dep/chat/completions?api-version=2025-01-01"
            ),
        ])
    func addresses(given: String, called: String) throws {
        let endpoint = try LanguageEndpoint(given)
        #expect(endpoint.address(of: .chat, model: "m 1") == called)
        let isAzure = given.contains("azure") || given.contains("deployments")
        #expect(endpoint.keyHeader == (isAzure ? "api-key" : "authorization"))
    }

    @Test("A completion in OpenAI's form")
    func openAI() async throws {
        let service = try await ScriptedService { _, _ in Scripted(200, Recorded.completion) }
        let language = try Made.language(at: service.address + "/v1")
        var request = Made.chat
        request.temperature = 0.5
        request.tokensMax = 60
        let reply = try await language.complete(request)
        #expect(
            reply
                == ChatReply(text: "Hello! How can I assist you today?", finish: .stop, tokens: 29))
        let asked = try #require(service.asked.first)
        #expect(asked.target == "/v1/chat/completions")
        #expect(asked[header: "authorization"] == "Bearer sk-test-0123456789abcdef")
        #expect(asked[header: "api-key"] == nil)
        #expect(
            asked.text
                == #"{"max_tokens":60,"messages":[{"content":"Be brief.","role":"system"},"#
                + #"{"content":"Hello?","role":"user"}],"model":"writer-1","temperature":0.5}"#)
    }

    @Test("A completion in Azure's form")
    func azure() async throws {
        let service = try await ScriptedService { _, _ in Scripted(200, Recorded.completion) }
        let language = try Made.language(
            at: service.address + "/openai/deployments/mine?api-version=2024-06-01")
        _ = try await language.complete(Made.chat)
        let asked = try #require(service.asked.first)
        #expect(asked.target == "/openai/deployments/mine/chat/completions?api-version=2024-06-01")
        #expect(asked[header: "api-key"] == "sk-test-0123456789abcdef")
        #expect(asked[header: "authorization"] == nil)
    }

    @Test(
        "A refusal says what it is, tells what to do, and is not repeated",
        arguments: [
            (400, Recorded.tooLong, OutboundError.Code.tooLong, "longer than the model reads"),
            (400, Recorded.filtered, .filtered, "content_filter"),
            (401, Recorded.wrongKey, .unauthorized, "check the key"),
            (401, Recorded.azureWrongKey, .unauthorized, "check the key"),
            (404, Recorded.noDeployment, .notFound, "DeploymentNotFound"),
            (404, Recorded.noModel, .notFound, "writer-1"),
            (429, Recorded.quotaSpent, .quotaSpent, "waiting does not help"),
            (422, #"{"detail":"field required"}"#, .invalid, "field required"),
            (400, #"{"error":{"message":"no","code":400}}"#, .invalid, "(400)"),
            (400, #"{"error":"plain words"}"#, .invalid, "plain words"),
            (403, "<html>Forbidden</html>", .unauthorized, "<html>Forbidden"),
            (302, "", .invalid, "an empty body"),
        ])
    func refusals(
        status: Int, body: String, code: OutboundError.Code, words: String
    ) async throws {
        let service = try await ScriptedService { _, _ in Scripted(status, body) }
        let language = try Made.language(at: service.address)
        let error = await refusal { _ = try await language.complete(Made.chat) }
        #expect(error?.code == code)
        #expect(error?.status == status)
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
        #expect(error?.reason.contains("cdef") == false)
        #expect(service.asked.count == 1)
    }

    @Test(
        "What may pass is tried until the patience ends",
        arguments: [
            (408, "", OutboundError.Code.unavailable), (429, Recorded.rateLimited, .rateLimited),
            (500, Recorded.serverError, .unavailable), (503, "busy", .unavailable),
        ])
    func patience(status: Int, body: String, code: OutboundError.Code) async throws {
        let service = try await ScriptedService { _, _ in Scripted(status, body) }
        let language = try Made.language(at: service.address)
        let error = await refusal { _ = try await language.complete(Made.chat) }
        #expect(error?.code == code)
        #expect(service.asked.count == Made.quick.attempts)
    }

    @Test(
        "200 with something else than a completion is malformed",
        arguments: [
            "", "not JSON", "{}", #"{"choices":[]}"#, #"{"choices":"none"}"#,
            String(Recorded.completion.prefix(200)),
        ])
    func malformed(body: String) async throws {
        let service = try await ScriptedService { _, _ in Scripted(200, body) }
        let language = try Made.language(at: service.address)
        let error = await refusal { _ = try await language.complete(Made.chat) }
        #expect(error?.code == .malformed)
    }

    @Test("A key that a service repeats is not repeated to anybody")
    func echo() async throws {
        let service = try await ScriptedService { asked, _ in
            Scripted(400, "your head was \(asked[header: "authorization"] ?? "")")
        }
        let language = try Made.language(at: service.address)
        let error = await refusal { _ = try await language.complete(Made.chat) }
        #expect(error?.reason.contains("[redacted]") == true)
        #expect(error?.reason.contains("0123456789") == false)
    }

    @Test("A parameter that a model does not take is left out from then on")
    func habits() async throws {
        let service = try await ScriptedService { asked, _ in
            asked.text.contains("\"max_tokens\"")
                ? Scripted(400, Recorded.unsupported) : Scripted(200, Recorded.completion)
        }
        let language = try Made.language(at: service.address)
        var request = Made.chat
        request.tokensMax = 9
        _ = try await language.complete(request)
        _ = try await language.complete(request)
        #expect(service.asked.count == 3)
        #expect(service.asked.last?.text.contains(#""max_completion_tokens":9"#) == true)
    }

    @Test("What the filter held back and what was cut off are told apart")
    func finishes() async throws {
        let service = try await ScriptedService { _, number in
            let reason = ["content_filter", "length", "tool_calls"][number]
            return Scripted(
                200,
                Recorded.completion.replacingOccurrences(of: "\"stop\"", with: "\"\(reason)\""))
        }
        let language = try Made.language(at: service.address)
        var finishes: [ChatReply.Finish] = []
        for _ in 0..<3 { finishes.append(try await language.complete(Made.chat).finish) }
        #expect(finishes == [.filtered, .length, .other("tool_calls")])
    }
}

@Suite("Embeddings of a language service")
struct ServiceEmbeddingTests {
    private func embed(
        _ texts: [String], dimensions: Int = 3_072, from body: String
    ) async throws -> (reply: EmbeddingReply, asked: Asked) {
        let service = try await ScriptedService { _, _ in Scripted(200, body) }
        let language = try Made.language(at: service.address)
        let reply = try await language.embed(
            texts, model: "text-embedding-3-large", dimensions: dimensions, asks: true)
        return (reply, try #require(service.asked.first))
    }

    @Test("Vectors of 3,072 dimensions, packed or as digits", arguments: [true, false])
    func vectors(inBase64: Bool) async throws {
        let (reply, asked) = try await embed(
            ["a", "b"],
            from: Recorded.embeddings(2, dimensions: 3_072, inBase64: inBase64, order: [1, 0]))
        #expect(reply.vectors == [1, 2].map { [Float](repeating: $0, count: 3_072) })
        #expect(reply.tokens == 8)
        #expect(asked.target == "/v1/embeddings")
        #expect(
            asked.text
                == #"{"dimensions":3072,"encoding_format":"base64","input":["a","b"],"#
                + #""model":"text-embedding-3-large"}"#)
    }

    @Test(
        "Vectors that are not what was asked for are refused",
        arguments: [
            (Recorded.embeddings(2, dimensions: 1_536, inBase64: true), "1536 dimensions"),
            (Recorded.embeddings(1, dimensions: 4, inBase64: true), "1 of 2"),
            (Recorded.embeddings(2, dimensions: 4, inBase64: true, order: [0, 0]), "no text"),
            (Recorded.embeddings(2, dimensions: 4, inBase64: true, order: [0, 5]), "no text"),
            (#"{"data":[{"index":0,"embedding":"AAA="}]}"#, "not with embeddings"),
            (#"{"data":[{"index":0,"embedding":[1,2,3,"x"]}]}"#, "not with embeddings"),
            (#"{"data":[{"index":0,"embedding":"AADAfwAAAAAAAAAAAAAAAA=="}]}"#, "not finite"),
        ])
    func refused(body: String, words: String) async throws {
        let error = await refusal { _ = try await embed(["a", "b"], dimensions: 4, from: body) }
        #expect(error?.code == .malformed)
        #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
    }
}
