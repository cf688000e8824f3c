/// Where a text stands among all texts: a unit vector, and who placed it there.
package struct Embedding: Sendable, Equatable {
    /// Length 384 for the local encoder; Euclidean norm 1.
    package var values: [Float]
    /// "minilm-l6-v2/384": a model trained on one embedder refuses another's vectors.
    package let embedder: String

    package init(values: [Float], embedder: String) {
        self.values = values
        self.embedder = embedder
    }
}
