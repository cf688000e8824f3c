private import Foundation
internal import Predictions

/// What is changed of a model so that it fits the conversations of one house.
///
///     log-odds = slope * (the model's + head . x) + intercept
///
/// x are the standardised features; see `HouseFit`.
struct Adaptation: Sendable, Equatable {
    var slope: Double = 1
    var intercept: Double = 0
    /// [F], or empty.
    var head: [Float] = []

    /// The ladder: the more outcomes, the more may be changed.
    enum Rung: String, Sendable, CaseIterable {
        case intercept
        case slope = "intercept and slope"
        case head = "linear head"
        /// See `FineTuning`; then intercept and slope.
        case members = "fine-tuned members"

        /// Conversations with an outcome that it takes.
        func least(_ configuration: TrainingConfiguration) -> Int {
            switch self {
            case .intercept: 0
            case .slope: 50
            case .head: 300
            case .members: configuration.fineTuneFrom
            }
        }
    }

    /// A turn, or a closing, as the model sees it.
    struct Row: Sendable {
        /// The model's log-odds as they are.
        let logit: Float
        /// [F], standardised.
        let x: [Float]
    }

    /// Conversations that no change weighs against what the data asks for.
    private static let prior = 20.0
    /// What the head's prior weighs, in conversations: its penalty on the mean log-loss, for rows
    /// 1 long, is this by their number.
    private static let headPrior: Float = 5

    init() {}

    /// - Parameter rows: of each conversation, all turns and the closing.
    init(_ rung: Rung, fitting rows: [[Row]], _ labels: [Float]) {
        let pairs = zip(rows, labels).flatMap { rows, label in
            rows.map { Calibrator.Pair(logit: $0.logit, label: label) }
        }
        let line = Calibrator.Line.fitted(
            pairs, conversations: Double(rows.count),
            around: Calibrator.Line(slope: 1, intercept: 0), prior: Self.prior,
            keepsSlope: rung == .intercept)
        slope = line.slope
        intercept = line.intercept
        guard rung == .head, let width = rows.first?.first?.x.count else { return }
        let all = rows.flatMap { $0 }
        let reach = Float(slope)
        let square = all.reduce(Float(0)) { sum, row in
            sum + reach * reach * row.x.reduce(0) { $0 + $1 * $1 }
        }
        let scale = 1 / max(square / Float(all.count), 1e-6).squareRoot()
        let found = DenseLogistic(
            all.flatMap { row in row.x.map { $0 * reach * scale } },
            width: width, pairs.map { $0.label > 0.5 },
            weights: [Float](repeating: 1, count: all.count),
            penalty: Self.headPrior / Float(rows.count),
            offsets: all.map { Float(slope) * $0.logit + Float(intercept) })
        head = found.weights.map { $0 * scale }
        intercept += Double(found.bias)
    }

    func logit(_ row: Row) -> Float {
        let pushed = zip(head, row.x).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return Float(slope) * (row.logit + pushed) + Float(intercept)
    }

    func probabilities(_ rows: [Row]) -> [Double] {
        rows.map { Double(Squash.sigmoid(logit($0))) }
    }

    /// Mean log-loss of a conversation's turns and closing.
    func loss(_ rows: [Row], _ label: Float) -> Double {
        let sum = rows.reduce(Float(0)) { $0 + Targets.logLoss(logit($1), label) }
        return Double(sum / Float(max(rows.count, 1)))
    }
}
