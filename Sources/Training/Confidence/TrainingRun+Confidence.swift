internal import Conversations
internal import Predictions

extension TrainingRun {
    /// What the model knows of its limits, from what was held out; and how far that holds.
    func limits(
        _ examples: Examples, _ layout: MemberLayout, _ heldOut: HeldOut, _ series: [[Double]],
        of model: ModelParts
    ) throws(TrainingError) -> (record: ConfidenceRecord, report: ConfidenceReport?) {
        let training = ConfidenceTraining(
            examples: examples, configuration: configuration, layout: layout)
        let folds = try training.folds(
            heldOut, epoch: heldOut.bestEpoch(Array(examples.all.indices)))
        let record = try training.record(folds, heldOut.labels, series: series, of: model)
        let judged = training.judged(folds, heldOut.labels, series: series)
        return (record, ConfidenceReport(judged, heldOut.labels.map { $0 > 0.5 }))
    }
}

extension EvaluationRun {
    /// Label sets, abstention and novelty of the recipe, each fold judged by what the others gave.
    func confidence(
        _ examples: Examples, _ heldOut: HeldOut
    ) throws(TrainingError) -> ConfidenceReport? {
        let layout = MemberLayout(
            features: examples.features, projection: configuration.shape.projection,
            memory: configuration.shape.memory, hidden: configuration.shape.hidden)
        let training = ConfidenceTraining(
            examples: examples, configuration: configuration, layout: layout)
        let folds = try training.folds(
            heldOut, epoch: heldOut.bestEpoch(Array(examples.all.indices)))
        var strange: [(name: String, examples: Examples)] = []
        for path in foreign {
            strange.append((Self.name(path), try measured(try Corpus([path]))))
        }
        let judged = training.judged(
            folds, heldOut.labels, series: heldOut.probabilities(folds: configuration.folds),
            foreign: strange)
        return ConfidenceReport(judged, heldOut.labels.map { $0 > 0.5 })
    }

    /// The same of a given model on data that it has not seen.
    func confidence(
        _ scorer: Scorer, _ scored: [Scorer.Scored], _ outcomes: [Bool]
    ) throws(TrainingError) -> ConfidenceReport? {
        var strange: [(name: String, scored: [Scorer.Scored])] = []
        for path in foreign {
            let conversations = try Corpus([path]).conversations
            let step = max(1, conversations.count / Self.foreignConversations)
            let some = stride(from: 0, to: conversations.count, by: step).map {
                conversations[$0].recorded.turns
            }
            strange.append(
                (Self.name(path), try scorer.score(some, threads: configuration.threads)))
        }
        return ConfidenceReport(JudgedConfidences(scored, foreign: strange), outcomes)
    }

    /// Of other data, at most about twice as many.
    private static let foreignConversations = 150

    private static func name(_ path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." })
    }
}
