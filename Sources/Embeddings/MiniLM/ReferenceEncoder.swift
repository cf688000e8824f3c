internal import Tensors

/// The encoder as the paper draws it, on the scalar reference. Seconds a text; the truth for tests.
struct ReferenceEncoder {
    let weights: EncoderWeights

    /// The mean of the last layer over all tokens, scaled to length 1.
    func encode(_ ids: [Int32]) -> [Float] {
        let hidden = EncoderWeights.hidden
        var x: [Float] = []
        for (place, id) in ids.enumerated() {
            for index in 0..<hidden {
                x.append(
                    weights.words[Int(id) * hidden + index]
                        + weights.places[place * hidden + index])
            }
        }
        x = normalize(x, weights.norm)
        for layer in weights.layers {
            let attended = Reference.attention(
                q: apply(layer.query, x), k: apply(layer.key, x), v: apply(layer.value, x),
                rows: ids.count, heads: EncoderWeights.heads)
            x = normalize(zip(apply(layer.output, attended), x).map(+), layer.outputNorm)
            let inner = Reference.gelu(apply(layer.expand, x))
            x = normalize(zip(apply(layer.shrink, inner), x).map(+), layer.shrinkNorm)
        }
        var mean = [Float](repeating: 0, count: hidden)
        for (index, value) in x.enumerated() { mean[index % hidden] += value / Float(ids.count) }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return mean.map { $0 / max(length, 1e-12) }
    }

    private func apply(_ affine: EncoderWeights.Affine, _ x: [Float]) -> [Float] {
        Reference.linear(x, weights: affine.weights, bias: affine.bias)
    }

    private func normalize(_ x: [Float], _ norm: EncoderWeights.Norm) -> [Float] {
        Reference.layerNorm(
            x, gamma: norm.gamma, beta: norm.beta, epsilon: EncoderWeights.epsilon)
    }
}
