internal import Tensors

/// Which of two kinds of conversation a text speaks for: a logistic regression on the embedding of
/// one turn, whose log-odds are added up over the turns.
///
///     heard = clip(heard + weights . embedding + bias, +-8), from 0;  share = sigmoid(heard)
///
/// Both kinds are as likely before the first turn. The clip lets later turns outweigh earlier ones.
package struct Gate: Sendable, Equatable {
    /// [E]
    package let weights: [Float]
    package let bias: Float

    package static let clip: Float = 8

    package init(weights: [Float], bias: Float) {
        self.weights = weights
        self.bias = bias
    }

    /// What was heard with one more turn in.
    package func hearing(_ embedding: [Float], after heard: Float) -> Float {
        precondition(embedding.count == weights.count, "an embedding of another length")
        let said = weights.withUnsafeBufferPointer { weights in
            embedding.withUnsafeBufferPointer { embedding -> Float in
                guard let weights = weights.baseAddress, let embedding = embedding.baseAddress
                else { return 0 }
                return Dot.floats(weights, embedding, self.weights.count) + bias
            }
        }
        return max(-Self.clip, min(Self.clip, heard + said))
    }
}

// MARK: - As a file

extension Gate {
    func add(to file: inout ModelFile) {
        file.add("gate.weights", weights, shape: [weights.count])
        file.add("gate.bias", [bias], shape: [1])
    }

    init(reading file: ModelFile, embedding: Int) throws {
        weights = try file.floats("gate.weights", shape: [embedding])
        bias = try file.floats("gate.bias", shape: [1])[0]
    }
}
