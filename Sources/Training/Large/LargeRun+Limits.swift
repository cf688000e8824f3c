internal import Messages
internal import Predictions

// What a model of many conversations knows of its limits, and what else a finished model gets.

extension LargeRun {
    /// Conversations whose turns a map and the two forms of the model are asked about, at most.
    private static let (seen, asked, rounded) = (2_000, 4_000, 2_000)

    /// The record of its limits, moves, and the report.
    func finished(
        _ parts: inout ModelParts, _ pool: Pool, _ train: [Int], _ judges: Judges,
        _ heldOut: HeldOut, _ series: [[Double]], _ acts: ActTraining.Outcome?
    ) throws(TrainingError) -> Trained {
        let places = Array(judges.chosen.indices).spread(most: Self.asked)
        let seen = pool.examples(train.spread(most: Self.seen))
        let asked = judges.pool.examples(places.map { judges.chosen[$0] })
        let examples = seen.and(asked)
        let fold = seen.all.map { _ in -1 } + places.map { heldOut.fold[$0] }
        let known = seen.all.map { _ in [Double]() } + places.map { series[$0] }
        let training = ConfidenceTraining(
            examples: examples, configuration: configuration, layout: parts.layout)
        let place = training.fold(
            try model(parts), train: fold.indices.filter { fold[$0] < 0 },
            held: fold.indices.filter { fold[$0] >= 0 }, stream: 0,
            threads: configuration.threads)
        parts.record = ConfidenceTraining.record(
            labels: LabelSets(
                fitting: series, heldOut.labels, Array(heldOut.labels.indices)),
            folds: [place], map: place.map)
        let judged = training.judged([place], examples.labels, series: known)
        let forms = try forms(&parts, asked)
        let moves = try learnMoves(&parts, pool, train)
        var report = report(parts, pool, heldOut, series, acts)
        report.judged = Judgement.rows(
            series, judges.pool, judges.chosen.map { judges.pool.entries[$0] }, "held out")
        report.confidence = Self.report(judged, examples.labels)
        report.forms = forms
        report.moves = moves
        return Trained(
            parts: parts, report: report, examples: examples, fold: fold, series: known)
    }

    /// Of those that were judged; a trace of the others is in the map.
    private static func report(
        _ judged: JudgedConfidences, _ labels: [Float]
    ) -> ConfidenceReport? {
        let held = judged.all.indices.filter { !judged.all[$0].isEmpty }
        return ConfidenceReport(
            JudgedConfidences(all: held.map { judged.all[$0] }), held.map { labels[$0] > 0.5 })
    }

    private func model(
        _ parts: ModelParts, _ precision: Model.Precision = .float
    ) throws(TrainingError) -> Model {
        do {
            return try Model(parts.file(), precision: precision)
        } catch {
            throw TrainingError(.badSetting, "the model cannot be run: \(error.reason)")
        }
    }

    /// Whether it may run in 8 bits, by what it has not seen.
    private func forms(
        _ parts: inout ModelParts, _ asked: Examples
    ) throws(TrainingError) -> TrainingReport.Forms {
        let some = Array(asked.all.indices).spread(most: Self.rounded)
        func series(_ model: Model) -> [[Double]] {
            Crew.map(some.count, threads: configuration.threads) {
                model.series(asked.all[some[$0]], asked)
            }
        }
        let gate = RoundingGate(
            comparison: FormComparison(
                whole: series(try model(parts)), other: series(try model(parts, .int8)),
                labels: some.map { asked.all[$0].label }))
        parts.notes["precision"] = gate.precision.rawValue
        return TrainingReport.Forms(rounding: gate, student: nil)
    }

    /// Where the data shows what representatives did. Forecasts stay what they are.
    private func learnMoves(
        _ parts: inout ModelParts, _ pool: Pool, _ train: [Int]
    ) throws(TrainingError) -> MoveReport? {
        guard configuration.moves.source != .none else { return nil }
        let chosen = train.spread(most: configuration.moves.most)
        guard
            let outcome = try MoveRun.learn(
                try model(parts), pool.examples(chosen), acts: pool.moves(chosen), configuration,
                stop, progress)
        else { return nil }
        parts.moves = outcome.head
        parts.notes.merge(
            MoveRun.notes(
                pool.sha256, conversations: chosen.count, configuration, outcome.report)
        ) { $1 }
        return outcome.report
    }

    private func report(
        _ parts: ModelParts, _ pool: Pool, _ heldOut: HeldOut, _ series: [[Double]],
        _ acts: ActTraining.Outcome?
    ) -> TrainingReport {
        var report = TrainingReport(
            modelPath: "", cardPath: "", modelID: "", conversations: pool.entries.count,
            converted: pool.entries.count { $0.label > 0.5 }, turns: pool.turns,
            dataSHA256: pool.sha256, seed: configuration.seed,
            epochs: Int(parts.notes["training.epochs"] ?? "") ?? 0,
            parameters: parts.members.count * parts.layout.count + parts.projection.count
                + (parts.acts?.parameters.count ?? 0),
            bytes: 0, rows: Evaluation.rows(series, heldOut.labels),
            lastAUC: [Evaluation.auc(series, heldOut.labels) { $0.dropLast().last }],
            endAUC: [Evaluation.auc(series, heldOut.labels) { $0.last }],
            movement: StreamMovement(series))
        report.texts = pool.embeddings.count
        report.heldOut = heldOut.labels.count
        report.actAccuracy = acts.map {
            ["representative": $0.accuracy.representative, "customer": $0.accuracy.customer]
        }
        return report
    }
}
