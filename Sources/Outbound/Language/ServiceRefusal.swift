internal import Foundation

/// What a service says instead of an answer.
///
/// OpenAI: {"error": {"message", "type", "param", "code"}}. Azure: the same, with numbers as texts
/// in `code` ("401") and details in `innererror`. Other servers put a number into `code`, leave
/// `error` a text, or have the fields at the top.
struct ServiceRefusal: Equatable {
    let status: Int
    var message: String?
    var code: String?
    var type: String?
    var parameter: String?
    /// Azure's: "ResponsibleAIPolicyViolation".
    var innerCode: String?

    init(_ response: ServiceAnswer) {
        status = response.status
        guard status != 200,
            let top = (try? JSONSerialization.jsonObject(with: Data(response.body)))
                as? [String: Any]
        else { return }
        let error = top["error"] as? [String: Any] ?? top
        message =
            error["message"] as? String ?? top["error"] as? String ?? top["detail"] as? String
        code = Self.text(error["code"])
        type = error["type"] as? String
        parameter = error["param"] as? String
        innerCode = (error["innererror"] as? [String: Any]).flatMap { Self.text($0["code"]) }
    }

    private static func text(_ value: Any?) -> String? {
        if let text = value as? String { return text }
        return (value as? NSNumber).map { "\($0)" }
    }

    /// 429 for a quota that is spent: waiting does not mend it.
    var isFinal: Bool {
        status == 429 && (code == "insufficient_quota" || type == "insufficient_quota")
    }

    private var outboundCode: OutboundError.Code {
        if code == "content_filter" || innerCode == "ResponsibleAIPolicyViolation" {
            return .filtered
        }
        if code == "context_length_exceeded" || code == "string_above_max_length" {
            return .tooLong
        }
        switch status {
        case 401, 403: return .unauthorized
        case 404: return .notFound
        case 413: return .tooLong
        case 429: return isFinal ? .quotaSpent : .rateLimited
        case 408, 500...: return .unavailable
        default: return .invalid
        }
    }

    func error(
        from endpoint: LanguageEndpoint, model: String, _ response: ServiceAnswer
    ) -> OutboundError {
        let code = outboundCode
        let advice =
            switch code {
            case .unauthorized: "; check the key, and that it may use this model"
            case .notFound:
                endpoint.azureVersion == nil
                    ? "; check the model's name \"\(model)\" and the address"
                    : "; check the deployment's name and the address"
            case .quotaSpent: "; the account's quota is spent, waiting does not help"
            case .rateLimited: "; fewer calls at once, or a larger allowance, would help"
            case .tooLong: "; the text is longer than the model reads"
            default: ""
            }
        let said = message.map { "\"\($0.prefix(OutboundLimits.excerptCharacters))\"" }
        var error = OutboundError(
            code,
            "\(endpoint.address.origin) answered \(status)"
                + (self.code.map { " (\($0))" } ?? "") + ": \(said ?? response.excerpt)\(advice)",
            status: status)
        error.serviceCode = self.code
        error.parameter = parameter
        return error
    }
}
