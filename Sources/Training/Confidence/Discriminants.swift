private import Foundation
internal import Predictions

/// The directions along which groups differ most against how they vary within (Fisher 1936; Rao
/// 1948): a'Wa = 1 and a'Ba = g, W the covariance within the groups and B that of their means.
struct Discriminants {
    /// [D, P], the strongest first.
    let directions: [Float]
    /// [D]: g
    let strengths: [Float]

    /// How much of the mean variance is added to every one: W need not be of full rank.
    private static let ridge = 0.01

    /// - Parameters:
    ///   - rows: [n, P]
    ///   - groups: of each row, 0..<count
    ///   - most: directions to keep
    init(_ rows: [Float], width: Int, groups: [Int], count: Int, most: Int) {
        let (means, sizes) = Self.means(rows, width, groups, count)
        let whole = (0..<width).map { index in
            (0..<count).reduce(0.0) { $0 + Double(sizes[$1]) * Double(means[$1 * width + index]) }
                / Double(max(groups.count, 1))
        }
        let lower = Self.cholesky(Self.within(rows, width, groups, means), width)
        // L^-1 of the groups' means, each by the root of its share: B = M M'.
        let columns = (0..<count).filter { sizes[$0] > 0 }.map { group -> [Double] in
            let share = (Double(sizes[group]) / Double(groups.count)).squareRoot()
            return Self.forward(
                lower, (0..<width).map { (Double(means[group * width + $0]) - whole[$0]) * share })
        }
        let inner = columns.map { left in
            columns.map { right in zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let (values, vectors) = Self.jacobi(inner)
        let order = values.indices.sorted { values[$0] > values[$1] }.prefix(most)
        var directions: [Float] = []
        var strengths: [Float] = []
        for place in order where values[place] > 1e-9 || strengths.isEmpty {
            let length = max(values[place], 1e-9).squareRoot()
            let along = (0..<width).map { index in
                columns.indices.reduce(0) { $0 + columns[$1][index] * vectors[$1][place] } / length
            }
            directions += Self.backward(lower, along).map { Float($0) }
            strengths.append(Float(max(values[place], 0)))
        }
        self.directions = directions
        self.strengths = strengths
    }

    // MARK: - Moments

    static func means(
        _ rows: [Float], _ width: Int, _ groups: [Int], _ count: Int
    ) -> (means: [Float], sizes: [Int]) {
        var sums = [Double](repeating: 0, count: count * width)
        var sizes = [Int](repeating: 0, count: count)
        for (row, group) in groups.enumerated() {
            sizes[group] += 1
            for index in 0..<width {
                sums[group * width + index] += Double(rows[row * width + index])
            }
        }
        let means = sums.enumerated().map { Float($1 / Double(max(sizes[$0 / width], 1))) }
        return (means, sizes)
    }

    private static func within(
        _ rows: [Float], _ width: Int, _ groups: [Int], _ means: [Float]
    ) -> [Double] {
        var sums = [Float](repeating: 0, count: width * width)
        var off = [Float](repeating: 0, count: width)
        let share = 1 / Float(max(groups.count, 1))
        sums.withUnsafeMutableBufferPointer { sums in
            guard let sums = sums.baseAddress else { return }
            for (row, group) in groups.enumerated() {
                for index in 0..<width {
                    off[index] = rows[row * width + index] - means[group * width + index]
                }
                off.withUnsafeBufferPointer { off in
                    guard let off = off.baseAddress else { return }
                    // The lower triangle is all that is read.
                    for index in 0..<width {
                        Dot.add(off[index] * share, off, to: sums + index * width, index + 1)
                    }
                }
            }
        }
        let variance = (0..<width).reduce(0.0) { $0 + Double(sums[$1 * width + $1]) }
        var result = sums.map { Double($0) }
        for index in 0..<width {
            result[index * width + index] += ridge * max(variance / Double(max(width, 1)), 1e-9)
        }
        return result
    }

    // MARK: - Algebra

    /// L of a = L L', from the lower triangle.
    private static func cholesky(_ a: [Double], _ width: Int) -> [Double] {
        var lower = a
        for column in 0..<width {
            for row in column..<width {
                var sum = lower[row * width + column]
                for index in 0..<column {
                    sum -= lower[row * width + index] * lower[column * width + index]
                }
                let root = row == column ? max(sum, 1e-12).squareRoot() : 0
                lower[row * width + column] =
                    row == column ? root : sum / lower[column * width + column]
            }
        }
        return lower
    }

    /// x of L x = b.
    private static func forward(_ lower: [Double], _ b: [Double]) -> [Double] {
        let width = b.count
        var x = b
        for row in 0..<width {
            for index in 0..<row { x[row] -= lower[row * width + index] * x[index] }
            x[row] /= lower[row * width + row]
        }
        return x
    }

    /// x of L' x = b.
    private static func backward(_ lower: [Double], _ b: [Double]) -> [Double] {
        let width = b.count
        var x = b
        for row in (0..<width).reversed() {
            for index in row + 1..<width { x[row] -= lower[index * width + row] * x[index] }
            x[row] /= lower[row * width + row]
        }
        return x
    }

    /// Eigenvalues and eigenvectors (columns) of a small symmetric matrix (Jacobi 1846).
    static func jacobi(_ matrix: [[Double]]) -> (values: [Double], vectors: [[Double]]) {
        let size = matrix.count
        var a = matrix
        var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0.0 } }
        for _ in 0..<60 {
            for p in 0..<size {
                for q in p + 1..<max(size, p + 1) where abs(a[p][q]) > 1e-15 {
                    let angle = 0.5 * atan2(2 * a[p][q], a[q][q] - a[p][p])
                    let (c, s) = (cos(angle), sin(angle))
                    for k in 0..<size {
                        (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
                    }
                    for k in 0..<size {
                        (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
                        (vectors[k][p], vectors[k][q]) = (
                            c * vectors[k][p] - s * vectors[k][q],
                            s * vectors[k][p] + c * vectors[k][q]
                        )
                    }
                }
            }
        }
        return ((0..<size).map { a[$0][$0] }, vectors)
    }
}
