internal import Embeddings
internal import Foundation
internal import Messages
internal import Outbound
internal import Synchronization
internal import Training

/// An embedding service's vectors, each asked for once and kept in a file, if there is one.
final class RemoteVectors: Sendable {
    private struct Known {
        var kept: PrecomputedVectors?
        var fresh: [String: [Float]] = [:]
        var log: VectorLog?
        var hasComplained = false
    }

    private let remote: RemoteEmbedder
    private let known: Mutex<Known>
    /// Texts that are asked for between two writes to the file.
    private static let piece = 1_024

    init(_ service: LanguageService, _ options: VectorOptions) throws(Failure) {
        remote = RemoteEmbedder(
            service, model: options.embedderModel, dimensions: options.embedderDimensions)
        do {
            guard let path = options.embedderCache else {
                known = Mutex(Known())
                return
            }
            // The log first: it cuts away what a crash left half written.
            let log = try VectorLog(
                path: path, embedder: remote.id, dimensions: remote.dimensions)
            let kept = try PrecomputedVectors(contentsOf: path)
            known = Mutex(Known(kept: kept, log: log))
        } catch {
            throw Failure(error)
        }
    }

    private func find(_ text: String) -> [Float]? {
        known.withLock { $0.fresh[text] ?? $0.kept?.vector(of: text) }
    }

    private func keep(_ new: [(text: String, vector: [Float])]) throws(TrainingError) {
        try known.withLock { known throws(TrainingError) in
            try known.log?.add(new)
            for (text, vector) in new { known.fresh[text] = vector }
        }
    }

    /// Asks for what is not known yet, many texts a call.
    func prepare(_ texts: [String]) async throws {
        var seen: Set<String> = []
        let missing = texts.filter { seen.insert($0).inserted && find($0) == nil }
        guard !missing.isEmpty else { return }
        let bar = ProgressBar("asking for vectors", total: missing.count)
        defer { bar.finish() }
        for start in stride(from: 0, to: missing.count, by: Self.piece) {
            let some = Array(missing[start..<min(start + Self.piece, missing.count)])
            let vectors: [Embedding]
            do throws(EmbeddingError) {
                vectors = try await remote.embed(some)
            } catch {
                try Task.checkCancellation()
                throw Self.failure(error)
            }
            do throws(TrainingError) {
                try keep(zip(some, vectors).map { (text: $0, vector: $1.values) })
            } catch {
                throw Failure(error)
            }
            bar.advance(by: some.count)
        }
        let counts = remote.counts
        Console.error(
            "salesrl: \(missing.count) texts embedded by \(remote.id): \(counts.calls) calls, "
                + "\(counts.tokens) tokens")
    }

    private static func failure(_ error: EmbeddingError) -> Failure {
        let code: Failure.Code =
            switch error.code {
            case .serviceAway: .unreachable
            case .overloaded: .tryAgain
            default: .configuration
            }
        return Failure(code, "--embedder: \(error.reason)")
    }

    /// For threads that may block. A text that the service gives no vector for gets an empty one,
    /// which every reader of vectors refuses; the reason is told once.
    var embedder: TrainingEmbedder {
        TrainingEmbedder(id: remote.id, dimensions: remote.dimensions) { [self] text in
            if let vector = find(text) { return vector }
            let box = Mutex<Result<[Float], EmbeddingError>?>(nil)
            let done = DispatchSemaphore(value: 0)
            Task { [remote] in
                let result: Result<[Float], EmbeddingError>
                do throws(EmbeddingError) {
                    result = .success(try await remote.embed([text])[0].values)
                } catch {
                    result = .failure(error)
                }
                box.withLock { $0 = result }
                done.signal()
            }
            done.wait()
            switch box.withLock({ $0 }) {
            case .success(let vector):
                do throws(TrainingError) { try keep([(text, vector)]) } catch {
                    complain(error.reason)
                }
                return vector
            case .failure(let error): complain(error.reason)
            case nil: break
            }
            return []
        }
    }

    private func complain(_ reason: String) {
        let isFirst = known.withLock { known in
            defer { known.hasComplained = true }
            return !known.hasComplained
        }
        if isFirst { Console.error("salesrl: --embedder: \(reason)") }
    }
}
