#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The scalar truth: each formula as it is written in the books, on plain arrays, in the order a
/// reader expects.
///
/// Slow on purpose and kept for ever; the fast kernels are held to it by the tests.
package enum Reference {
    /// `y[r, o] = sum over i of x[r, i] * w[o, i] + bias[o]`; `w` is row-major [outputs, inputs].
    package static func linear(_ x: [Float], weights: [Float], bias: [Float]) -> [Float] {
        let outputs = bias.count
        let inputs = weights.count / outputs
        let rows = x.count / inputs
        var y = [Float](repeating: 0, count: rows * outputs)
        for row in 0..<rows {
            for output in 0..<outputs {
                var sum = bias[output]
                for input in 0..<inputs {
                    sum += x[row * inputs + input] * weights[output * inputs + input]
                }
                y[row * outputs + output] = sum
            }
        }
        return y
    }

    /// `x/2 * (1 + erf(x / sqrt(2)))`.
    package static func gelu(_ x: [Float]) -> [Float] {
        x.map { $0 / 2 * (1 + erff($0 / Float(2).squareRoot())) }
    }

    package static func softmax(_ x: [Float]) -> [Float] {
        let largest = x.max() ?? 0
        let powers = x.map { expf($0 - largest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Each row of `gamma.count` numbers to mean 0 and variance 1, times gamma, plus beta.
    package static func layerNorm(
        _ x: [Float], gamma: [Float], beta: [Float], epsilon: Float
    ) -> [Float] {
        let count = gamma.count
        var y = x
        for start in stride(from: 0, to: x.count, by: count) {
            let row = x[start..<start + count]
            let mean = row.reduce(0, +) / Float(count)
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(count)
            for index in 0..<count {
                let centred = (x[start + index] - mean) / (variance + epsilon).squareRoot()
                y[start + index] = centred * gamma[index] + beta[index]
            }
        }
        return y
    }

    /// Self-attention of one text: softmax(q k / sqrt(size)) v, head by head; `q`, `k`, `v` are
    /// [rows, heads * size].
    package static func attention(
        q: [Float], k: [Float], v: [Float], rows: Int, heads: Int
    ) -> [Float] {
        let width = q.count / rows
        let size = width / heads
        var out = [Float](repeating: 0, count: rows * width)
        for head in 0..<heads {
            for row in 0..<rows {
                let scores = (0..<rows).map { other in
                    var sum: Float = 0
                    for index in head * size..<(head + 1) * size {
                        sum += q[row * width + index] * k[other * width + index]
                    }
                    return sum / Float(size).squareRoot()
                }
                for (other, weight) in softmax(scores).enumerated() {
                    for index in head * size..<(head + 1) * size {
                        out[row * width + index] += weight * v[other * width + index]
                    }
                }
            }
        }
        return out
    }
}
