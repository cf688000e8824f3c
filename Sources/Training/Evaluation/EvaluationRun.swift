internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions

/// Judges the recipe by cross-validation, or a given model on data that it has not seen.
package struct EvaluationRun: Sendable {
    package var configuration: TrainingConfiguration
    package let embedder: TrainingEmbedder
    /// `Benchmarks/baselines/run`; nil leaves the baselines out.
    package var baselines: String?
    /// Seeds of the ablations; 0 leaves them out.
    package var ablationSeeds = 0
    /// Also judges a given model on counter-examples.
    package var hasCounterExamples = false
    /// Data of another kind, which ought to be novel.
    package var foreign: [String] = []
    /// Also probes the data for leaks, and runs the recipe once more on permuted labels.
    package var looksForLeaks = true
    /// Also trains once without each industry that the data names.
    package var leavesIndustriesOut = false
    package let stop = TrainingStop()

    package init(configuration: TrainingConfiguration, embedder: TrainingEmbedder) {
        self.configuration = configuration
        self.embedder = embedder
    }

    /// Blocks; never call it from Swift's cooperative pool.
    /// - Parameter say: is told what is being done.
    package func run(say: @Sendable (String) -> Void) throws(TrainingError) -> EvaluationReport {
        let corpus = try Corpus(configuration.data)
        say("embedding")
        let examples = try measured(corpus)
        var forecasts: [[[Double]]] = []
        var folds: [[Int]] = []
        var first: HeldOut?
        for split in 0..<configuration.splits {
            say("split \(split + 1) of \(configuration.splits)")
            let held = try heldOut(examples, configuration, split: split)
            forecasts.append(held.probabilities)
            folds.append(held.fold)
            first = first ?? held.all
        }
        let judged = Judged(
            outcomes: corpus.conversations.map(\.converted), counts: examples.all.map(\.count))
        var report = EvaluationReport(
            subject: "the recipe, \(configuration.folds)-fold cross-validation by conversation",
            dataSHA256: corpus.sha256, conversations: examples.all.count,
            converted: judged.outcomes.count { $0 }, seed: configuration.seed,
            splits: configuration.splits, folds: configuration.folds)
        let ours = forecasts.map(judged.table)
        report.rows = judged.rows("ours", ours)
        let majority = folds.map { Self.majority(judged, $0) }
        report.rows += judged.rows("majority", majority)
        if let baselines {
            say("baselines")
            let bridge = BaselineBridge(
                script: baselines, examples: examples, corpus: corpus, folds: folds,
                seed: configuration.seed)
            for (name, theirs) in try bridge.run() {
                report.rows += judged.rows(name, theirs)
                report.gaps += Judged.turns.compactMap { turn in
                    judged.gap(ours, theirs, turn).map {
                        .init(baseline: name, turn: turn, gap: $0)
                    }
                }
            }
        } else {
            report.notes.append("Without baselines: --baselines names the script that makes them.")
        }
        try describe(&report, judged, forecasts[0], corpus)
        say("confidence")
        if let first { report.confidence = try confidence(examples, first) }
        if looksForLeaks {
            say("leakage")
            report.leakage = LeakageProbes(
                corpus, seed: configuration.seed, threads: configuration.threads)
            report.permutedAUC = try permuted(examples, judged)
        }
        if leavesIndustriesOut {
            say("leaving each industry out")
            report.leftOut = try leftOut(examples, judged)
        }
        if ablationSeeds > 0 { report.effects = try ablate(examples, corpus, judged, say) }
        return report
    }

    /// A given model on data; nothing is trained.
    package func run(model path: String) throws(TrainingError) -> EvaluationReport {
        let corpus = try Corpus(configuration.data)
        let conversations = corpus.conversations.map(\.recorded.turns)
        func forecasts(
            _ precision: Model.Precision, _ embedder: TrainingEmbedder
        ) throws(TrainingError) -> (scorer: Scorer, scored: [Scorer.Scored], series: [[Double]]) {
            let scorer: Scorer
            do {
                scorer = try Scorer(
                    model: try Model(contentsOf: path, precision: precision), embedder: embedder)
            } catch {
                throw TrainingError(.badSetting, error.reason)
            }
            let scored = try scorer.score(conversations, threads: configuration.threads)
            return (scorer, scored, scored.map(\.probabilities))
        }
        let cached = embedder.remembering()
        let (scorer, scored, series) = try forecasts(.float, cached)
        let model = scorer.model
        let judged = Judged(
            outcomes: corpus.conversations.map(\.converted), counts: conversations.map(\.count))
        var report = EvaluationReport(
            subject: "model \(model.id)", dataSHA256: corpus.sha256,
            conversations: conversations.count, converted: judged.outcomes.count { $0 },
            seed: configuration.seed, splits: 1, folds: 0)
        let table = judged.table(series)
        report.rows = judged.rows(model.id, [table])
        if model.notes["training.sha256"] == corpus.sha256 {
            report.notes.append(
                "The model was trained on this very data: these figures say nothing about others.")
        }
        let warm = try forecasts(.float, cached).series
        let int8 = try forecasts(.int8, cached).series
        for (name, other) in [("cache, warm against cold", warm), ("int8 against float", int8)] {
            let most = zip(series.joined(), other.joined()).map { abs($0 - $1) }.max() ?? 0
            let row = judged.rows(name, [judged.table(other)]).first { $0.turn == "last" }
            let own = report.rows.first { $0.turn == "last" }
            report.effects.append(
                .init(
                    name: name, turn: "last",
                    gap: judged.gap([judged.table(other)], [table], "last"),
                    accuracy: row.flatMap { row in
                        own.map { row.metrics.accuracy - $0.metrics.accuracy }
                    }, note: String(format: "largest difference of any forecast %.6f", most)))
        }
        try describe(&report, judged, series, corpus)
        report.confidence = try confidence(scorer, scored, judged.outcomes)
        guard hasCounterExamples else { return report }
        report.families = try FamilyRow.rows(
            corpus, clean: series, seed: configuration.seed
        ) { turns throws(TrainingError) in
            try scorer.score(turns, threads: configuration.threads).map(\.probabilities)
        }
        return report
    }
}

