internal import Predictions

/// What the training of one fold leaves behind, beside its forecasts: enough to make a model of it
/// and ask that about the conversations that it has not seen.
struct FoldModel: Sendable {
    /// Indices of conversations.
    let train, held: [Int]
    let standard: Standardizer
    /// [members][epochs]: parameters.
    var members: [[[Float]]]
    let beside: Beside

    func members(epoch: Int) -> [[Float]] { members.map { $0[epoch] } }
}

/// How far another form of a model, smaller or rounded, is from the model itself, on forecasts of
/// conversations that neither had seen. Positive: the other form's figure is higher.
package struct FormComparison: Sendable, Codable, Equatable {
    package struct Row: Sendable, Codable, Equatable {
        /// "live" (every turn), "last" or "end"
        package var turn: String
        package var auc: Double
        package var brier: Double
    }

    package var rows: [Row]
    /// The largest difference of any two forecasts, and the one that 99 % do not exceed.
    package var largest: Double
    package var percentile99: Double

    /// - Parameters:
    ///   - whole, other: for each conversation turns + 1 probabilities, the last one after closing.
    init(whole: [[Double]], other: [[Double]], labels: [Float]) {
        func row(_ turn: String, _ pick: ([Double]) -> [Double]) -> Row {
            let outcomes = zip(whole, labels).flatMap { series, label in
                pick(series).map { _ in label > 0.5 }
            }
            func figures(_ all: [[Double]]) -> (auc: Double, brier: Double) {
                let forecasts = all.flatMap(pick)
                let squares = zip(forecasts, outcomes).reduce(0.0) { sum, pair in
                    let error = pair.0 - (pair.1 ? 1 : 0)
                    return sum + error * error
                }
                return (
                    Metrics.auc(outcomes, forecasts), squares / Double(max(outcomes.count, 1))
                )
            }
            let (first, second) = (figures(whole), figures(other))
            return Row(
                turn: turn, auc: second.auc - first.auc, brier: second.brier - first.brier)
        }
        rows = [
            row("live") { Array($0.dropLast()) },
            row("last") { Array($0.dropLast().suffix(1)) },
            row("end") { Array($0.suffix(1)) },
        ]
        let differences = zip(whole.joined(), other.joined()).map { abs($0 - $1) }.sorted()
        largest = differences.last ?? 0
        percentile99 =
            differences.isEmpty ? 0 : differences[(differences.count - 1) * 99 / 100]
    }

    /// The largest differences of any row, whichever way they go.
    package var auc: Double { rows.map { abs($0.auc) }.max() ?? 0 }
    package var brier: Double { rows.map { abs($0.brier) }.max() ?? 0 }
}
