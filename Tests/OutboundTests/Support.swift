import Foundation
import Outbound
import ServiceSupport
import Testing

/// No test waits for a clock to say that something works: where waits would only slow, they are
/// short, and where a client must give up, the service never answers.
enum Made {
    static let key = Secret("sk-test-0123456789abcdef")

    static let quick = RetryPolicy(
        attempts: 4, base: .milliseconds(1), ceiling: .milliseconds(2), longestWait: .seconds(5),
        patience: .seconds(60))

    static func client(
        of service: ScriptedService,
        _ configure: (inout HTTPClient.Configuration) -> Void = { _ in }
    ) throws -> HTTPClient {
        var configuration = HTTPClient.Configuration(allowing: [try Address(service.address)])
        configure(&configuration)
        return try HTTPClient(configuration)
    }

    static func language(
        at address: String, policy: RetryPolicy = quick, key: Secret? = key,
        _ configure: (inout HTTPClient.Configuration) -> Void = { _ in }
    ) throws -> LanguageService {
        try LanguageService(
            LanguageEndpoint(address), key: key, policy: policy, configure: configure)
    }

    static let chat = ChatRequest(
        model: "writer-1", messages: [.init(.system, "Be brief."), .init(.user, "Hello?")])
}

/// Answers as the services give them.
enum Recorded {
    static let completion = """
        {"id":"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT","object":"chat.completion","created":1741569952,\
        "model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"Hello! How can I assist you today?","refusal":null,"annotations":[]},"logprobs":null,\
        "finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29},\
        "service_tier":"default"}
        """
    static let wrongKey = """
        {"error":{"message":"Incorrect API key provided: sk-test-****************cdef. You can find your API \
        key at https://platform.openai.com/account/api-keys.","type":"invalid_request_error","param":null,\
        "code":"invalid_api_key"}}
        """
    static let azureWrongKey = """
        {"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint. \
        Make sure to provide a valid key for an active subscription and use a correct regional API endpoint \
        for your resource."}}
        """
    static let noDeployment = """
        {"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist. \
        If you created the deployment within the last 5 minutes, please wait a moment and try again."}}
        """
    static let noModel = """
        {"error":{"message":"The model `writer-1` does not exist or you do not have access to it.",\
        "type":"invalid_request_error","param":null,"code":"model_not_found"}}
        """
    static let tooLong = """
        {"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages \
        resulted in 9001 tokens. Please reduce the length of the messages.","type":"invalid_request_error",\
        "param":"messages","code":"context_length_exceeded"}}
        """
    static let filtered = """
        {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content \
        management policy. Please modify your prompt and retry.","type":null,"param":"prompt",\
        "code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation",\
        "content_filter_result":{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,\
        "severity":"medium"}}}}}
        """
    static let rateLimited = """
        {"error":{"message":"Rate limit reached for gpt-4o-mini in organization org-x on requests per min (RPM): \
        Limit 3, Used 3, Requested 1.","type":"requests","param":null,"code":"rate_limit_exceeded"}}
        """
    static let azureRateLimited = """
        {"error":{"code":"429","message":"Requests to the Embeddings_Create Operation under Azure OpenAI API \
        version 2024-10-21 have exceeded call rate limit of your current OpenAI S0 pricing tier. Please retry \
        after 1 second."}}
        """
    static let quotaSpent = """
        {"error":{"message":"You exceeded your current quota, please check your plan and billing details.",\
        "type":"insufficient_quota","param":null,"code":"insufficient_quota"}}
        """
    static let unsupported = """
        {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use \
        'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens",\
        "code":"unsupported_parameter"}}
        """
    static let serverError = """
        {"error":{"message":"The server had an error while processing your request. Sorry about that!",\
        "type":"server_error","param":null,"code":null}}
        """

    /// Embeddings of so many dimensions: vector i is full of i + 1.
    static func embeddings(
        _ count: Int, dimensions: Int, inBase64: Bool, order: [Int]? = nil
    ) -> String {
        let items = (order ?? Array(0..<count)).map { index -> String in
            let values = [Float](repeating: Float(index + 1), count: dimensions)
            let written =
                inBase64
                ? "\"" + values.withUnsafeBytes { Data($0).base64EncodedString() } + "\""
                : "[" + values.map { "\($0)" }.joined(separator: ",") + "]"
            return #"{"object":"embedding","index":\#(index),"embedding":\#(written)}"#
        }
        return #"{"object":"list","data":[\#(items.joined(separator: ","))],"#
            + #""model":"text-embedding-3-large","usage":{"prompt_tokens":8,"total_tokens":8}}"#
    }
}

/// The code of what `body` throws.
func refusal(
    _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) async -> OutboundError? {
    do {
        try await body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
    } catch let error as OutboundError {
        return error
    } catch {
        Issue.record("\(error)", sourceLocation: sourceLocation)
    }
    return nil
}
