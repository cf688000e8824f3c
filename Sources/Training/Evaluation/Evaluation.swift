/// Held-out forecasts as the tables of a report.
enum Evaluation {
    static let turns = [2, 4, 6, 8, 12, 16, 20]
    /// Fewer conversations at a turn make no row.
    static let least = 50

    /// - Parameter probabilities: for each conversation turns + 1, the last one after closing.
    static func rows(_ probabilities: [[Double]], _ labels: [Float]) -> [TrainingReport.Row] {
        var rows: [TrainingReport.Row] = []
        func add(_ name: String, _ pick: ([Double]) -> Double?) {
            var outcomes: [Bool] = []
            var forecasts: [Double] = []
            for (series, label) in zip(probabilities, labels) {
                guard let forecast = pick(series) else { continue }
                outcomes.append(label > 0.5)
                forecasts.append(forecast)
            }
            guard outcomes.count >= least, outcomes.contains(true), outcomes.contains(false)
            else { return }
            rows.append(
                .init(turn: name, metrics: Metrics(outcomes: outcomes, forecasts: forecasts)))
        }
        for turn in turns {
            add(String(turn)) { $0.count - 1 >= turn ? $0[turn - 1] : nil }
        }
        add("last") { $0.dropLast().last }
        add("end") { $0.last }
        return rows
    }

    static func auc(
        _ probabilities: [[Double]], _ labels: [Float], _ pick: ([Double]) -> Double?
    ) -> Double {
        Metrics.auc(labels.map { $0 > 0.5 }, probabilities.map { pick($0) ?? 0.5 })
    }
}
