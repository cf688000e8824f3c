// Small models for tests: random weights from a seed, so that no test waits for a trainer.
internal import Conversations
package import Messages
package import Predictions
internal import Tensors

package enum SmallModel {
    /// A model of one member that moves with what it sees. Same seed, same model.
    package static func parts(
        embedder: String = "minilm-l6-v2/384", dimensions: Int = 384, seed: UInt64 = 1,
        featureNames: [String]? = nil
    ) -> ModelParts {
        var random = Random(state: seed)
        let schema = ConversationState.schema
        let layout = MemberLayout(
            features: schema.count, projection: 8, memory: 8, hidden: 8)
        func floats(_ count: Int, _ scale: Float) -> [Float] {
            (0..<count).map { _ in random.next() * scale }
        }
        let bins = Reliability.bins
        let reliability = Reliability(
            edges: (0..<TurnBuckets.count).flatMap { _ in
                (1..<bins).map { Float($0) / Float(bins) }
            },
            supports: [Float](repeating: 50, count: TurnBuckets.count * bins),
            conversions: (0..<TurnBuckets.count).flatMap { _ in
                (0..<bins).map { 50 * (Float($0) + 0.5) / Float(bins) }
            })
        return ModelParts(
            name: "small", embedder: embedder, embeddingDimensions: dimensions,
            featureNames: featureNames ?? schema.features.map(\.name), schemaHash: schema.hash,
            layout: layout, mean: [Float](repeating: 0, count: schema.count),
            scale: [Float](repeating: 1, count: schema.count),
            projection: floats(8 * dimensions, 0.5), projectionBias: floats(8, 0.1),
            members: [floats(layout.count, 0.2)],
            slopes: [Float](repeating: 1, count: TurnBuckets.count), reliability: reliability,
            notes: ["made": "for tests"])
    }

    package static func model(
        embedder: String = "minilm-l6-v2/384", dimensions: Int = 384
    ) throws -> Model {
        try Model(parts(embedder: embedder, dimensions: dimensions).file())
    }

    /// The model with a move head that has evidence for every move and values `best` most, then the
    /// others as they stand.
    package static func valuing(
        _ best: Move, embedder: String = "minilm-l6-v2/384", dimensions: Int = 384
    ) throws -> Model {
        var parts = parts(embedder: embedder, dimensions: dimensions)
        let bare = try Model(parts.file())
        func net(_ inputs: Int, _ outputs: Int, bias: [Float]) -> MoveNet {
            let layout = MoveNet.Layout(inputs: inputs, hidden: 4, outputs: outputs)
            return MoveNet(
                layout: layout,
                parameters: [Float](repeating: 0, count: layout.outputBias) + bias)
        }
        let even = [Float](repeating: 0, count: MoveHead.actions)
        var worth = (0..<MoveHead.outputs).map { -0.05 * Float($0) }
        worth[best.rawValue] = 0.5
        parts.moves = MoveHead(
            mean: [Float](repeating: 0, count: bare.summaryCount),
            scale: [Float](repeating: 1, count: bare.summaryCount), context: bare.summaryContext,
            behaviour: net(bare.summaryCount, MoveHead.actions, bias: even),
            members: [
                net(4 + bare.summaryContext.count, MoveHead.outputs, bias: worth),
                net(4 + bare.summaryContext.count, MoveHead.outputs, bias: worth.map { $0 * 0.9 }),
            ],
            cells: MoveCells(
                count: 1, dimensions: 5, centres: [0, 0, 0, 0, 0], radii: [1_000],
                supports: [Float](repeating: 400, count: MoveHead.actions)),
            noise: [Float](repeating: 0.02, count: MoveHead.actions))
        return try Model(parts.file())
    }

    /// Writes the model to a file.
    package static func write(_ parts: ModelParts, to path: String) throws {
        try parts.file().write(to: path)
    }

    /// xorshift64*, -1...1.
    private struct Random {
        var state: UInt64

        mutating func next() -> Float {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            let bits = (state &* 0x2545_f491_4f6c_dd1d) >> 40
            return Float(bits) / Float(1 << 23) - 1
        }
    }
}
