private import Predictions

/// The directions along which vectors vary most, by orthogonal iteration on their covariance.
///
/// All rows are scaled by one factor, the inverse of the mean deviation along them: the stronger
/// directions stay stronger.
struct Principal {
    /// [rows, dimensions]
    var rows: [Float]
    /// [rows]: minus the projected mean.
    var bias: [Float]

    static let iterations = 24

    init(_ table: [Float], dimensions: Int, texts: [Int], rows count: Int) {
        let mean = Self.mean(table, dimensions, texts)
        let covariance = Self.covariance(table, dimensions, texts, mean)
        var random = Random(seed: 0x5eed, dimensions, count)
        var basis = (0..<count * dimensions).map { _ in random.normal() }
        Self.orthonormalise(&basis, count, dimensions)
        var lengths = [Float](repeating: 0, count: count)
        for _ in 0..<Self.iterations {
            basis = Self.product(basis, covariance, count, dimensions)
            lengths = Self.orthonormalise(&basis, count, dimensions)
        }
        let deviation = lengths.map { max($0, 0).squareRoot() }.reduce(0, +) / Float(max(count, 1))
        let factor = deviation > 1e-6 ? 1 / deviation : 1
        rows = basis.map { $0 * factor }
        bias = (0..<count).map { row in
            -(0..<dimensions).reduce(Float(0)) {
                $0 + basis[row * dimensions + $1] * factor * mean[$1]
            }
        }
    }

    private static func mean(_ table: [Float], _ dimensions: Int, _ texts: [Int]) -> [Float] {
        var sums = [Double](repeating: 0, count: dimensions)
        for text in texts {
            for index in 0..<dimensions { sums[index] += Double(table[text * dimensions + index]) }
        }
        return sums.map { Float($0 / Double(max(texts.count, 1))) }
    }

    private static func covariance(
        _ table: [Float], _ dimensions: Int, _ texts: [Int], _ mean: [Float]
    ) -> [Float] {
        var sums = [Float](repeating: 0, count: dimensions * dimensions)
        var centred = [Float](repeating: 0, count: dimensions)
        let share = 1 / Float(max(texts.count, 1))
        sums.withUnsafeMutableBufferPointer { sums in
            guard let sums = sums.baseAddress else { return }
            for text in texts {
                for index in 0..<dimensions {
                    centred[index] = table[text * dimensions + index] - mean[index]
                }
                centred.withUnsafeBufferPointer { centred in
                    guard let base = centred.baseAddress else { return }
                    for row in 0..<dimensions {
                        Dot.add(base[row] * share, base, to: sums + row * dimensions, dimensions)
                    }
                }
            }
        }
        return sums
    }

    /// Each row of `basis` times the symmetric matrix.
    private static func product(
        _ basis: [Float], _ matrix: [Float], _ count: Int, _ dimensions: Int
    ) -> [Float] {
        var result = [Float](repeating: 0, count: basis.count)
        basis.withUnsafeBufferPointer { basis in
            matrix.withUnsafeBufferPointer { matrix in
                guard let basis = basis.baseAddress, let matrix = matrix.baseAddress else { return }
                for row in 0..<count {
                    for column in 0..<dimensions {
                        result[row * dimensions + column] = Dot.floats(
                            basis + row * dimensions, matrix + column * dimensions, dimensions)
                    }
                }
            }
        }
        return result
    }

    /// Gram and Schmidt; gives the lengths that the rows had left. A row that vanishes stays zero.
    @discardableResult
    private static func orthonormalise(_ basis: inout [Float], _ count: Int, _ dimensions: Int)
        -> [Float]
    {
        var lengths = [Float](repeating: 0, count: count)
        basis.withUnsafeMutableBufferPointer { buffer in
            guard let basis = buffer.baseAddress else { return }
            for row in 0..<count {
                let line = basis + row * dimensions
                for _ in 0..<2 {
                    for earlier in 0..<row {
                        let other = basis + earlier * dimensions
                        Dot.add(-Dot.floats(line, other, dimensions), other, to: line, dimensions)
                    }
                }
                lengths[row] = Dot.floats(line, line, dimensions).squareRoot()
                let inverse = lengths[row] > 1e-9 ? 1 / lengths[row] : 0
                for index in 0..<dimensions { line[index] *= inverse }
            }
        }
        return lengths
    }
}
