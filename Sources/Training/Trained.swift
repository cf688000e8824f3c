internal import Foundation
internal import Predictions
internal import Tensors

/// A trained model before it is written, with the conversations that it was judged by.
struct Trained: Sendable {
    var parts: ModelParts
    /// Without the path, the id and the bytes, which only the written file has.
    var report: TrainingReport
    let examples: Examples
    /// For each of `examples` which fold it is in, of which each was forecast by a model that had
    /// not seen it; -1 for one that every model has seen.
    let fold: [Int]
    /// Those forecasts: turns + 1, the last one after closing; empty where the fold is -1.
    let series: [[Double]]

    /// Indices of what was forecast by models that had not seen it.
    var held: [Int] { fold.indices.filter { fold[$0] >= 0 } }

    /// Writes the model and its card.
    func written(_ configuration: TrainingConfiguration) throws(TrainingError) -> TrainingReport {
        var report = report
        let files = ModelAndCard(configuration)
        try files.writeModel(parts.file(), &report)
        try files.writeCard(
            ModelCard(report: report, parts: parts, configuration: configuration).text)
        return report
    }
}

/// Where a run puts its model, and the page beside it.
struct ModelAndCard {
    let path, card: String

    init(_ configuration: TrainingConfiguration) {
        path = configuration.output
        card = (path.hasSuffix(".srl") ? String(path.dropLast(4)) : path) + ".md"
    }

    /// Fills in what only the written file has.
    @discardableResult
    func writeModel(
        _ file: ModelFile, _ report: inout TrainingReport
    ) throws(TrainingError) -> Model {
        do {
            let bytes = try file.bytes()
            let model = try Model(file)
            try file.write(to: path)
            (report.modelPath, report.cardPath) = (path, card)
            (report.modelID, report.bytes) = (model.id, bytes.count)
            return model
        } catch {
            throw TrainingError(.unwritable, "\(path): \(error)")
        }
    }

    func writeCard(_ text: String) throws(TrainingError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: card), options: .atomic)
        } catch {
            throw TrainingError(.unwritable, "\(card): \(error)")
        }
    }
}
