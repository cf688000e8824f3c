internal import Predictions

/// Means, scales and the projection of the embedding, learned from the training conversations
/// alone.
struct Standardizer: Sendable {
    let mean, scale: [Float]
    /// [K, E]: the directions along which the embeddings vary most, scaled alike.
    let projection: [Float]
    let projectionBias: [Float]
    let rows: Int

    /// Those of a model that stands.
    init(mean: [Float], scale: [Float], projection: [Float], projectionBias: [Float]) {
        self.mean = mean
        self.scale = scale
        self.projection = projection
        self.projectionBias = projectionBias
        rows = projectionBias.count
    }

    init(_ examples: Examples, train: [Int], projection rows: Int) {
        self.rows = rows
        (mean, scale) = Self.moments(examples, train)
        let texts = train.flatMap { examples.all[$0].texts }
        let principal = Principal(
            examples.embeddings, dimensions: examples.dimensions, texts: texts, rows: rows)
        projection = principal.rows
        projectionBias = principal.bias
    }

    /// Over all turns. A feature that hardly varies in training is kept from exploding later.
    private static func moments(_ examples: Examples, _ train: [Int]) -> ([Float], [Float]) {
        let count = examples.features
        var sums = [Double](repeating: 0, count: count)
        var squares = sums
        var turns = 0.0
        for index in train {
            let example = examples.all[index]
            turns += Double(example.count)
            for turn in 0..<example.count {
                for feature in 0..<count {
                    let value = Double(example.features[turn * count + feature])
                    sums[feature] += value
                    squares[feature] += value * value
                }
            }
        }
        let means = sums.map { $0 / max(turns, 1) }
        let scales = zip(squares, means).map { square, mean in
            1 / max(max(0, square / max(turns, 1) - mean * mean).squareRoot(), 0.02)
        }
        return (means.map { Float($0) }, scales.map { Float($0) })
    }

    func prepare(_ example: Example, _ examples: Examples) -> Prepared {
        let count = examples.features
        var x = [Float](repeating: 0, count: example.count * count)
        for index in x.indices {
            x[index] = standard(example.features[index], index % count)
        }
        let closed = (0..<count).map { standard(example.closed[$0], $0) }
        let dimensions = examples.dimensions
        var u = [Float](repeating: 0, count: example.count * rows)
        examples.embeddings.withUnsafeBufferPointer { table in
            projection.withUnsafeBufferPointer { projection in
                guard let table = table.baseAddress, let projection = projection.baseAddress
                else { return }
                for (turn, text) in example.texts.enumerated() {
                    for row in 0..<rows {
                        u[turn * rows + row] =
                            Dot.floats(
                                projection + row * dimensions, table + text * dimensions,
                                dimensions) + projectionBias[row]
                    }
                }
            }
        }
        return Prepared(
            label: example.label, count: example.count, x: x, closed: closed, u: u,
            speakers: example.speakers)
    }

    private func standard(_ value: Float, _ feature: Int) -> Float {
        MemberLayout.standard(value, mean[feature], scale[feature])
    }
}
