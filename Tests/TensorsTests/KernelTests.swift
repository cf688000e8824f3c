internal import Tensors
internal import Testing

/// Numbers that look random and are the same every time (a 64-bit linear congruence, top bits).
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int64(state >> 40) - (1 << 23)) / Float(1 << 23)
    }

    mutating func take(_ count: Int) -> [Float] { (0..<count).map { _ in next() } }
}

func largestDifference(_ left: [Float], _ right: [Float]) -> Float {
    zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Suite("Kernels against the reference")
struct KernelTests {
    /// Rows, inputs, outputs: whole blocks, single elements, and everything in between that is odd.
    private static let shapes = [
        (1, 1, 1), (1, 384, 384), (2, 3, 5), (3, 64, 17), (4, 33, 16), (5, 70, 53), (6, 384, 150),
        (7, 385, 37), (11, 130, 31), (13, 1536, 40), (17, 384, 144), (23, 127, 129), (64, 96, 40),
    ]

    /// How far a product of numbers below 1 may be off, for so many inputs.
    private static func tolerance(_ precision: Precision, inputs: Int) -> Float {
        let terms = Float(inputs).squareRoot()
        return switch precision {
        case .float: 2e-6 * terms + 1e-6
        case .int16: 2e-3 * terms + 1e-6
        case .int8: 1.2e-2 * terms + 1e-6
        }
    }

    @Test("Every packed product is the reference's, on shapes that fit and shapes that do not")
    func packedProducts() {
        var worst: [String: Float] = [:]
        for (rows, inputs, outputs) in Self.shapes {
            var numbers = Numbers(seed: UInt64(rows * 1_000_003 + inputs * 1009 + outputs))
            let x = numbers.take(rows * inputs)
            let weights = numbers.take(outputs * inputs)
            let bias = numbers.take(outputs)
            let wanted = Reference.linear(x, weights: weights, bias: bias)
            let curved = Reference.gelu(wanted)
            for kernels in Kernels.available {
                for precision in Precision.allCases {
                    let name = "\(kernels.name) \(precision)"
                    let layer = Linear(
                        weights: weights, bias: bias, inputs: inputs, precision: precision,
                        kernels: kernels)
                    let off = largestDifference(layer.applied(to: x), wanted)
                    #expect(
                        off <= Self.tolerance(precision, inputs: inputs),
                        "\(name) \(rows)x\(inputs)x\(outputs) is off by \(off)")
                    let bent = largestDifference(layer.applied(to: x, gelu: true), curved)
                    #expect(bent <= off * 1.2 + 1e-5, "\(name) with GELU is off by \(bent)")
                    worst[name] = max(worst[name] ?? 0, off)
                }
            }
        }
        for (name, off) in worst.sorted(by: { $0.key < $1.key }) {
            print("\(name): largest difference \(off)")
        }
    }

    @Test("Integer sums are the same in every table, to rounding of the last step")
    func integersAgree() {
        for precision in [Precision.int16, .int8] {
            var numbers = Numbers(seed: 7)
            let weights = numbers.take(75 * 1537)
            let bias = numbers.take(75)
            let x = numbers.take(9 * 1537).map { $0 * 40 }
            let results = Kernels.available.map {
                Linear(
                    weights: weights, bias: bias, inputs: 1537, precision: precision, kernels: $0
                ).applied(to: x)
            }
            for result in results {
                #expect(largestDifference(result, results[0]) <= 2e-4)
            }
        }
    }

    @Test("The largest numbers there can be do not overflow the sums")
    func extremes() {
        for kernels in Kernels.available {
            for precision in Precision.allCases {
                let layer = Linear(
                    weights: [Float](repeating: -1, count: 1536 * 2), bias: [0, 0], inputs: 1536,
                    precision: precision, kernels: kernels)
                let y = layer.applied(to: [Float](repeating: 1000, count: 1536))
                #expect(abs(y[0] + 1_536_000) <= 2, "\(kernels.name) \(precision): \(y[0])")
            }
        }
    }

    @Test("A row of zeros gives the bias")
    func zeros() {
        for kernels in Kernels.available {
            for precision in Precision.allCases {
                let layer = Linear(
                    weights: [1, 2, 3, 4, 5, 6], bias: [7, 8], inputs: 3, precision: precision,
                    kernels: kernels)
                #expect(layer.applied(to: [0, 0, 0]) == [7, 8])
            }
        }
    }

    @Test("A row's result does not depend on the rows around it, to the bit")
    func rowsAreAlone() {
        for kernels in Kernels.available {
            for precision in Precision.allCases {
                var numbers = Numbers(seed: 3)
                let layer = Linear(
                    weights: numbers.take(50 * 77), bias: numbers.take(50), inputs: 77,
                    precision: precision, kernels: kernels)
                let x = numbers.take(19 * 77)
                let together = layer.applied(to: x)
                for row in 0..<19 {
                    let alone = layer.applied(to: Array(x[row * 77..<(row + 1) * 77]))
                    #expect(alone == Array(together[row * 50..<(row + 1) * 50]))
                }
            }
        }
    }
}
