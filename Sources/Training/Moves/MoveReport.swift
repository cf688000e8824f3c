private import Foundation
internal import Messages
internal import Predictions

/// What learning a move head came to, on conversations that the members asked had not seen.
package struct MoveReport: Sendable, Codable {
    /// Moments at which a representative chose, or at which the conversation ended.
    package var decisions = 0
    /// How often each act was done among those judged; the last is anything that is no move.
    package var counts = [Int](repeating: 0, count: MoveHead.actions)
    /// Summed log-loss of what followed: not knowing what was done, and knowing it.
    package var usualLoss = 0.0
    package var valueLoss = 0.0
    /// Summed squares of their differences.
    package var squares = 0.0

    /// Log-loss that knowing the act saves, in thousandths a decision. 0 or less: nothing was
    /// learned of what acts do.
    package var gain: Double {
        let judged = counts.reduce(0, +)
        return judged > 0 ? 1_000 * (usualLoss - valueLoss) / Double(judged) : 0
    }

    /// Of ``gain``.
    package var error: Double {
        let judged = Double(counts.reduce(0, +))
        guard judged > 1 else { return 0 }
        let variance = squares / judged - gain * gain / 1e6
        return 1_000 * (max(0, variance) / judged).squareRoot()
    }

    mutating func add(target: Float, usual: Float, value: Float, act: Int) {
        let losses = (Self.loss(target, usual), Self.loss(target, value))
        counts[act] += 1
        usualLoss += losses.0
        valueLoss += losses.1
        squares += (losses.0 - losses.1) * (losses.0 - losses.1)
    }

    private static func loss(_ target: Float, _ guess: Float) -> Double {
        let held = Double(max(1e-4, min(1 - 1e-4, guess)))
        return -Double(target) * log(held) - Double(1 - target) * log(1 - held)
    }
}
