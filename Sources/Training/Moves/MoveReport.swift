private import Foundation
internal import Messages
internal import Predictions

/// What learning a move head came to, on conversations that the members asked had not seen.
package struct MoveReport: Sendable, Codable {
    /// Moments at which a representative chose, or at which the conversation ended.
    package var decisions = 0
    /// How often each act was done among those judged; the last is anything that is no move.
    package var counts = [Int](repeating: 0, count: MoveHead.actions)
    /// Summed log-loss of what followed: from the forecast alone, and knowing what was done.
    package var forecastLoss = 0.0
    package var valueLoss = 0.0

    /// Log-loss that knowing the act saves, in thousandths a decision. 0 or less: nothing was
    /// learned of what acts do.
    package var gain: Double {
        let judged = counts.reduce(0, +)
        return judged > 0 ? 1_000 * (forecastLoss - valueLoss) / Double(judged) : 0
    }

    mutating func add(target: Float, forecast: Float, value: Float, act: Int) {
        counts[act] += 1
        forecastLoss += Self.loss(target, forecast)
        valueLoss += Self.loss(target, value)
    }

    private static func loss(_ target: Float, _ guess: Float) -> Double {
        let held = Double(max(1e-4, min(1 - 1e-4, guess)))
        return -Double(target) * log(held) - Double(1 - target) * log(1 - held)
    }
}
