internal import Predictions

/// Logistic regression on full rows: weighted mean log-loss plus half of `penalty` times the
/// squared weights, by accelerated gradient descent (Nesterov 1983) with a fixed number of steps,
/// so that the same rows give the same answer.
struct DenseLogistic {
    private(set) var weights: [Float]
    private(set) var bias: Float = 0

    static let steps = 100

    /// - Parameters:
    ///   - values: [rows, width].
    ///   - weights: one a row; their scale does not matter.
    ///   - offsets: log-odds that are known of each row already; empty for none.
    init(
        _ values: [Float], width: Int, _ labels: [Bool], weights importance: [Float],
        penalty: Float, offsets: [Float] = []
    ) {
        let total = max(importance.reduce(0, +), 1e-9)
        weights = [Float](repeating: 0, count: width)
        var ahead = weights
        var aheadBias: Float = 0
        // The curvature is at most a quarter of the mean squared length of the rows.
        var length: Float = 1
        for (row, weight) in importance.enumerated() {
            let line = values[row * width..<(row + 1) * width]
            length += weight / total * line.reduce(0) { $0 + $1 * $1 }
        }
        let rate = 1 / (length / 4 + penalty)
        var gradient = weights
        for step in 1...Self.steps {
            for index in gradient.indices { gradient[index] = penalty * ahead[index] }
            var biasGradient: Float = 0
            values.withUnsafeBufferPointer { values in
                ahead.withUnsafeBufferPointer { ahead in
                    gradient.withUnsafeMutableBufferPointer { gradient in
                        guard let values = values.baseAddress, let ahead = ahead.baseAddress,
                            let gradient = gradient.baseAddress
                        else { return }
                        for (row, label) in labels.enumerated() {
                            let line = values + row * width
                            let said = Squash.sigmoid(
                                Dot.floats(line, ahead, width) + aheadBias
                                    + (offsets.isEmpty ? 0 : offsets[row]))
                            let slope = (said - (label ? 1 : 0)) * importance[row] / total
                            biasGradient += slope
                            Dot.add(slope, line, to: gradient, width)
                        }
                    }
                }
            }
            let push = Float(step - 1) / Float(step + 2)
            for index in weights.indices {
                let next = ahead[index] - rate * gradient[index]
                ahead[index] = next + push * (next - weights[index])
                weights[index] = next
            }
            let next = aheadBias - rate * biasGradient
            aheadBias = next + push * (next - bias)
            bias = next
        }
    }
}
