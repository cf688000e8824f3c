internal import Predictions
internal import Tensors

/// Grows the forests of a model on every turn of its conversations, and on their closings.
///
/// A tree of the live forest sees a draw of turns in which last turns come `finalWeight` times as
/// often; a tree of the closed one a bootstrap of closings. Closings are few, one a conversation:
/// their trees have smaller leaves.
struct ForestTraining {
    let examples: Examples
    let configuration: TrainingConfiguration

    init(_ examples: Examples, _ configuration: TrainingConfiguration) {
        self.examples = examples
        self.configuration = configuration
    }

    /// Share of the turns in one tree's draw, and the most that are drawn.
    private static let draw = (share: Float(0.4), most: 40_000)
    private static let liveLeaf = 30
    private static let closedLeaf = 3

    /// - Parameter stream: 0 for the model itself, others for folds: their draws differ.
    func forests(_ train: [Int], stream: Int) -> Forests? {
        guard configuration.shape.trees > 0 else { return nil }
        let count = examples.features
        let live = TreeRows(
            features: count, values: train.flatMap { examples.all[$0].features },
            labels: train.flatMap { one in
                [Bool](repeating: examples.all[one].label > 0.5, count: examples.all[one].count)
            },
            weights: train.flatMap { one in
                [Int](repeating: 1, count: examples.all[one].count - 1)
                    + [configuration.learning.finalWeight]
            })
        let closed = TreeRows(
            features: count, values: train.flatMap { examples.all[$0].closed },
            labels: train.map { examples.all[$0].label > 0.5 },
            weights: [Int](repeating: 1, count: train.count))
        let drawn = min(Self.draw.most, Int(Float(live.count) * Self.draw.share))
        return Forests(
            live: grow(
                live, drawn: max(drawn, 1), leaf: Self.liveLeaf,
                tries: max(1, count * 15 / 100), stream: [stream, 0]),
            closed: grow(
                closed, drawn: min(Self.draw.most, closed.count), leaf: Self.closedLeaf,
                tries: max(1, Int(Float(count).squareRoot())), stream: [stream, 1]))
    }

    private func grow(
        _ rows: TreeRows, drawn: Int, leaf: Int, tries: Int, stream: [Int]
    ) -> Forest {
        let seed = configuration.seed
        let trees = Crew.map(configuration.shape.trees, threads: configuration.threads) { tree in
            var random = Random(seed: seed, 0x7ee, stream[0], stream[1], tree)
            let sample = rows.draw(drawn, &random)
            var growth = TreeGrowth(rows: rows, leaf: leaf, tries: tries, random: random)
            growth.grow(sample)
            return growth.nodes
        }
        return TreeGrowth.forest(trees)
    }

    /// The same, taken from where an earlier run left them, or left there.
    func forests(_ train: [Int], stream: Int, slot: CheckpointSlot) -> Forests? {
        if let bytes = slot.found, let file = try? ModelFile(bytes: bytes),
            let found = try? Forests(reading: file, features: examples.features)
        {
            return found
        }
        guard let grown = forests(train, stream: stream) else { return nil }
        var file = ModelFile()
        grown.add(to: &file)
        if let bytes = try? file.bytes() { slot.keep(bytes) }
        return grown
    }
}
