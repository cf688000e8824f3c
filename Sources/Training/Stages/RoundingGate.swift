internal import Messages
internal import Predictions

/// Whether a model may run in 8 bits by default.
///
/// Asked after calibration, of forecasts that fold models make of what they have not seen, once in
/// floats and once in 8 bits. Where the two differ by more than ``aucLimit`` or ``brierLimit``, in
/// any row, the model's file says that floats are its default.
package struct RoundingGate: Sendable, Codable, Equatable {
    package static let aucLimit = 0.002
    package static let brierLimit = 0.0005

    package var comparison: FormComparison

    package var isOpen: Bool {
        comparison.auc <= Self.aucLimit && comparison.brier <= Self.brierLimit
    }

    var precision: Model.Precision { isOpen ? .int8 : .float }

    package init(comparison: FormComparison) { self.comparison = comparison }
}

/// Asks models of the folds, in any form, about the conversations that they have not seen.
struct FormJudge {
    let examples: Examples
    let models: [FoldModel]
    let threads: Int

    /// - Parameter folds: the models' parts, one a fold.
    /// - Returns: for each conversation turns + 1 probabilities, the last one after closing.
    func series(
        _ folds: [ModelParts], _ precision: Model.Precision, _ voice: Model.Voice
    ) throws(TrainingError) -> [[Double]] {
        var all = [[Double]](repeating: [], count: examples.all.count)
        for (fold, parts) in zip(models, folds) {
            let model: Model
            do {
                model = try Model(parts.file(), precision: precision, voice: voice)
            } catch {
                throw TrainingError(.badSetting, error.reason)
            }
            let found = Crew.map(fold.held.count, threads: threads) {
                model.series(examples.all[fold.held[$0]], examples)
            }
            for (one, series) in zip(fold.held, found) { all[one] = series }
        }
        return all
    }
}

extension Model {
    /// Forecasts of one measured conversation: turns + 1, the last one after closing.
    func series(_ example: Example, _ examples: Examples) -> [Double] {
        var state = start()
        let dimensions = examples.dimensions
        var series: [Double] = []
        for turn in 0..<example.count {
            let text = example.texts[turn]
            let prediction = step(
                &state,
                embedding: Array(
                    examples.embeddings[text * dimensions..<(text + 1) * dimensions]),
                features: example.measured(turn, schema: schemaHash),
                speaker: example.speakers[turn] > 0 ? .customer : .representative)
            series.append(Double(prediction.probability))
        }
        let closed = close(state, features: Features(values: example.closed, schema: schemaHash))
        return series + [Double(closed.probability)]
    }
}
