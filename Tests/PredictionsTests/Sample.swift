import Messages
import Tensors

@testable import Predictions

/// A model of made-up weights, the same on every machine, and conversations to run it on.
enum Sample {
    static let features = 10
    static let embedding = 24

    static let schema = FeatureSchema(
        (0..<features).map { .init(name: "feature.\($0)", phrase: "feature \($0) showed") })

    static func parts(members: Int = 3) -> ModelParts {
        var stream = Stream(7)
        let layout = MemberLayout(features: features, projection: 5, memory: 4, hidden: 6)
        let cells = TurnBuckets.count * Reliability.bins
        return ModelParts(
            name: "sample", embedder: "sample/24", embeddingDimensions: embedding,
            featureNames: schema.features.map(\.name), schemaHash: schema.hash, layout: layout,
            mean: stream.numbers(features), scale: stream.numbers(features).map { 1 + abs($0) },
            projection: stream.numbers(5 * embedding), projectionBias: stream.numbers(5),
            members: (0..<members).map { _ in stream.numbers(layout.count).map { $0 * 0.6 } },
            slopes: [Float](repeating: 0.8, count: TurnBuckets.count),
            reliability: Reliability(
                edges: (0..<TurnBuckets.count).flatMap { _ -> [Float] in
                    (1..<Reliability.bins).map { Float($0) / Float(Reliability.bins) }
                },
                supports: [Float](repeating: 40, count: cells),
                conversions: (0..<cells).map { Float(($0 % Reliability.bins) * 8) }),
            notes: ["training.seed": "7"])
    }

    struct Said {
        let embedding: [Float]
        let features: Features
        let speaker: Speaker
    }

    static func conversation(turns: Int, seed: UInt64) -> [Said] {
        var stream = Stream(seed)
        return (0..<turns).map { turn in
            Said(
                embedding: stream.numbers(embedding),
                features: Features(values: stream.numbers(features), schema: schema.hash),
                speaker: turn % 2 == 0 ? .representative : .customer)
        }
    }

    /// A linear congruential stream of numbers in -1 ..< 1.
    struct Stream {
        private var state: UInt64
        init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

        mutating func numbers(_ count: Int) -> [Float] {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(Int64(bitPattern: state) >> 40) / Float(1 << 23)
            }
        }
    }
}
