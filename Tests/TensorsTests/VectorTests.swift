internal import Foundation
internal import Tensors
internal import Testing

@Suite("Products with a vector and functions of elements")
struct VectorTests {
    private static let sizes = [1, 2, 7, 8, 15, 16, 17, 31, 33, 100, 128, 257, 384, 512]

    @Test("A matrix times a vector is the reference's")
    func products() {
        for kernels in Kernels.available {
            for size in Self.sizes {
                var numbers = Numbers(seed: UInt64(size))
                let rows = size % 13 + 1
                let matrix = numbers.take(rows * size)
                let vector = numbers.take(size)
                let bias = numbers.take(rows)
                let wanted = Reference.linear(vector, weights: matrix, bias: bias)
                var out = [Float](repeating: .nan, count: rows)
                out.withUnsafeMutableBufferPointer { out in
                    matrix.withUnsafeBufferPointer { matrix in
                        vector.withUnsafeBufferPointer { vector in
                            bias.withUnsafeBufferPointer { bias in
                                kernels.multiply(matrix, by: vector, bias: bias, into: out)
                            }
                        }
                    }
                }
                #expect(largestDifference(out, wanted) <= 2e-5, "\(kernels.name) \(size)")
            }
        }
    }

    @Test("In 8 bits it is off by no more than rounding explains")
    func roundedProducts() {
        for kernels in Kernels.available {
            for size in Self.sizes {
                var numbers = Numbers(seed: UInt64(size) + 99)
                let rows = 5
                let matrix = numbers.take(rows * size)
                let vector = numbers.take(size)
                let quantized = QuantizedMatrix(rounding: matrix, rows: rows, columns: size)
                let wanted = Reference.linear(
                    vector, weights: matrix, bias: [Float](repeating: 0, count: rows))
                var out = [Float](repeating: .nan, count: rows)
                var rounded = [Int8](repeating: 0, count: size)
                out.withUnsafeMutableBufferPointer { out in
                    rounded.withUnsafeMutableBufferPointer { rounded in
                        let scale = vector.withUnsafeBufferPointer {
                            kernels.round($0, into: rounded)
                        }
                        kernels.multiply(
                            quantized, by: UnsafeBufferPointer(rounded), scale: scale, into: out)
                    }
                }
                let allowed = 0.02 * Float(size).squareRoot()
                #expect(largestDifference(out, wanted) <= allowed, "\(kernels.name) \(size)")
            }
        }
    }

    @Test("Sigmoid, tanh and GELU are off by less than a millionth")
    func functions() {
        let x = (-3000...3000).map { Float($0) / 250 } + [0, -0, 80, -80, 500, -500, 1e-6]
        let cases:
            [(String, (Kernels, UnsafeMutableBufferPointer<Float>) -> Void, (Double) -> Double)] =
                [
                    ("sigmoid", { $0.sigmoid($1) }, { 1 / (1 + exp(-$0)) }),
                    ("tanh", { $0.tanh($1) }, { tanh($0) }),
                    ("gelu", { $0.gelu($1) }, { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }),
                ]
        for kernels in Kernels.available {
            for (name, function, truth) in cases {
                var y = x
                y.withUnsafeMutableBufferPointer { function(kernels, $0) }
                let worst =
                    zip(x, y).map { abs(truth(Double($0)) - Double($1)) / max(1, abs(Double($0))) }
                    .max() ?? .infinity
                print("\(kernels.name) \(name): largest difference \(worst)")
                #expect(worst < 1e-6, "\(kernels.name) \(name)")
            }
        }
    }

    @Test("Softmax and normalisation are the reference's on every length")
    func rows() {
        for kernels in Kernels.available {
            for size in Self.sizes {
                var numbers = Numbers(seed: UInt64(size) + 5)
                var x = numbers.take(size).map { $0 * 30 }
                let wanted = Reference.softmax(x)
                x.withUnsafeMutableBufferPointer { kernels.softmax($0) }
                #expect(largestDifference(x, wanted) <= 1e-6, "\(kernels.name) softmax \(size)")
                guard size > 1 else { continue }
                let gamma = numbers.take(size)
                let beta = numbers.take(size)
                let residual = numbers.take(3 * size)
                var y = numbers.take(3 * size)
                let normal = Reference.layerNorm(
                    zip(y, residual).map(+), gamma: gamma, beta: beta, epsilon: 1e-12)
                y.withUnsafeMutableBufferPointer {
                    kernels.normalize($0, adding: residual, gamma: gamma, beta: beta)
                }
                #expect(largestDifference(y, normal) <= 2e-5, "\(kernels.name) normalise \(size)")
            }
        }
    }

    @Test("Attention is the reference's for every length of text")
    func attention() {
        let heads = 3
        let size = 32
        for kernels in Kernels.available {
            for rows in [1, 2, 7, 15, 16, 17, 33, 64] {
                var numbers = Numbers(seed: UInt64(rows))
                let width = heads * size
                let qkv = numbers.take(rows * 3 * width)
                func part(_ index: Int) -> [Float] {
                    (0..<rows).flatMap { row in
                        qkv[(row * 3 + index) * width..<(row * 3 + index + 1) * width]
                    }
                }
                let wanted = Reference.attention(
                    q: part(0), k: part(1), v: part(2), rows: rows, heads: heads)
                let scratch = AlignedBuffer<Float>(
                    Kernels.attentionScratch(rows: rows, size: size))
                let out = AlignedBuffer<Float>(rows * width)
                kernels.attend(
                    qkv, rows: rows, heads: heads, size: size, scratch: scratch.base,
                    into: out.base)
                let got = Array(UnsafeBufferPointer(start: out.base, count: rows * width))
                #expect(largestDifference(got, wanted) <= 1e-5, "\(kernels.name) \(rows)")
            }
        }
    }
}
