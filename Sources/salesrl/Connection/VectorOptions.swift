internal import ArgumentParser
internal import Embeddings
internal import Foundation
internal import Messages
internal import Outbound
internal import Training

/// Whose vectors a text gets: the local encoder's, an embedding service's, or those in a file.
struct VectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Directory with the encoder's weights. [env: SALESRL_MODELS]", valueName: "path"))
    var models: String = Environment["SALESRL_MODELS"] ?? "Models"

    @Option(
        help: ArgumentHelp(
            "Vectors of another encoder, made beforehand (Docs/EMBEDDINGS.md), instead of the local one.",
            valueName: "file"))
    var embeddings: String?

    @Option(
        name: .customLong("embedder"),
        help: ArgumentHelp(
            "An embedding service in OpenAI's or Azure's form instead of the local encoder (Docs/EMBEDDINGS.md). "
                + "Its key: --embedder-key-file, or SALESRL_EMBEDDER_KEY in the environment.",
            valueName: "address"))
    var embedderAddress: String?

    @Option(
        help: ArgumentHelp(
            "The service's model; models trained on it are bound to it.", valueName: "name"))
    var embedderModel: String = "text-embedding-3-large"

    @Option(help: ArgumentHelp("Numbers in a vector of that model.", valueName: "count"))
    var embedderDimensions: Int = 3_072

    @Option(help: ArgumentHelp("A file with the service's key.", valueName: "file"))
    var embedderKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "Keep the service's vectors in this file, and ask for none that it holds.",
            valueName: "file"))
    var embedderCache: String?

    @Option(
        help: ArgumentHelp("PEM: whom to trust as the service's authority.", valueName: "file"))
    var embedderAuthority: String?

    func validate() throws {
        guard embeddings == nil || embedderAddress == nil else {
            throw ValidationError("--embeddings and --embedder: one of them")
        }
        guard (1...OutboundLimits.dimensionsMax).contains(embedderDimensions) else {
            throw ValidationError(
                "--embedder-dimensions is \(embedderDimensions); it must be 1 to "
                    + "\(OutboundLimits.dimensionsMax)")
        }
        guard !embedderModel.isEmpty, !embedderModel.contains(where: \.isWhitespace) else {
            throw ValidationError("--embedder-model must be a name without spaces")
        }
    }

    func embedder() throws -> TrainingEmbedder { try open().embedder }

    func open() throws -> VectorSource {
        if let embedderAddress {
            return try RemoteVectors(service(embedderAddress), self).source
        }
        if let embeddings {
            do throws(TrainingError) {
                return VectorSource(
                    embedder: try PrecomputedVectors(contentsOf: embeddings).embedder)
            } catch {
                throw Failure(error)
            }
        }
        let encoder = try Self.encoder(in: models)
        return VectorSource(
            embedder: TrainingEmbedder(id: encoder.id, dimensions: encoder.dimensions) {
                encoder.embedNow($0).values
            })
    }

    static func encoder(
        in models: String, threads: Int = 1
    ) throws(Failure) -> MiniLM {
        do {
            return try MiniLM(directory: models + "/cache/all-MiniLM-L6-v2", threads: threads)
        } catch {
            throw Failure(.configuration, error.reason)
        }
    }

    private func service(_ address: String) throws(Failure) -> LanguageService {
        let authority = embedderAuthority
        do {
            let key = try ServiceKey.read(file: embedderKeyFile, variable: "SALESRL_EMBEDDER_KEY")
            return try LanguageService(try LanguageEndpoint(address), key: key) {
                $0.authorityFile = authority
            }
        } catch {
            throw Failure(error, option: "--embedder")
        }
    }
}

/// A service's key: from a file, else from the environment; none where there is neither.
enum ServiceKey {
    static func read(file: String?, variable: String) throws(OutboundError) -> Secret? {
        if let file { return try Secret(contentsOf: file) }
        guard let value = Environment[variable] else { return nil }
        return try Secret(checking: value, from: variable)
    }
}

/// Vectors for a run: one at a time by `embedder`, which blocks; or many beforehand.
struct VectorSource: Sendable {
    let embedder: TrainingEmbedder
    fileprivate var remote: RemoteVectors?

    init(embedder: TrainingEmbedder) { self.embedder = embedder }

    fileprivate init(_ remote: RemoteVectors) {
        embedder = remote.embedder
        self.remote = remote
    }

    /// Asks a service for the vectors of many texts together; for any other source does nothing,
    /// and does not list the texts either.
    func prepare(
        _ texts: @escaping @Sendable () throws(TrainingError) -> [String]
    ) async throws {
        guard let remote else { return }
        let wanted = try await onOwnThread(texts)
        try await cancelledByInterrupt { try await remote.prepare(wanted) }
    }
}

extension RemoteVectors {
    var source: VectorSource { VectorSource(self) }
}

extension Failure {
    /// What a service has to say, and which option named it.
    init(_ error: OutboundError, option: String) {
        let code: Code =
            switch error.code {
            case .badAddress, .badKey, .notFound, .invalid, .untrusted: .configuration
            case .unauthorized: .refused
            case .unreachable, .timedOut, .unavailable: .unreachable
            case .rateLimited, .quotaSpent: .tryAgain
            default: .failed
            }
        self.init(code, "\(option): \(error.reason)")
    }
}
