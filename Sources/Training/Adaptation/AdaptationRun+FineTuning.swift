internal import Predictions
internal import Tensors

extension AdaptationRun {
    /// Of the earlier conversations the share by which fine-tuning knows when to stop.
    private static let watched = 0.15

    /// Members trained on the earlier conversations but for the last part of them, which says when
    /// to stop, and slope and intercept from that part. Nil where no epoch forecasts it better.
    func fineTuned(
        _ file: ModelFile, _ model: Model, _ examples: Examples, _ window: AdaptationWindow
    ) throws(TrainingError) -> AdaptationStep? {
        let tuning = FineTuning(
            file: file, model: model, examples: examples, configuration: configuration, stop: stop)
        let cut = window.early.count - Int(Double(window.early.count) * Self.watched)
        let watched = Array(window.early[cut...])
        guard let tuned = try tuning.tuned(Array(window.early[..<cut]), watched: watched)
        else { return nil }
        let file = tuning.file(with: tuned.members)
        let rows = rows(examples, file, try read(file))
        let labels = examples.labels
        return AdaptationStep(
            rung: .members,
            change: Adaptation(
                .members, fitting: watched.map { rows[$0] }, watched.map { labels[$0] }),
            rows: rows, tuned: tuned, file: file, watched: watched)
    }

    /// Members trained on all conversations for as many epochs. Slope and intercept are of
    /// conversations that the members who won had not seen; the record, and what the model knows
    /// of its limits, are of the later window.
    func finished(
        _ taken: AdaptationStep, _ file: ModelFile, _ model: Model, _ examples: Examples,
        _ window: AdaptationWindow
    ) throws(TrainingError) -> ModelFile {
        guard let tuned = taken.tuned, let won = taken.file else { return file }
        let labels = examples.labels
        let tuning = FineTuning(
            file: file, model: model, examples: examples, configuration: configuration, stop: stop)
        let members = try tuning.tuned(Array(examples.all.indices), epochs: tuned.epochs)
        let unseen = taken.watched + window.late
        let change = Adaptation(
            .members, fitting: unseen.map { taken.rows[$0] }, unseen.map { labels[$0] })
        var said = [[Double]](repeating: [], count: examples.all.count)
        for one in window.late { said[one] = taken.change.probabilities(taken.rows[one]) }
        var result = fitted(
            tuning.file(with: members), model.house, change,
            Reliability(probabilities: said, labels: labels))
        let confidence = ConfidenceTraining(
            examples: examples, configuration: configuration, layout: model.layout)
        try confidence.record(
            of: try read(won), seen: window.early, held: window.late, series: said, labels,
            for: try read(result)
        ).add(to: &result)
        return result
    }

    private func read(_ file: ModelFile) throws(TrainingError) -> Model {
        do {
            return try Model(file)
        } catch {
            throw TrainingError(.badSetting, "\(base): \(error)")
        }
    }
}

/// Indices of conversations, from the earliest to the latest.
struct AdaptationWindow {
    let early, late: [Int]

    func judged(
        before: AdaptationStep, after: AdaptationStep, _ labels: [Float]
    ) -> [AdaptationReport.Judged] {
        [("last", 2), ("end", 1)].map { turn, fromEnd in
            let outcomes = late.map { labels[$0] > 0.5 }
            func metrics(_ step: AdaptationStep) -> Metrics {
                Metrics(
                    outcomes: outcomes,
                    forecasts: late.map { one in
                        let rows = step.rows[one]
                        let row = rows[rows.count - fromEnd]
                        return Double(Squash.sigmoid(step.change.logit(row)))
                    })
            }
            return .init(turn: turn, before: metrics(before), after: metrics(after))
        }
    }
}

/// A step of the ladder, and the model's rows that it changes.
struct AdaptationStep {
    var rung: Adaptation.Rung?
    var change: Adaptation
    var rows: [[Adaptation.Row]]
    var tuned: FineTuning.Tuned?
    /// The model that the rows are of, where it is not the one to begin with.
    var file: ModelFile?
    /// What told fine-tuning when to stop.
    var watched: [Int] = []

    /// Mean log-loss of a conversation's turns and closing.
    func loss(_ one: Int, _ labels: [Float]) -> Double { change.loss(rows[one], labels[one]) }
}
