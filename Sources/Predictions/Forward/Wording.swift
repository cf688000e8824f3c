private import Foundation
package import Tensors

/// Log-odds from which words were said: a logistic regression on counts of words and of pairs of
/// words, rare ones scaled up, divided by the length of what was counted.
///
///     log-odds = sum of weight / sqrt(sum of squared rarity) + bias, over all words said so far
///
/// Both sums are over words as they come, so two numbers are all that is kept between turns. Words
/// that are not in the table count in neither.
package struct Wording: Sendable, Equatable {
    /// Floats between two turns: the sum of weights, the sum of squares.
    package static let kept = 2

    /// Sorted, each once: keys of `Features.words`.
    package let keys: [UInt64]
    /// [keys]: weight times rarity, and rarity squared.
    package let weights, squares: [Float]
    package let bias: Float

    package init(keys: [UInt64], weights: [Float], squares: [Float], bias: Float) {
        precondition(weights.count == keys.count && squares.count == keys.count)
        self.keys = keys
        self.weights = weights
        self.squares = squares
        self.bias = bias
    }

    /// Adds the words of a turn to what is kept.
    package func take(_ words: [UInt64], into kept: UnsafeMutablePointer<Float>) {
        for word in words {
            guard let place = place(of: word) else { continue }
            kept[0] += weights[place]
            kept[1] += squares[place]
        }
    }

    package func logit(_ kept: UnsafePointer<Float>) -> Float {
        bias + kept[0] / max(kept[1], 1e-6).squareRoot()
    }

    package func place(of word: UInt64) -> Int? {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == word ? low : nil
    }
}

// MARK: - As a file

extension Wording {
    /// A float holds whole numbers exactly to 2^24: a key takes two.
    private static let half: UInt64 = 1 << 24

    package func add(to file: inout ModelFile) {
        let halves = keys.flatMap { [Float($0 / Self.half), Float($0 % Self.half)] }
        file.add("wording.keys", halves, shape: [keys.count, 2])
        file.add(
            "wording.weights", zip(weights, squares).flatMap { [$0, $1] }, shape: [keys.count, 2])
        file.add("wording.bias", [bias], shape: [1])
    }

    /// Nil for a file without it. Refuses keys that are none, or out of order.
    init?(reading file: ModelFile) throws {
        guard file.tensors["wording.bias"] != nil else { return nil }
        let count = try file.shape("wording.keys").first ?? 0
        guard count <= PredictionLimits.words else {
            throw PredictionError(
                .unsupportedShape,
                "wording.keys holds \(count) words; the limit is \(PredictionLimits.words)")
        }
        let halves = try file.floats("wording.keys", shape: [count, 2])
        let known = 0..<Float(Self.half)
        guard halves.allSatisfy({ known.contains($0) && $0 == $0.rounded() }) else {
            throw PredictionError(
                .unsupportedShape, "wording.keys holds what is no key; train the model again")
        }
        keys = (0..<count).map {
            UInt64(halves[2 * $0]) * Self.half + UInt64(halves[2 * $0 + 1])
        }
        guard zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw PredictionError(
                .unsupportedShape, "wording.keys is out of order; train the model again")
        }
        let pairs = try file.floats("wording.weights", shape: [count, 2])
        weights = (0..<count).map { pairs[2 * $0] }
        squares = (0..<count).map { pairs[2 * $0 + 1] }
        guard squares.allSatisfy({ $0 >= 0 }) else {
            throw PredictionError(
                .unsupportedShape, "wording.weights holds a square below 0; train the model again")
        }
        bias = try file.floats("wording.bias", shape: [1])[0]
    }
}
