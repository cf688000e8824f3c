package import Messages

/// Makes embeddings. The same text gives the same numbers, alone or among others.
package protocol Embedder: Sendable {
    /// "minilm-l6-v2/384": models and caches are bound to it.
    var id: String { get }
    /// Numbers in each embedding.
    var dimensions: Int { get }
    /// One embedding a text, in order.
    func embed(_ texts: [String]) async throws(EmbeddingError) -> [Embedding]
}
