internal import Foundation
internal import Synchronization

/// What a model is asked to write.
package struct ChatRequest: Sendable, Equatable {
    package struct Message: Sendable, Equatable, Codable {
        package enum Role: String, Sendable, Codable { case system, user, assistant }
        package let role: Role
        package let content: String

        package init(_ role: Role, _ content: String) {
            self.role = role
            self.content = content
        }
    }

    package var model: String
    package var messages: [Message]
    package var temperature: Double?
    /// Tokens of the answer, at most.
    package var tokensMax: Int?
    package var seed: Int?

    package init(model: String, messages: [Message]) {
        self.model = model
        self.messages = messages
    }
}

/// What it wrote.
package struct ChatReply: Sendable, Equatable {
    package enum Finish: Sendable, Equatable {
        case stop
        /// Cut off at ``ChatRequest/tokensMax``.
        case length
        /// The filter took offence at what the model wrote.
        case filtered
        case other(String)
    }

    package var text: String
    package var finish: Finish
    /// Prompt and answer together; 0 where the service does not count.
    package var tokens: Int

    package init(text: String, finish: Finish, tokens: Int) {
        self.text = text
        self.finish = finish
        self.tokens = tokens
    }
}

/// Parts of a request that some models refuse.
struct ChatHabits: Sendable, Equatable {
    /// Newer models take `max_completion_tokens` for `max_tokens`.
    var namesCompletionTokens = false
    var takesTemperature = true
    var takesSeed = true

    /// False: the refusal is about something else.
    mutating func learn(from error: OutboundError) -> Bool {
        let before = self
        guard error.code == .invalid else { return false }
        switch error.parameter {
        case "max_tokens": namesCompletionTokens = true
        case "temperature": takesTemperature = false
        case "seed": takesSeed = false
        default: break
        }
        return self != before
    }
}

extension LanguageService {
    private struct Body: Encodable {
        var model: String
        var messages: [ChatRequest.Message]
        var temperature: Double?
        var maxTokens: Int?
        var maxCompletionTokens: Int?
        var seed: Int?

        init(_ request: ChatRequest, _ habits: ChatHabits) {
            model = request.model
            messages = request.messages
            if habits.takesTemperature { temperature = request.temperature }
            if habits.takesSeed { seed = request.seed }
            if habits.namesCompletionTokens {
                maxCompletionTokens = request.tokensMax
            } else {
                maxTokens = request.tokensMax
            }
        }
    }

    private struct Answer: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable {
                let content: String?
                let refusal: String?
            }
            let message: Message?
            let finishReason: String?
        }
        struct Usage: Decodable { let totalTokens: Int? }
        let choices: [Choice]
        let usage: Usage?
    }

    /// One answer. Text that the filter held back is an answer too: see ``ChatReply/finish``.
    package func complete(_ request: ChatRequest) async throws(OutboundError) -> ChatReply {
        // At most one refusal for each part that can be left out.
        for _ in 0..<3 {
            let body = Body(request, habits.withLock { $0 })
            do throws(OutboundError) {
                return try read(try await call(.chat, model: request.model, body: body))
            } catch {
                guard habits.withLock({ $0.learn(from: error) }) else { throw error }
            }
        }
        let body = Body(request, habits.withLock { $0 })
        return try read(try await call(.chat, model: request.model, body: body))
    }

    private func read(_ response: ServiceAnswer) throws(OutboundError) -> ChatReply {
        guard
            let answer = try? Self.decoder.decode(Answer.self, from: Data(response.body)),
            let choice = answer.choices.first
        else { throw malformed(response, "not with a chat completion") }
        let finish: ChatReply.Finish =
            switch choice.finishReason {
            case "stop", nil: .stop
            case "length": .length
            case "content_filter": .filtered
            case let other?: .other(other)
            }
        let text = choice.message?.content ?? choice.message?.refusal ?? ""
        return ChatReply(text: text, finish: finish, tokens: answer.usage?.totalTokens ?? 0)
    }
}
