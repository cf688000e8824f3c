private import Foundation
internal import Predictions

/// What a rung adds to a model: calibrated log-odds z become `slope z + s (intercept + weights . x)`,
/// where s is the calibration slope of the turn's bucket and x the standardised features. All of it
/// can be written into the tensors that a model has.
struct Shift: Sendable, Equatable {
    var slope: Float = 1
    var intercept: Float = 0
    /// Empty, or one a feature.
    var weights: [Float] = []

    /// A forecast to learn from or to be judged by.
    struct Point: Sendable {
        let logit: Float
        let bucketSlope: Float
        let x: [Float]
    }

    func logit(_ point: Point) -> Float {
        var sum = intercept
        for (weight, value) in zip(weights, point.x) { sum += weight * value }
        return slope * point.logit + point.bucketSlope * sum
    }

    /// Mean log-loss of the forecasts of one conversation.
    func loss(_ points: [Point], _ label: Float) -> Double {
        points.reduce(0) { $0 + Double(Targets.logLoss(logit($1), label)) }
            / Double(max(points.count, 1))
    }

    /// Conversations that the model it starts from weighs against the outcomes.
    static let prior: Float = 20
    private static let weightPrior: Float = 60
    private static let steps = 300

    /// Log-loss on every turn, drawn towards the model it starts from, by accelerated gradient
    /// descent; a conversation counts as many turns as it has, all turns together as many
    /// observations as there are conversations.
    init(
        fitting conversations: [(points: [Point], label: Float)], rung: Rung
    ) {
        let turns = Float(conversations.reduce(0) { $0 + $1.points.count })
        let share = 1 / max(turns, 1)
        let stiffness = Self.prior / Float(max(conversations.count, 1)) * 0.25
        let weightStiffness = Self.weightPrior / Float(max(conversations.count, 1))
        let width =
            rung == .head ? conversations.first?.points.first?.x.count ?? 0 : 0
        var ahead = [Float](repeating: 0, count: width + 2)
        ahead[1] = 1
        var now = ahead
        // The curvature of log-loss is at most a quarter of the squared length of what goes in.
        let largest = conversations.flatMap(\.points).map { point -> Float in
            let features = width > 0 ? point.x.reduce(0) { $0 + $1 * $1 } : 0
            return point.bucketSlope * point.bucketSlope * (1 + features)
                + point.logit * point.logit
        }
        let mean = largest.reduce(0, +) * share
        let rate = 1 / (0.25 * mean + stiffness + weightStiffness)
        for step in 1...Self.steps {
            let trial = Shift(ahead)
            var gradient = [Float](repeating: 0, count: width + 2)
            for (points, label) in conversations {
                for point in points {
                    let push = share * (Squash.sigmoid(trial.logit(point)) - label)
                    gradient[0] += push * point.bucketSlope
                    gradient[1] += push * point.logit
                    for index in 0..<width {
                        gradient[index + 2] += push * point.bucketSlope * point.x[index]
                    }
                }
            }
            gradient[0] += stiffness * ahead[0]
            gradient[1] = rung == .intercept ? 0 : gradient[1] + stiffness * (ahead[1] - 1)
            for index in 0..<width { gradient[index + 2] += weightStiffness * ahead[index + 2] }
            let momentum = Float(step - 1) / Float(step + 2)
            for index in ahead.indices {
                let next = ahead[index] - rate * gradient[index]
                ahead[index] = next + momentum * (next - now[index])
                now[index] = next
            }
        }
        self.init(now)
        slope = max(slope, 0.05)
    }

    init() {}

    private init(_ values: [Float]) {
        intercept = values[0]
        slope = values[1]
        weights = Array(values.dropFirst(2))
    }
}

/// How much a model may learn from one's own outcomes; each needs more of them than the one before.
package enum Rung: String, Sendable, Codable, CaseIterable {
    case intercept = "intercept"
    case slope = "intercept and slope"
    case head = "hierarchical head"

    /// Outcomes below which it is not tried.
    package var least: Int {
        switch self {
        case .intercept: 0
        case .slope: 50
        case .head: 300
        }
    }
}
