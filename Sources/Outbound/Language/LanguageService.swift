internal import Foundation
internal import Synchronization

/// A language service in OpenAI's form or Azure's: chat completions and embeddings.
///
///     let service = try LanguageService(LanguageEndpoint("https://api.openai.com/v1"), key: key)
///     let reply = try await service.complete(ChatRequest(model: "gpt-4o-mini", messages: [...]))
package final class LanguageService: Sendable {
    package let endpoint: LanguageEndpoint
    let client: HTTPClient
    let policy: RetryPolicy
    private let key: Secret?
    /// What the model turned out not to take; learned once, from a refusal.
    let habits = Mutex(ChatHabits())

    /// - Parameters:
    ///   - key: nil for a service that asks for none.
    ///   - configure: changes timeouts and limits; whom to call and what to hide are settled.
    package init(
        _ endpoint: LanguageEndpoint, key: Secret?, policy: RetryPolicy = .patient,
        configure: (inout HTTPClient.Configuration) -> Void = { _ in }
    ) throws(OutboundError) {
        self.endpoint = endpoint
        self.key = key
        self.policy = policy
        var configuration = HTTPClient.Configuration(allowing: [])
        configure(&configuration)
        configuration.allowed = [endpoint.address]
        configuration.secrets = key.map { [$0] } ?? []
        client = try HTTPClient(configuration)
    }

    package var counts: HTTPClient.Counts { client.counts }

    /// One call, tried as often as the policy says. The answer's status is 200.
    func call(
        _ operation: LanguageEndpoint.Operation, model: String, body: some Encodable
    ) async throws(OutboundError) -> ServiceAnswer {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(body) else {
            throw OutboundError(.invalid, "the request cannot be written as JSON")
        }
        var request = ServiceRequest(
            .post, endpoint.address(of: operation, model: model),
            headers: [("content-type", "application/json"), ("accept", "application/json")],
            body: Array(data))
        request.key = key.map { (endpoint.keyHeader, $0) }
        let response = try await client.send(request, policy) { ServiceRefusal($0).isFinal }
        guard response.status == 200 else {
            throw client.redacted(
                ServiceRefusal(response).error(from: endpoint, model: model, response))
        }
        return response
    }

    /// For answers: "finish_reason" is `finishReason`.
    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    func malformed(_ response: ServiceAnswer, _ what: String) -> OutboundError {
        client.redacted(
            OutboundError(
                .malformed,
                "\(endpoint.address.origin): answered 200, but \(what): \(response.excerpt)",
                status: response.status))
    }
}
