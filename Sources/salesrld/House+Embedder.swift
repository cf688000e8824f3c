internal import Embeddings
internal import Foundation
internal import Outbound
internal import Predictions

/// Who turns text into vectors: whomever the model was trained with, and nobody else.
struct HouseEmbedder: Sendable {
    let embedder: any Embedder
    /// What computes: "avx2 int16", or the service's host.
    let kernels: String

    /// Our own encoder; nil where a service embeds.
    var local: MiniLM? { embedder as? MiniLM }
}

extension House {
    static func embedder(
        for model: Model, _ files: ModelFiles, _ configuration: Configuration
    ) throws(Refusal) -> HouseEmbedder {
        guard model.embedder != MiniLM.id else { return try local(files, configuration) }
        guard !configuration.embedderAddress.isEmpty else {
            throw Refusal(
                .configuration,
                "model.file: model \(model.id) was trained with embedder \"\(model.embedder)\", and "
                    + "this daemon runs \"\(MiniLM.id)\"; name its service with "
                    + "model.embedderAddress, or train a model for this one")
        }
        return try remote(model, configuration)
    }

    private static func local(
        _ files: ModelFiles, _ configuration: Configuration
    ) throws(Refusal) -> HouseEmbedder {
        let directory = try files.encoder()
        do {
            let threads = configuration.encoderThreads
            let encoder = try MiniLM(
                directory: directory,
                threads: threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount)
            return HouseEmbedder(embedder: encoder, kernels: encoder.kernelName)
        } catch {
            throw Refusal(.configuration, "model.encoder: \(error)")
        }
    }

    private static func remote(
        _ model: Model, _ configuration: Configuration
    ) throws(Refusal) -> HouseEmbedder {
        guard let (name, dimensions) = RemoteEmbedder.parts(of: model.embedder),
            dimensions == model.embeddingDimensions
        else {
            throw Refusal(
                .configuration,
                "model.file: the model's embedder \"\(model.embedder)\" names no service's model "
                    + "with its \(model.embeddingDimensions) dimensions")
        }
        do {
            let keyFile = configuration.embedderKeyFile
            let key =
                keyFile.isEmpty
                ? nil : try Secret(contentsOf: configuration.resolved(keyFile))
            let endpoint = try LanguageEndpoint(configuration.embedderAddress)
            let service = try LanguageService(endpoint, key: key, policy: .brisk) {
                $0.timeout = configuration.embedderTimeout
                $0.connectTimeout = configuration.embedderTimeout
                if !configuration.embedderAuthority.isEmpty {
                    $0.authorityFile = configuration.resolved(configuration.embedderAuthority)
                }
            }
            return HouseEmbedder(
                embedder: RemoteEmbedder(
                    service, model: name, dimensions: dimensions,
                    callsAtOnce: configuration.embedderCalls),
                kernels: endpoint.address.origin)
        } catch {
            throw Refusal(.configuration, "model.embedderAddress: \(error)")
        }
    }
}
