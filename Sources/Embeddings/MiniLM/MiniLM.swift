internal import Foundation
package import Messages
internal import Synchronization
internal import Tensors

/// all-MiniLM-L6-v2 on this machine: 384 dimensions, mean of the last layer, length 1.
///
/// Weights: `Models/fetch` puts them where `directory` should point. Loading takes the memory for
/// good: about 70 MB for weights in 16 bits. `embed` is for servers, `embedNow` for threads that
/// may block.
package final class MiniLM: Embedder {
    package static let id = "minilm-l6-v2/384"

    package var id: String { Self.id }
    package var dimensions: Int { EncoderWeights.hidden }
    /// "avx2 int16": what runs.
    package let kernelName: String
    package let tokenizer: WordPiece

    private let engine: Engine
    private let workers: Workers
    private let idle = Mutex<[Engine.Run]>([])

    /// - Parameters:
    ///   - directory: holds model.safetensors and vocab.txt.
    ///   - threads: how many texts are computed at a time, beside callers of `embedNow`.
    package init(
        directory: String, kernels: KernelChoice = .fastest, threads: Int = 1
    ) throws(EmbeddingError) {
        tokenizer = WordPiece(try Self.vocabulary(in: directory))
        let weights = try Self.weights(in: directory)
        switch kernels {
        case .reference:
            kernelName = "reference"
            engine = .reference(ReferenceEncoder(weights: weights))
        case .fastest, .named:
            let candidate =
                if case .named(let name) = kernels {
                    try Candidate.named(name)
                } else {
                    Candidate.fastest()
                }
            kernelName = candidate.name
            engine = .packed(
                Encoder(weights, kernels: candidate.kernels, precision: candidate.precision))
        }
        let engine = engine
        workers = Workers(threads: threads) { engine.makeRun().encode }
    }

    deinit { workers.close() }

    /// What its threads have before them.
    package var load: EncoderLoad { workers.load }

    package func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding] {
        let vectors = try await workers.run(texts.map { tokenizer.tokens(of: $0).ids })
        return vectors.map { Embedding(values: $0, embedder: Self.id) }
    }

    /// The same on the caller's own thread, without a queue. Never call it from an async function.
    package func embedNow(_ text: String) -> Embedding {
        let run = idle.withLock { $0.popLast() } ?? engine.makeRun()
        defer { idle.withLock { $0.append(run) } }
        let vectors = run.encode([tokenizer.tokens(of: text).ids])
        return Embedding(values: vectors[0], embedder: Self.id)
    }

    private static func vocabulary(in directory: String) throws(EmbeddingError) -> Vocabulary {
        let path = try existing("vocab.txt", in: directory)
        guard let file = FileManager.default.contents(atPath: path),
            file.count <= EmbeddingLimits.vocabularyBytesMax
        else {
            throw EmbeddingError(
                .weightsDamaged,
                "\(path) cannot be read, or has more than "
                    + "\(EmbeddingLimits.vocabularyBytesMax) bytes. Run `make models`"
            )
        }
        let vocabulary = try Vocabulary(lines: Array(file), path: path)
        guard vocabulary.count == EncoderWeights.vocabulary else {
            throw EmbeddingError(
                .weightsDamaged,
                "\(path) has \(vocabulary.count) tokens where the model has "
                    + "\(EncoderWeights.vocabulary). Run `make models`")
        }
        return vocabulary
    }

    private static func weights(in directory: String) throws(EmbeddingError) -> EncoderWeights {
        let path = try existing("model.safetensors", in: directory)
        do {
            return try EncoderWeights(contentsOf: path)
        } catch {
            throw EmbeddingError(.weightsDamaged, "\(error). Run `make models`")
        }
    }

    private static func existing(
        _ name: String, in directory: String
    ) throws(EmbeddingError) -> String {
        let path = "\(directory)/\(name)"
        if FileManager.default.fileExists(atPath: path) { return path }
        throw EmbeddingError(
            .weightsMissing,
            "\(path) is missing: the sentence encoder's weights are not in the repository. "
                + "Run `make models` (or Models/fetch) to download and check them")
    }
}

/// What computes: the packed encoder, or the reference.
private enum Engine: Sendable {
    case packed(Encoder)
    case reference(ReferenceEncoder)

    /// An engine with the memory of one thread.
    struct Run: @unchecked Sendable {
        let encode: ([[Int32]]) -> [[Float]]
    }

    func makeRun() -> Run {
        switch self {
        case .packed(let encoder):
            let rows = max(EmbeddingLimits.batchRowsMax, EmbeddingLimits.tokensMax)
            let scratch = encoder.scratch(rows: rows)
            return Run { encoder.encode($0, scratch) }
        case .reference(let encoder):
            return Run { $0.map(encoder.encode) }
        }
    }
}
