internal import Conversations
internal import Messages
internal import Predictions

/// The moments at which a representative had to choose, as the model sees them: after each turn of
/// the customer that a representative follows, and after the last.
struct MoveDecisions: Sendable {
    struct Decision: Sendable, Equatable {
        /// Which conversation.
        let group: Int
        /// What was done, see ``MoveHead``: a move, `other`, or `end` where nothing followed.
        let act: Int
        /// The next decision of the conversation; nil: the outcome is next.
        let next: Int?
        /// 1 converted, 0 not.
        let outcome: Float
        /// The model's forecast at this moment.
        let probability: Float
        /// Row of the table of embeddings.
        let text: Int
    }

    let all: [Decision]
    /// [decisions, W - E]: summaries without their embeddings, which many share.
    let heads: [Float]
    let embeddings: [Float]
    /// W and E.
    let inputs, dimensions: Int
    /// Which part of a summary the values read beside what representatives react to.
    let context: Range<Int>
    let groups: Int
}

extension MoveDecisions {
    /// Conversations that the model has turns of, replayed through it.
    /// - Parameters:
    ///   - acts: for each conversation and turn what a representative did; nil: something else.
    init(_ model: Model, _ examples: Examples, acts: [[Move?]], threads: Int) {
        let head = model.summaryEmbedding
        let replayed = Crew.map(examples.all.count, threads: threads) { one in
            Self.replay(model, examples, one, acts[one])
        }
        var all: [Decision] = []
        var heads: [Float] = []
        heads.reserveCapacity(replayed.reduce(0) { $0 + $1.heads.count })
        for (group, part) in replayed.enumerated() {
            let first = all.count
            for (place, moment) in part.moments.enumerated() {
                let isLast = place == part.moments.count - 1
                all.append(
                    Decision(
                        group: group, act: moment.act, next: isLast ? nil : first + place + 1,
                        outcome: examples.all[group].label, probability: moment.probability,
                        text: moment.text))
            }
            heads += part.heads
        }
        precondition(heads.count == all.count * head)
        self.init(
            all: all, heads: heads, embeddings: examples.embeddings, inputs: model.summaryCount,
            dimensions: model.embeddingDimensions, context: model.summaryContext,
            groups: examples.all.count)
    }

    private struct Part: Sendable {
        var moments: [(act: Int, probability: Float, text: Int)] = []
        var heads: [Float] = []
    }

    private static func replay(
        _ model: Model, _ examples: Examples, _ index: Int, _ acts: [Move?]
    ) -> Part {
        let example = examples.all[index]
        var part = Part()
        var state = model.start()
        for turn in 0..<example.count {
            let row = example.texts[turn] * examples.dimensions
            let embedding = Array(examples.embeddings[row..<row + examples.dimensions])
            let features = example.measured(turn, schema: model.schemaHash)
            let isCustomer = example.speakers[turn] > 0
            let forecast = model.step(
                &state, embedding: embedding, features: features,
                speaker: isCustomer ? .customer : .representative)
            guard isCustomer else { continue }
            let act: Int
            if turn == example.count - 1 {
                act = MoveHead.end
            } else if example.speakers[turn + 1] < 0 {
                act = done(from: turn + 1, example, acts)
            } else {
                continue
            }
            part.moments.append((act, forecast.probability, example.texts[turn]))
            let summary = model.summary(
                of: state, embedding: embedding, features: features,
                probability: forecast.probability)
            part.heads += summary[..<model.summaryEmbedding]
        }
        return part
    }

    /// The first move that somebody knows among the representative's turns until the customer
    /// speaks again.
    private static func done(from first: Int, _ example: Example, _ acts: [Move?]) -> Int {
        for turn in first..<example.count where example.speakers[turn] < 0 {
            if let move = acts[turn] { return move.rawValue }
            if turn + 1 < example.count, example.speakers[turn + 1] > 0 { break }
        }
        return MoveHead.other
    }
}

// MARK: - As inputs

extension MoveDecisions {
    private var head: Int { inputs - dimensions }

    /// Copies the summary of a decision to `out` [W].
    func copy(_ decision: Int, to out: UnsafeMutablePointer<Float>) {
        let (head, text) = (head, all[decision].text)
        heads.withUnsafeBufferPointer { heads in
            guard let base = heads.baseAddress else { return }
            out.update(from: base + decision * head, count: head)
        }
        embeddings.withUnsafeBufferPointer { embeddings in
            guard let base = embeddings.baseAddress else { return }
            (out + head).update(from: base + text * dimensions, count: dimensions)
        }
    }

    /// Mean and 1 / standard deviation of each input.
    func standard() -> (mean: [Float], scale: [Float]) {
        var sums = [Double](repeating: 0, count: inputs)
        var squares = sums
        var line = [Float](repeating: 0, count: inputs)
        for decision in all.indices {
            line.withUnsafeMutableBufferPointer {
                guard let out = $0.baseAddress else { return }
                copy(decision, to: out)
            }
            for index in 0..<inputs {
                sums[index] += Double(line[index])
                squares[index] += Double(line[index]) * Double(line[index])
            }
        }
        let count = Double(max(all.count, 1))
        let means = sums.map { $0 / count }
        let scales = zip(means, squares).map { mean, square -> Float in
            let variance = square / count - mean * mean
            return variance > 1e-10 ? Float(1 / variance.squareRoot()) : 0
        }
        return (means.map(Float.init), scales)
    }
}

extension Move {
    /// What each turn of a representative does: as the data says, or else as its words do.
    static func acts(
        of conversation: RecordedConversation, from source: TrainingConfiguration.MoveSource
    ) -> [Move?] {
        switch source {
        case .labels: conversation.acts.map { $0.flatMap(Move.init(named:)) }
        case .words: MoveRecognition.moves(of: conversation.turns)
        case .none: conversation.turns.map { _ in nil }
        }
    }
}

extension Corpus {
    /// For each conversation and turn what a representative did; nil: nothing that is known.
    func moves(from source: TrainingConfiguration.MoveSource) -> [[Move?]] {
        conversations.map { Move.acts(of: $0.recorded, from: source) }
    }
}
