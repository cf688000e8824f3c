internal import Tensors

/// The encoder on packed kernels. Texts lie one after another without padding, so what stands
/// beside a text cannot change its numbers.
///
/// Immutable once made; each thread brings a `Scratch` of its own, and nothing else is allocated.
final class Encoder: Sendable {
    private struct Layer: Sendable {
        /// Queries, keys and values in one product: [3 * hidden, hidden].
        let attention: Linear
        let output: Linear
        let outputNorm: Norm
        let expand: Linear
        let shrink: Linear
        let shrinkNorm: Norm
    }

    private struct Norm: Sendable {
        let gamma: [Float]
        let beta: [Float]

        init(_ norm: EncoderWeights.Norm) { (gamma, beta) = (norm.gamma, norm.beta) }
    }

    /// Room for the numbers of one pass.
    final class Scratch: @unchecked Sendable {
        let rows: Int
        fileprivate let x: AlignedBuffer<Float>
        fileprivate let y: AlignedBuffer<Float>
        fileprivate let z: AlignedBuffer<Float>
        fileprivate let wide: AlignedBuffer<Float>
        fileprivate let rounded: AlignedBuffer<UInt8>
        fileprivate let attention: AlignedBuffer<Float>

        fileprivate init(rows: Int, roundedBytes: Int) {
            self.rows = rows
            x = AlignedBuffer(rows * EncoderWeights.hidden)
            y = AlignedBuffer(rows * EncoderWeights.hidden)
            z = AlignedBuffer(rows * EncoderWeights.hidden)
            wide = AlignedBuffer(rows * EncoderWeights.inner)
            rounded = AlignedBuffer(roundedBytes)
            attention = AlignedBuffer(
                Kernels.attentionScratch(
                    rows: EmbeddingLimits.tokensMax, size: EncoderWeights.headSize))
        }
    }

    private let kernels: Kernels
    private let words: [Float]
    private let places: [Float]
    private let norm: Norm
    private let layers: [Layer]

    init(_ weights: EncoderWeights, kernels: Kernels, precision: Precision) {
        self.kernels = kernels
        words = weights.words
        places = weights.places
        norm = Norm(weights.norm)
        func pack(_ parts: EncoderWeights.Affine..., in precision: Precision) -> Linear {
            Linear(
                weights: parts.flatMap(\.weights), bias: parts.flatMap(\.bias),
                inputs: parts[0].weights.count / parts[0].bias.count, precision: precision,
                kernels: kernels)
        }
        // What GELU lets through is lopsided: in 8 bits this product alone takes the worst cosine
        // of the checked-in sentences from 0.994 to 0.990, so it keeps 16.
        layers = weights.layers.map { layer in
            Layer(
                attention: pack(layer.query, layer.key, layer.value, in: precision),
                output: pack(layer.output, in: precision),
                outputNorm: Norm(layer.outputNorm), expand: pack(layer.expand, in: precision),
                shrink: pack(layer.shrink, in: precision == .int8 ? .int16 : precision),
                shrinkNorm: Norm(layer.shrinkNorm))
        }
    }

    func scratch(rows: Int) -> Scratch {
        let bytes =
            layers.map {
                max($0.shrink.scratchBytes(rows: rows), $0.attention.scratchBytes(rows: rows))
            }.max() ?? 0
        return Scratch(rows: rows, roundedBytes: bytes)
    }

    /// One vector a text. All texts together have at most `scratch.rows` tokens, each at least one.
    func encode(_ texts: [[Int32]], _ scratch: Scratch) -> [[Float]] {
        let rows = texts.reduce(0) { $0 + $1.count }
        precondition(rows <= scratch.rows, "more tokens than scratch for them")
        look(up: texts, into: scratch.x.base)
        normalize(scratch.x.base, adding: nil, rows, norm)
        let (x, y, z) = (scratch.x.base, scratch.y.base, scratch.z.base)
        let (wide, rounded) = (scratch.wide.base, scratch.rounded.base)
        for layer in layers {
            layer.attention.apply(to: x, rows: rows, scratch: rounded, into: wide)
            attend(texts, wide, scratch.attention.base, into: y)
            layer.output.apply(to: y, rows: rows, scratch: rounded, into: z)
            normalize(z, adding: x, rows, layer.outputNorm)
            layer.expand.apply(to: z, rows: rows, gelu: true, scratch: rounded, into: wide)
            layer.shrink.apply(to: wide, rows: rows, scratch: rounded, into: x)
            normalize(x, adding: z, rows, layer.shrinkNorm)
        }
        return means(of: x, texts)
    }

    private func look(up texts: [[Int32]], into x: UnsafeMutablePointer<Float>) {
        let hidden = EncoderWeights.hidden
        var row = x
        words.withUnsafeBufferPointer { words in
            places.withUnsafeBufferPointer { places in
                for ids in texts {
                    for (place, id) in ids.enumerated() {
                        let word = Int(id) * hidden
                        for index in 0..<hidden {
                            row[index] = words[word + index] + places[place * hidden + index]
                        }
                        row += hidden
                    }
                }
            }
        }
    }

    private func attend(
        _ texts: [[Int32]], _ qkv: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        var row = 0
        for ids in texts {
            kernels.attend(
                qkv + row * 3 * EncoderWeights.hidden, rows: ids.count,
                heads: EncoderWeights.heads, size: EncoderWeights.headSize, scratch: scratch,
                into: out + row * EncoderWeights.hidden)
            row += ids.count
        }
    }

    private func normalize(
        _ x: UnsafeMutablePointer<Float>, adding residual: UnsafePointer<Float>?, _ rows: Int,
        _ norm: Norm
    ) {
        kernels.normalize(
            UnsafeMutableBufferPointer(start: x, count: rows * EncoderWeights.hidden),
            adding: residual, gamma: norm.gamma, beta: norm.beta, epsilon: EncoderWeights.epsilon)
    }

    private func means(of x: UnsafePointer<Float>, _ texts: [[Int32]]) -> [[Float]] {
        let hidden = EncoderWeights.hidden
        var row = x
        return texts.map { ids in
            defer { row += ids.count * hidden }
            return [Float](unsafeUninitializedCapacity: hidden) { mean, count in
                mean.initialize(repeating: 0)
                for place in 0..<ids.count {
                    for index in 0..<hidden { mean[index] += row[place * hidden + index] }
                }
                var square: Float = 0
                for index in 0..<hidden {
                    mean[index] /= Float(ids.count)
                    square += mean[index] * mean[index]
                }
                let length = max(square.squareRoot(), 1e-12)
                for index in 0..<hidden { mean[index] /= length }
                count = hidden
            }
        }
    }
}
