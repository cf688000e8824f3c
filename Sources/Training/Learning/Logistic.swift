private import Foundation

/// Logistic regression on sparse rows: for the words of a model, and for probes of the data. It is
/// no baseline of a report; those come from libraries (`Benchmarks/baselines`).
///
/// Mean log-loss plus half of `penalty` times the squared weights, by accelerated gradient descent
/// (Nesterov 1983) with a fixed number of steps, so that the same rows give the same answer.
struct Logistic {
    struct Row {
        var columns: [Int32]
        var values: [Float]
    }

    private(set) var weights: [Float]
    private(set) var bias: Float = 0

    static let steps = 120

    init(_ rows: [Row], _ labels: [Bool], columns: Int, penalty: Float) {
        weights = [Float](repeating: 0, count: columns)
        let share = 1 / Float(max(rows.count, 1))
        // The curvature is at most a quarter of the mean squared length of the rows, bias included.
        let length = rows.reduce(Float(1)) { sum, row in
            sum + share * row.values.reduce(0) { $0 + $1 * $1 }
        }
        let rate = 1 / (length / 4 + penalty)
        var ahead = weights
        var aheadBias: Float = 0
        var gradient = weights
        for step in 1...Self.steps {
            for index in gradient.indices { gradient[index] = penalty * ahead[index] }
            var biasGradient: Float = 0
            for (row, label) in zip(rows, labels) {
                let slope = share * (Self.probability(row, ahead, aheadBias) - (label ? 1 : 0))
                biasGradient += slope
                for (column, value) in zip(row.columns, row.values) {
                    gradient[Int(column)] += slope * value
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

    func probability(_ row: Row) -> Double {
        Double(Self.probability(row, weights, bias))
    }

    private static func probability(_ row: Row, _ weights: [Float], _ bias: Float) -> Float {
        var sum = bias
        for (column, value) in zip(row.columns, row.values) {
            sum += weights[Int(column)] * value
        }
        return 1 / (1 + exp(-sum))
    }

    /// Forecasts of each row by a regression on the other folds.
    static func outOfFold(
        _ rows: [Row], _ labels: [Bool], columns: Int, penalty: Float, seed: UInt64, threads: Int
    ) -> [Double] {
        let folds = 5
        let fold = Folds.split(
            labels.map { $0 ? 1 : 0 }, folds: folds, seed: seed, split: 0)
        let models = Crew.map(folds, threads: threads) { held in
            let train = labels.indices.filter { fold[$0] != held }
            return Logistic(
                train.map { rows[$0] }, train.map { labels[$0] }, columns: columns,
                penalty: penalty)
        }
        return labels.indices.map { models[fold[$0]].probability(rows[$0]) }
    }
}