// MARK: - Parts

extension EvaluationRun {
    /// The seam to the recipe: forecasts of conversations by members that had not seen them.
    /// - Parameters:
    ///   - fold: which fold each conversation is in; nil draws them by chance.
    ///   - known: see `CrossValidation`.
    func heldOut(
        _ examples: Examples, _ configuration: TrainingConfiguration, split: Int,
        fold: [Int]? = nil, counterExamples: MeasuredCounterExamples? = nil,
        known: (heldOut: HeldOut, parts: Set<Blend.Part>)? = nil
    ) throws(TrainingError) -> (probabilities: [[Double]], fold: [Int], all: HeldOut) {
        let layout = MemberLayout(
            features: examples.features, projection: configuration.shape.projection,
            memory: configuration.shape.memory, hidden: configuration.shape.hidden)
        let validation = CrossValidation(
            examples: examples, configuration: configuration, layout: layout, stop: stop,
            counterExamples: counterExamples, known: known)
        guard let supervised = validation.run(split: split, fold: fold, progress: {}) else {
            throw TrainingError(.cancelled, "the evaluation was stopped; nothing was written")
        }
        let held = try TrainingRun(configuration: configuration, embedder: embedder).refined(
            supervised, split: split, examples, layout, nil)
        return (held.probabilities(folds: configuration.folds), held.fold, held)
    }

    func measured(_ corpus: Corpus) throws(TrainingError) -> Examples {
        let made = try Examples(
            corpus, embedder: embedder, scratch: configuration.scratch,
            threads: configuration.threads, stop: stop, progress: { _, _ in })
        guard let made else {
            throw TrainingError(.cancelled, "the evaluation was stopped; nothing was written")
        }
        return made
    }

    /// The base rate of the other folds.
    private static func majority(_ judged: Judged, _ fold: [Int]) -> [[Double?]] {
        fold.indices.map { one in
            let others = fold.indices.filter { fold[$0] != fold[one] }
            let rate = Double(others.count { judged.outcomes[$0] }) / Double(max(others.count, 1))
            return Judged.turns.map { Judged.place($0, judged.counts[one]) == nil ? nil : rate }
        }
    }

    private func permuted(
        _ examples: Examples, _ judged: Judged
    ) throws(TrainingError) -> Double {
        var labels = examples.labels
        var random = Random(seed: configuration.seed, 0x9e25)
        random.shuffle(&labels)
        let held = try heldOut(examples.with(labels: labels), configuration, split: 0)
        return Evaluation.auc(held.probabilities, labels) { $0.dropLast().last }
    }

    /// Curves, movement, groups and the skill against the ceiling.
    private func describe(
        _ report: inout EvaluationReport, _ judged: Judged, _ series: [[Double]], _ corpus: Corpus
    ) throws(TrainingError) {
        report.movement = StreamMovement(series)
        report.reliability = judged.reliability(series)
        report.roc = ["4", "8", "16", "last", "end"].compactMap { judged.roc(series, $0) }
        let extras = try Extras.read(configuration.data)
        guard extras.count == series.count else { return }
        let table = judged.table(series)
        report.skills = Judged.turns.compactMap { turn in
            guard turn != "end" else { return nil }
            return Self.skill(judged, table, extras, turn)
        }
        let all = Array(series.indices)
        let last = judged.pick(table, "last", all)
        let industries = Set(extras.compactMap(\.industry)).sorted()
        report.groups = industries.compactMap { industry in
            let some = all.filter { extras[$0].industry == industry }
            let outcomes = some.map { judged.outcomes[$0] }
            guard outcomes.contains(true), outcomes.contains(false) else { return nil }
            return .init(
                name: industry,
                metrics: Metrics(outcomes: outcomes, forecasts: some.map { last[$0] }))
        }
    }

    private static func skill(
        _ judged: Judged, _ table: [[Double?]], _ extras: [Extras], _ turn: String
    ) -> EvaluationReport.Skill? {
        let members = judged.members(turn).filter { !extras[$0].ceiling.isEmpty }
        guard members.count >= Evaluation.least else { return nil }
        let outcomes = members.map { judged.outcomes[$0] }
        let exact = members.map { one in
            Judged.place(turn, judged.counts[one]).map { extras[one].ceiling[$0] } ?? 0.5
        }
        let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
        func loss(_ forecasts: [Double]) -> Double {
            zip(forecasts, outcomes).reduce(0) { sum, pair in
                sum - log(min(max(pair.1 ? pair.0 : 1 - pair.0, 1e-9), 1))
            } / Double(outcomes.count)
        }
        let prior = loss(outcomes.map { _ in base })
        let reachable = prior - loss(exact)
        guard reachable > 0 else { return nil }
        return .init(
            turn: turn, skill: (prior - loss(judged.pick(table, turn, members))) / reachable,
            ceilingAUC: Metrics.auc(outcomes, exact), count: members.count)
    }
}
