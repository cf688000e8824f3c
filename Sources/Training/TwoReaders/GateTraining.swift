internal import Predictions

/// Fits the gate between a reader of real conversations and one of simulated ones, on single turns:
/// both kinds weigh the same, however many there are of each.
struct GateTraining: Sendable {
    let real, simulated: Trained

    /// L2 penalty on the mean log-loss; embeddings have length 1.
    private static let penalty: Float = 1e-4
    /// Turns of each kind, at most.
    private static let turns = 8_000

    /// - Parameter held: the fold of real conversations that it must not see; nil for none.
    func gate(without held: Int?) -> Gate {
        // Of many real conversations some were trained on; of few, each was held out once.
        let isMany = real.fold.contains { $0 < 0 }
        let own = real.fold.indices.filter {
            isMany ? real.fold[$0] < 0 : held == nil || real.fold[$0] != held
        }
        let others = simulated.fold.indices.filter { simulated.fold[$0] < 0 }
        var (values, labels, weights) = ([Float](), [Bool](), [Float]())
        let size = real.examples.dimensions
        for (examples, chosen, isSimulated) in [
            (real.examples, own, false), (simulated.examples, others, true),
        ] {
            let turns = chosen.flatMap { examples.all[$0].texts }.spread(most: Self.turns)
            for text in turns {
                values += examples.embeddings[text * size..<(text + 1) * size]
                labels.append(isSimulated)
                weights.append(1 / Float(turns.count))
            }
        }
        let found = DenseLogistic(
            values, width: size, labels, weights: weights, penalty: Self.penalty)
        return Gate(weights: found.weights, bias: found.bias)
    }
}

extension Gate {
    /// The second reader's share after each turn, and once more after closing.
    func shares(_ example: Example, _ examples: Examples) -> [Double] {
        let size = examples.dimensions
        var heard: Float = 0
        let live = example.texts.map { text -> Double in
            heard = hearing(
                Array(examples.embeddings[text * size..<(text + 1) * size]), after: heard)
            return Double(Squash.sigmoid(heard))
        }
        return live + live.suffix(1)
    }
}
