package import Messages
package import Outbound
internal import Synchronization

/// Embeddings by a service in OpenAI's form or Azure's.
///
///     let embedder = RemoteEmbedder(service, model: "text-embedding-3-large", dimensions: 3_072)
///
/// Texts that wait go together: while as many calls are under way as may be, the others gather, and
/// the next call takes them all. Nothing is remembered here; put a ``CachedEmbedder`` before it.
package final class RemoteEmbedder: Embedder {
    package struct Counts: Sendable, Equatable {
        package var calls = 0
        package var texts = 0
        /// As the service counts them.
        package var tokens = 0
        package var failures = 0
    }

    /// "text-embedding-3-large/3072": what a model file must say.
    package let id: String
    package let dimensions: Int
    private let service: LanguageService
    private let model: String
    private let asksDimensions: Bool
    private let queue: RemoteQueue
    private let counted = Mutex(Counts())

    /// - Parameters:
    ///   - model: the model's name; of a service whose address names a deployment, too.
    ///   - callsAtOnce: calls under way, at most.
    package init(
        _ service: LanguageService, model: String, dimensions: Int, callsAtOnce: Int = 4
    ) {
        self.service = service
        self.model = model
        self.dimensions = dimensions
        id = Self.id(model: model, dimensions: dimensions)
        // Only these models take the question; what others answer is checked all the same.
        asksDimensions = model.hasPrefix("text-embedding-3")
        queue = RemoteQueue(callsAtOnce: callsAtOnce)
    }

    package var counts: Counts { counted.withLock { $0 } }

    package static func id(model: String, dimensions: Int) -> String { "\(model)/\(dimensions)" }

    /// Model and dimensions of an id; nil for one that names none.
    package static func parts(of id: String) -> (model: String, dimensions: Int)? {
        guard let slash = id.lastIndex(of: "/"), slash > id.startIndex,
            let dimensions = Int(id[id.index(after: slash)...]),
            (1...OutboundLimits.dimensionsMax).contains(dimensions)
        else { return nil }
        return (String(id[..<slash]), dimensions)
    }

    package func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding] {
        guard !texts.isEmpty else { return [] }
        let tickets = try queue.add(texts.map(Self.sendable))
        pump()
        let answers = await withTaskCancellationHandler {
            var answers: [RemoteTicket.Answer] = []
            for ticket in tickets { answers.append(await ticket.value()) }
            return answers
        } onCancel: {
            queue.drop(tickets)
        }
        var embeddings: [Embedding] = []
        embeddings.reserveCapacity(answers.count)
        for answer in answers {
            embeddings.append(Embedding(values: try answer.get(), embedder: id))
        }
        return embeddings
    }

    /// The services refuse an empty text, and one longer than the model reads.
    private static func sendable(_ text: String) -> String {
        guard text.utf8.count > OutboundLimits.textBytesMax else {
            return text.allSatisfy(\.isWhitespace) ? " " : text
        }
        var kept = ""
        var bytes = 0
        for letter in text {
            bytes += letter.utf8.count
            guard bytes <= OutboundLimits.textBytesMax else { break }
            kept.append(letter)
        }
        return kept
    }

    /// Begins calls while there are texts to take and calls to spare.
    private func pump() {
        while let batch = queue.next() {
            Task {
                let answer = await answer(for: batch.map(\.text))
                for (place, ticket) in batch.enumerated() {
                    ticket.settle(answer.map { $0[place] })
                }
                queue.done()
                pump()
            }
        }
    }

    private func answer(
        for texts: [String]
    ) async -> Result<[[Float]], EmbeddingError> {
        do throws(OutboundError) {
            let reply = try await service.embed(
                texts, model: model, dimensions: dimensions, asks: asksDimensions)
            counted.withLock {
                $0.calls += 1
                $0.texts += texts.count
                $0.tokens += reply.tokens
            }
            return .success(reply.vectors)
        } catch {
            counted.withLock { $0.failures += 1 }
            return .failure(EmbeddingError(error))
        }
    }
}

extension EmbeddingError {
    /// What a failed call means to whoever wants an embedding.
    init(_ error: OutboundError) {
        let code: Code =
            switch error.code {
            case .cancelled: .cancelled
            case .closed: .closed
            case .rateLimited: .overloaded
            case .unreachable, .timedOut, .unavailable, .tooLarge: .serviceAway
            default: .serviceRefused
            }
        self.init(code, error.reason)
    }
}
