internal import Messages

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
    /// [count]: keys of the words of each turn.
    let words: [[UInt64]]
}

/// All examples of a run, and the vectors of their texts, each once.
struct Examples: Sendable {
    let all: [Example]
    /// [texts, dimensions]
    let embeddings: [Float]
    let dimensions: Int
    let features: Int

    var labels: [Float] { all.map(\.label) }

    /// These, and after them others that were measured and embedded alike.
    func and(_ others: Examples) -> Examples {
        let rows = embeddings.count / max(dimensions, 1)
        return Examples(
            all: all
                + others.all.map { other in
                    Example(
                        id: other.id, label: other.label, count: other.count,
                        features: other.features, closed: other.closed,
                        texts: other.texts.map { $0 + rows }, speakers: other.speakers)
                },
            embeddings: embeddings + others.embeddings, dimensions: dimensions,
            features: features)
    }
}

extension Example {
    /// What was measured after a turn, as a model takes it.
    func measured(_ turn: Int, schema: UInt64) -> Features {
        let width = closed.count
        return Features(
            values: Array(features[turn * width..<(turn + 1) * width]), schema: schema,
            words: words[turn])
    }
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
    /// What to learn instead of the label; nil for the label.
    var teacher: Teacher?
}

/// What an ensemble says of a conversation: probabilities and values after each turn [count], and
/// the probability after closing.
struct Teacher: Sendable {
    let forecasts, values: [Float]
    let closing: Float
}

/// A counter-example made of a conversation, see `CounterExamples`.
struct Variant: Sendable {
    /// The curriculum's levels: 0 clean conversations alone, 1 noisy ones too, 2 all.
    static let levels = 2

    let level: Int
    let item: Prepared
}
