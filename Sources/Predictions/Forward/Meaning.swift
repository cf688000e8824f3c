package import Tensors

/// Log-odds from what was said on average: a logistic regression on the embeddings, pooled
/// over all turns, over the customer's, over the representative's, and of the last turn.
///
///     live      sum over pools of (w + tau v) . pool + bias[0] + tau bias[1]
///     closing   sum over pools of c . pool + bias[2]
///
/// A mean is linear in its turns: all that is kept between turns is one sum for each pool and each
/// of w, v, c, and how many turns were the customer's.
package struct Meaning: Sendable, Equatable {
    /// All, customer, representative, last.
    package static let pools = 4
    /// w, v, c.
    package static let heads = 3
    /// Floats between two turns: [pools, heads] sums | the customer's turns.
    package static let kept = pools * heads + 1

    /// [pools, heads, E]
    package let weights: [Float]
    /// [heads]
    package let bias: [Float]

    package init(weights: [Float], bias: [Float]) {
        precondition(bias.count == Self.heads && weights.count % (Self.pools * Self.heads) == 0)
        self.weights = weights
        self.bias = bias
    }

    /// Adds a turn to what is kept.
    /// - Parameter embedding: [E], of this turn.
    package func take(
        _ embedding: UnsafePointer<Float>, isCustomer: Bool,
        into kept: UnsafeMutablePointer<Float>
    ) {
        let size = weights.count / (Self.pools * Self.heads)
        weights.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            for pool in 0..<Self.pools {
                // The last turn is no sum; the other side's sums stay.
                let isLast = pool == Self.pools - 1
                guard pool == 0 || isLast || (pool == 1) == isCustomer else { continue }
                for head in 0..<Self.heads {
                    let cell = pool * Self.heads + head
                    let pushed = Dot.floats(weights + cell * size, embedding, size)
                    kept[cell] = isLast ? pushed : kept[cell] + pushed
                }
            }
        }
        if isCustomer { kept[Self.kept - 1] += 1 }
    }

    package func logit(_ kept: UnsafePointer<Float>, turns: Int, isClosing: Bool) -> Float {
        let customer = kept[Self.kept - 1]
        let counts = [Float(turns), customer, Float(turns) - customer, 1]
        func sum(_ head: Int) -> Float {
            (0..<Self.pools).reduce(bias[head]) {
                $0 + kept[$1 * Self.heads + head] / max(counts[$1], 1)
            }
        }
        return isClosing ? sum(2) : sum(0) + MemberLayout.tau(turn: turns) * sum(1)
    }
}

// MARK: - As a file

extension Meaning {
    package func add(to file: inout ModelFile) {
        let size = weights.count / (Self.pools * Self.heads)
        file.add("meaning.weights", weights, shape: [Self.pools, Self.heads, size])
        file.add("meaning.bias", bias, shape: [Self.heads])
    }

    /// Nil for a file without it.
    init?(reading file: ModelFile, embedding: Int) throws {
        guard file.tensors["meaning.weights"] != nil else { return nil }
        weights = try file.floats("meaning.weights", shape: [Self.pools, Self.heads, embedding])
        bias = try file.floats("meaning.bias", shape: [Self.heads])
    }
}
