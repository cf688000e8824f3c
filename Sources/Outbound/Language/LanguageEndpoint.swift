internal import Foundation

/// Where a language service is, and in which of the two forms it is called.
///
///     https://api.openai.com/v1                  OpenAI's form
///     http://127.0.0.1:8000/v1                   the same, a server of your own
///     https://NAME.openai.azure.com/openai/v1    the same, Azure's newer door
///     https://NAME.openai.azure.com              Azure's form: the model is the deployment
///     https://NAME.openai.azure.com/openai/deployments/DEPLOYMENT
///     https://gateway.example/openai/deployments/DEPLOYMENT?api-version=2024-10-21
///
/// OpenAI's form names the model in the body and carries the key as a bearer token. Azure's names
/// the deployment in the path, and its hosts take the key in `api-key`.
package struct LanguageEndpoint: Sendable, Equatable {
    package enum Operation: String, Sendable {
        case chat = "chat/completions"
        case embeddings
    }

    package let address: Address
    /// Azure's form: the version of the interface that is asked for; nil: OpenAI's form.
    package let azureVersion: String?
    /// Azure's form: the deployment in the address; nil: the model's name is the deployment's.
    let deployment: String?
    /// Address without version, deployment and operation.
    private let root: String

    /// The newest version that Azure calls stable.
    package static let newestAzureVersion = "2024-10-21"
    private static let azureHosts = [
        ".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com",
    ]

    package init(_ text: String) throws(OutboundError) {
        let address = try Address(text)
        self.address = address
        var root = address.base
        for operation in [Operation.chat, .embeddings]
        where root.hasSuffix("/" + operation.rawValue) {
            root.removeLast(operation.rawValue.count + 1)
        }
        var deployment: String?
        if let range = root.range(of: "/openai/deployments/") {
            let name = root[range.upperBound...]
            guard !name.isEmpty, !name.contains("/") else {
                throw OutboundError(
                    .badAddress,
                    "\(address.origin): after /openai/deployments/ the address must name one "
                        + "deployment")
            }
            deployment = String(name)
            root = String(root[..<range.lowerBound])
        }
        let version = address.query["api-version"].flatMap { $0.isEmpty ? nil : $0 }
        let isAzure =
            deployment != nil || version != nil
            || (Self.isAzure(address.host) && !root.hasSuffix("/v1"))
        if isAzure, deployment == nil, root.hasSuffix("/openai") {
            root.removeLast("/openai".count)
        }
        azureVersion = isAzure ? version ?? Self.newestAzureVersion : nil
        self.deployment = deployment
        self.root = root
    }

    private static func isAzure(_ host: String) -> Bool {
        azureHosts.contains { host.hasSuffix($0) }
    }

    func address(of operation: Operation, model: String) -> String {
        if let azureVersion {
            let name = deployment ?? Address.escaped(model)
            return "\(root)/openai/deployments/\(name)/\(operation.rawValue)"
                + "?api-version=\(Address.escaped(azureVersion))"
        }
        let isVersioned = root.hasSuffix("/v1") || root.contains("/v1/")
        return "\(root)\(isVersioned ? "" : "/v1")/\(operation.rawValue)"
    }

    /// Which head carries the key.
    var keyHeader: String {
        azureVersion != nil || Self.isAzure(address.host) ? "api-key" : "authorization"
    }
}
