private import Foundation

/// From any number to a share, and back.
package enum Squash {
    /// 1 / (1 + e^-x), without overflow.
    package static func sigmoid(_ x: Float) -> Float {
        x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))
    }

    /// The log-odds of a probability, held to what a float can tell from certain.
    package static func logit(_ probability: Float) -> Float {
        let held = max(1e-4, min(1 - 1e-4, probability))
        return log(held / (1 - held))
    }

    /// The hyperbolic tangent by way of one exponential.
    static func tanh(_ x: Float) -> Float { 2 * sigmoid(2 * x) - 1 }

    /// Log-odds to shares that add up to 1, in place: [count].
    package static func softmax(_ values: UnsafeMutablePointer<Float>, _ count: Int) {
        var largest = -Float.infinity
        for index in 0..<count { largest = max(largest, values[index]) }
        var sum: Float = 0
        for index in 0..<count {
            values[index] = exp(values[index] - largest)
            sum += values[index]
        }
        for index in 0..<count { values[index] /= sum }
    }
}
