internal import Tensors

/// The numbers of all-MiniLM-L6-v2, as they lie in the file, checked for shape.
struct EncoderWeights {
    static let layerCount = 6
    static let hidden = 384
    static let inner = 1_536
    static let heads = 12
    static let headSize = 32
    static let positions = 512
    static let vocabulary = 30_522
    static let epsilon: Float = 1e-12

    struct Affine {
        /// Row-major [outputs, inputs].
        var weights: [Float]
        var bias: [Float]
    }

    struct Norm {
        var gamma: [Float]
        var beta: [Float]
    }

    struct Layer {
        var query: Affine
        var key: Affine
        var value: Affine
        var output: Affine
        var outputNorm: Norm
        var expand: Affine
        var shrink: Affine
        var shrinkNorm: Norm
    }

    /// [vocabulary, hidden]
    let words: [Float]
    /// [positions, hidden]; the vector of the one kind of text is added to each.
    let places: [Float]
    let norm: Norm
    let layers: [Layer]

    init(contentsOf path: String) throws(SafetensorsError) {
        let file = try Safetensors(contentsOf: path)
        let hidden = Self.hidden
        func affine(_ name: String, _ inputs: Int, _ outputs: Int) throws(SafetensorsError)
            -> Affine
        {
            Affine(
                weights: try file.floats("\(name).weight", shape: [outputs, inputs]),
                bias: try file.floats("\(name).bias", shape: [outputs]))
        }
        func norm(_ name: String) throws(SafetensorsError) -> Norm {
            Norm(
                gamma: try file.floats("\(name).weight", shape: [hidden]),
                beta: try file.floats("\(name).bias", shape: [hidden]))
        }
        words = try file.floats(
            "embeddings.word_embeddings.weight", shape: [Self.vocabulary, hidden])
        let kinds = try file.floats("embeddings.token_type_embeddings.weight", shape: [2, hidden])
        var places = try file.floats(
            "embeddings.position_embeddings.weight", shape: [Self.positions, hidden])
        for index in places.indices { places[index] += kinds[index % hidden] }
        self.places = places
        self.norm = try norm("embeddings.LayerNorm")
        var layers: [Layer] = []
        for index in 0..<Self.layerCount {
            let name = "encoder.layer.\(index)"
            layers.append(
                Layer(
                    query: try affine("\(name).attention.self.query", hidden, hidden),
                    key: try affine("\(name).attention.self.key", hidden, hidden),
                    value: try affine("\(name).attention.self.value", hidden, hidden),
                    output: try affine("\(name).attention.output.dense", hidden, hidden),
                    outputNorm: try norm("\(name).attention.output.LayerNorm"),
                    expand: try affine("\(name).intermediate.dense", hidden, Self.inner),
                    shrink: try affine("\(name).output.dense", Self.inner, hidden),
                    shrinkNorm: try norm("\(name).output.LayerNorm")))
        }
        self.layers = layers
    }
}
