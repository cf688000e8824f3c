private import Foundation
internal import Predictions

/// Fits the regression on words to the first turns of conversations, where little else has been
/// said that is measured. Every turn weighs the same.
///
/// A word's rarity is log((1 + n) / (1 + conversations in whose opening it is said)) + 1; words
/// that fewer than two openings say are left out.
struct WordingTraining {
    let examples: Examples
    let configuration: TrainingConfiguration

    init(_ examples: Examples, _ configuration: TrainingConfiguration) {
        self.examples = examples
        self.configuration = configuration
    }

    /// Conversations that it is fitted on; of more, as many evenly from all of them.
    private static let most = 4_000
    /// Turns in which words are counted as rare or common.
    private static let opening = 4
    private static let least = 2
    /// Of the prior on a weight: its penalty on the mean log-loss is this by the conversations.
    private static let prior: Float = 1

    /// Nil without turns to fit it to, or without a word that two conversations share.
    func wording(_ all: [Int]) -> Wording? {
        guard configuration.shape.wordTurns > 0 else { return nil }
        let train = all.spread(most: Self.most).map { examples.all[$0] }
        let (keys, rarities) = vocabulary(train)
        guard !keys.isEmpty else { return nil }
        let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        let found = Crew.map(train.count, threads: configuration.threads) {
            rows(train[$0], places, rarities)
        }
        let labels = zip(train, found).flatMap { example, rows in
            rows.map { _ in example.label > 0.5 }
        }
        let fitted = Logistic(
            found.flatMap { $0 }, labels, columns: keys.count,
            penalty: Self.prior / Float(train.count))
        return Wording(
            keys: keys, weights: zip(fitted.weights, rarities).map { $0 * $1 },
            squares: rarities.map { $0 * $0 }, bias: fitted.bias)
    }

    private func vocabulary(_ train: [Example]) -> (keys: [UInt64], rarities: [Float]) {
        var counts: [UInt64: Int] = [:]
        for example in train {
            for word in Set(example.words.prefix(Self.opening).joined()) {
                counts[word, default: 0] += 1
            }
        }
        let kept = counts.filter { $0.value >= Self.least }.sorted { $0.key < $1.key }
        return (
            kept.map(\.key),
            kept.map { log(Float(1 + train.count) / Float(1 + $0.value)) + 1 }
        )
    }

    /// One row a turn: what was said so far, as `Wording` divides it.
    private func rows(
        _ example: Example, _ places: [UInt64: Int], _ rarities: [Float]
    ) -> [Logistic.Row] {
        var counts: [Int: Float] = [:]
        var length: Float = 0
        return example.words.prefix(configuration.shape.wordTurns).map { said in
            for word in said {
                guard let place = places[word] else { continue }
                counts[place, default: 0] += 1
                length += rarities[place] * rarities[place]
            }
            let sorted = counts.sorted { $0.key < $1.key }
            let scale = 1 / max(length, 1e-6).squareRoot()
            return Logistic.Row(
                columns: sorted.map { Int32($0.key) },
                values: sorted.map { $0.value * rarities[$0.key] * scale })
        }
    }

    /// Log-odds of a conversation: turns + 1, the last one after closing, which no word moves.
    static func logits(_ wording: Wording, _ example: Example) -> [Float] {
        var kept = [Float](repeating: 0, count: Wording.kept)
        let live = example.words.map { said in
            wording.take(said, into: &kept)
            return wording.logit(kept)
        }
        return live + [wording.logit(kept)]
    }
}
