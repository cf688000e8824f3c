internal import CKernels

// Products with one vector, and functions element by element. Sizes are checked here, once, so
// that the C below may trust them.
extension Kernels {
    /// `out[r] = matrix[r, ...] . vector + bias[r]`; `matrix` is row-major [rows, columns], `bias`
    /// may be missing.
    package func multiply(
        _ matrix: UnsafeBufferPointer<Float>, by vector: UnsafeBufferPointer<Float>,
        bias: UnsafeBufferPointer<Float>? = nil, into out: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(matrix.count == vector.count * out.count, "matrix and vectors do not fit")
        precondition(bias.map { $0.count == out.count } ?? true, "bias does not fit")
        table.pointee.matvec_f32(
            matrix.baseAddress, out.count, vector.count, vector.baseAddress, bias?.baseAddress,
            out.baseAddress)
    }

    /// The same with 8-bit weights, a scale a row, and a vector that `round` made.
    package func multiply(
        _ matrix: QuantizedMatrix, by rounded: UnsafeBufferPointer<Int8>, scale: Float,
        bias: UnsafeBufferPointer<Float>? = nil, into out: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(matrix.columns == rounded.count && matrix.rows == out.count)
        precondition(bias.map { $0.count == out.count } ?? true, "bias does not fit")
        matrix.values.withUnsafeBufferPointer { values in
            matrix.scales.withUnsafeBufferPointer { scales in
                table.pointee.matvec_i8(
                    values.baseAddress, scales.baseAddress, matrix.rows, matrix.columns,
                    rounded.baseAddress, scale, bias?.baseAddress, out.baseAddress)
            }
        }
    }

    /// `rounded[i] * scale` is `vector[i]` to within half a scale; the scale, 0 for zeros, is the
    /// result.
    package func round(
        _ vector: UnsafeBufferPointer<Float>, into rounded: UnsafeMutableBufferPointer<Int8>
    ) -> Float {
        precondition(vector.count == rounded.count)
        return table.pointee.round_vector_i8(
            vector.baseAddress, vector.count, rounded.baseAddress)
    }

    /// `1 / (1 + exp(-x))`, in place.
    package func sigmoid(_ x: UnsafeMutableBufferPointer<Float>) {
        table.pointee.sigmoid(x.baseAddress, x.count)
    }

    package func tanh(_ x: UnsafeMutableBufferPointer<Float>) {
        table.pointee.tanh(x.baseAddress, x.count)
    }

    /// `x/2 * (1 + erf(x / sqrt(2)))`, in place.
    package func gelu(_ x: UnsafeMutableBufferPointer<Float>) {
        table.pointee.gelu(x.baseAddress, x.count)
    }

    /// `exp(x[i]) / sum of exp(x[j])`, in place.
    package func softmax(_ x: UnsafeMutableBufferPointer<Float>) {
        guard !x.isEmpty else { return }
        table.pointee.softmax(x.baseAddress, x.count)
    }

    /// Each row of `x`, after adding the same row of `residual`, to mean 0 and variance 1, times
    /// gamma, plus beta.
    package func normalize(
        _ x: UnsafeMutableBufferPointer<Float>, adding residual: UnsafePointer<Float>? = nil,
        gamma: [Float], beta: [Float], epsilon: Float = 1e-12
    ) {
        precondition(gamma.count == beta.count && x.count % gamma.count == 0)
        table.pointee.layer_norm(
            x.baseAddress, residual, gamma, beta, epsilon, x.count / gamma.count, gamma.count)
    }

    /// Self-attention of one text: `qkv` is [rows, 3 * heads * size] (queries, keys, values),
    /// `out` [rows, heads * size].
    package func attend(
        _ qkv: UnsafePointer<Float>, rows: Int, heads: Int, size: Int,
        scratch: UnsafeMutablePointer<Float>, into out: UnsafeMutablePointer<Float>
    ) {
        table.pointee.attention(qkv, rows, heads, size, scratch, out)
    }

    /// Floats of scratch that `attend` needs.
    package static func attentionScratch(rows: Int, size: Int) -> Int {
        ck_attention_scratch(rows, size)
    }
}
