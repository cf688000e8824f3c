/// A conversation as numbers. Nothing in turn t depends on what comes after it.
struct Example: Sendable {
    let id: String
    /// 1 converted, 0 not.
    let label: Float
    /// Turns.
    let count: Int
    /// [count, F], as measured.
    let features: [Float]
    /// [F], measured once more when the conversation was closed.
    let closed: [Float]
    /// [count]: rows in the table of embeddings.
    let texts: [Int]
    /// [count]: 1 the customer, -1 the representative.
    let speakers: [Float]
}

/// All examples of a run, and the vectors of their texts, each once.
struct Examples: Sendable {
    let all: [Example]
    /// [texts, dimensions]
    let embeddings: [Float]
    let dimensions: Int
    let features: Int

    var labels: [Float] { all.map(\.label) }
}

/// A conversation as a member sees it: standardised features and projected embeddings.
struct Prepared: Sendable {
    let label: Float
    let count: Int
    /// [count, F]
    let x: [Float]
    /// [F]
    let closed: [Float]
    /// [count, K]
    let u: [Float]
    /// [count]
    let speakers: [Float]
}
