internal import Tensors

/// Multiplies a vector by a matrix, in floats or in 8-bit integers.
enum Matrix {
    /// `out[r] = matrix[r, ...] . vector + bias[r]`; `matrix` is row-major [rows, columns].
    @inline(__always)
    static func multiply(
        _ matrix: UnsafePointer<Float>, rows: Int, columns: Int, _ vector: UnsafePointer<Float>,
        bias: UnsafePointer<Float>, into out: UnsafeMutablePointer<Float>
    ) {
        for row in 0..<rows {
            out[row] = Dot.floats(matrix + row * columns, vector, columns) + bias[row]
        }
    }

    /// The same with 8-bit weights (a scale a row) and a vector rounded to 8 bits (one scale).
    static func multiply(
        _ matrix: QuantizedMatrix, _ vector: UnsafePointer<Float>, bias: UnsafePointer<Float>,
        into out: UnsafeMutablePointer<Float>
    ) {
        let columns = matrix.columns
        var largest: Float = 0
        for index in 0..<columns { largest = max(largest, abs(vector[index])) }
        guard largest > 0 else {
            for row in 0..<matrix.rows { out[row] = bias[row] }
            return
        }
        withUnsafeTemporaryAllocation(of: Int8.self, capacity: columns) { rounded in
            guard let rounded = rounded.baseAddress else { return }
            let scale = 127 / largest
            for index in 0..<columns {
                rounded[index] = Int8((vector[index] * scale).rounded())
            }
            matrix.values.withUnsafeBufferPointer { values in
                guard let values = values.baseAddress else { return }
                for row in 0..<matrix.rows {
                    let sum = Dot.bytes(values + row * columns, rounded, columns)
                    out[row] = Float(sum) * matrix.scales[row] / scale + bias[row]
                }
            }
        }
    }
}
