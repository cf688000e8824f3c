/// A matrix in 8-bit integers: `value[r, c] = values[r * columns + c] * scales[r]`.
///
/// Symmetric, one scale a row: the row's largest magnitude maps to 127, so an element is off by at
/// most half its row's scale.
package struct QuantizedMatrix: Sendable, Equatable {
    package let rows: Int
    package let columns: Int
    package let values: [Int8]
    package let scales: [Float]

    package init(rows: Int, columns: Int, values: [Int8], scales: [Float]) {
        precondition(values.count == rows * columns && scales.count == rows)
        self.rows = rows
        self.columns = columns
        self.values = values
        self.scales = scales
    }

    /// Rounds a row-major matrix to the nearest; ties away from zero.
    package init(rounding matrix: [Float], rows: Int, columns: Int) {
        precondition(matrix.count == rows * columns)
        var values = [Int8](repeating: 0, count: matrix.count)
        var scales = [Float](repeating: 0, count: rows)
        for row in 0..<rows {
            let line = matrix[row * columns..<(row + 1) * columns]
            let largest = line.reduce(0) { max($0, abs($1)) }
            guard largest > 0 else { continue }
            scales[row] = largest / 127
            for column in 0..<columns {
                let scaled = (matrix[row * columns + column] * 127 / largest).rounded()
                values[row * columns + column] = Int8(max(-127, min(127, scaled)))
            }
        }
        self.init(rows: rows, columns: columns, values: values, scales: scales)
    }
}
