internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions
internal import Tensors

/// Fits a model to the conversations of one house, as far as their number allows: an intercept, a
/// slope from 50, a linear head from 300, and from 2,000 the members trained on.
///
/// A step is taken only if it forecasts better in a later time window, by more than the standard
/// error of the gain. The window is the last part of the conversations by their field `time`, or,
/// where one has none, by their place in the files.
package struct AdaptationRun: Sendable {
    package let configuration: TrainingConfiguration
    package let embedder: TrainingEmbedder
    /// The model to begin with.
    package let base: String
    package let stop = TrainingStop()

    package init(
        configuration: TrainingConfiguration, embedder: TrainingEmbedder, from base: String
    ) {
        self.configuration = configuration
        self.embedder = embedder
        self.base = base
    }

    /// Share of the conversations in the later window.
    private static let later = 0.3
    /// Folds of the record behind the confidence.
    private static let folds = 5

    /// Writes the adapted model and its card; throws `noGain`, with nothing written, where no step
    /// wins. Blocks; never call it from Swift's cooperative pool.
    package func run() throws(TrainingError) -> AdaptationReport {
        let corpus = try Corpus(configuration.data)
        let (file, model) = try load()
        let examples = try measured(corpus)
        let order = try Self.order(configuration.data, count: examples.all.count)
        let cut = order.count - Int(Double(order.count) * Self.later)
        let window = AdaptationWindow(early: Array(order[..<cut]), late: Array(order[cut...]))
        let rows = rows(examples, file, model)
        let labels = examples.labels
        var report = AdaptationReport(
            modelPath: configuration.output, base: model.id, conversations: rows.count,
            later: window.late.count)
        let asItIs = AdaptationStep(change: Adaptation(), rows: rows)
        var taken = asItIs
        for next in Adaptation.Rung.allCases where rows.count >= next.least(configuration) {
            let tried =
                next == .members
                ? try fineTuned(file, model, examples, window)
                : AdaptationStep(
                    rung: next,
                    change: Adaptation(
                        next, fitting: window.early.map { rows[$0] },
                        window.early.map { labels[$0] }), rows: rows)
            let step = AdaptationReport.Step(
                next.rawValue,
                window.late.map { one in
                    guard let tried else { return 0 }
                    return taken.loss(one, labels) - tried.loss(one, labels)
                })
            report.steps.append(step)
            if step.isTaken, let tried { taken = tried }
        }
        guard let rung = taken.rung else {
            throw TrainingError(
                .noGain,
                "no step forecasts the later \(window.late.count) conversations better than "
                    + "\(model.id) does as it is "
                    + "(\(report.steps.map(\.words).joined(separator: "; "))); nothing was written"
            )
        }
        report.judged = window.judged(before: asItIs, after: taken, labels)
        var adapted =
            rung == .members
            ? try finished(taken, file, model, examples, window)
            : fitted(
                file, model.house, Adaptation(rung, fitting: rows, labels),
                record(rung, rows, labels))
        describe(&adapted, rung, corpus)
        try write(adapted, &report)
        return report
    }

    private func load() throws(TrainingError) -> (ModelFile, Model) {
        do {
            let file = try ModelFile(contentsOf: base)
            let model = try Model(file)
            try model.check(embedder: embedder.id, schema: ConversationState.schema)
            return (file, model)
        } catch {
            throw TrainingError(.badSetting, "\(base): \(error)")
        }
    }

    private func measured(_ corpus: Corpus) throws(TrainingError) -> Examples {
        let examples = try Examples(
            corpus, embedder: embedder, scratch: configuration.scratch,
            threads: configuration.threads, stop: stop, progress: { _, _ in })
        guard let examples else {
            throw TrainingError(.cancelled, "the adaptation was stopped; nothing was written")
        }
        return examples
    }

    private func write(
        _ file: ModelFile, _ report: inout AdaptationReport
    ) throws(TrainingError) {
        let path = configuration.output
        let card = (path.hasSuffix(".srl") ? String(path.dropLast(4)) : path) + ".md"
        do {
            report.modelID = try Model(file).id
            report.cardPath = card
            try file.write(to: path)
            try Data(report.card(name: configuration.name).utf8).write(
                to: URL(filePath: card), options: .atomic)
        } catch {
            throw TrainingError(.unwritable, "\(path): \(error)")
        }
    }

    /// Each conversation's turns and closing, as the model sees them.
    func rows(
        _ examples: Examples, _ file: ModelFile, _ model: Model
    ) -> [[Adaptation.Row]] {
        let count = examples.features
        let (mean, scale) = (floats(file, "features.mean"), floats(file, "features.scale"))
        return Crew.map(examples.all.count, threads: configuration.threads) { one in
            let example = examples.all[one]
            return model.series(example, examples).enumerated().map { turn, said in
                let measured =
                    turn == example.count
                    ? example.closed[...]
                    : example.features[turn * count..<(turn + 1) * count]
                let held = min(max(said, 1e-6), 1 - 1e-6)
                return Adaptation.Row(
                    logit: Float(log(held / (1 - held))),
                    x: zip(measured, zip(mean, scale)).map {
                        MemberLayout.standard($0, $1.0, $1.1)
                    })
            }
        }
    }

    /// Of a file that a model was read from: its tensors are there.
    private func floats(_ file: ModelFile, _ name: String) -> [Float] {
        guard let shape = try? file.shape(name) else { return [] }
        return (try? file.floats(name, shape: shape)) ?? []
    }

    /// Conversations from the earliest to the latest.
    static func order(_ paths: [String], count: Int) throws(TrainingError) -> [Int] {
        var numbers: [Double] = []
        var texts: [String] = []
        for path in paths {
            for line in try TextFile.read(path).split(separator: "\n")
            where !line.allSatisfy(\.isWhitespace) {
                let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
                switch value?.at("time") {
                case .number(let number): numbers.append(number)
                case .text(let text): texts.append(text)
                default: break
                }
            }
        }
        let places = Array(0..<count)
        if numbers.count == count {
            return places.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
        }
        // ISO 8601 sorts as text does.
        if texts.count == count { return places.sorted { (texts[$0], $0) < (texts[$1], $1) } }
        return places
    }

    /// What became of conversations that the step was not fitted on.
    private func record(
        _ rung: Adaptation.Rung, _ rows: [[Adaptation.Row]], _ labels: [Float]
    ) -> Reliability {
        let fold = Folds.split(labels, folds: Self.folds, seed: configuration.seed, split: 0)
        var said = [[Double]](repeating: [], count: rows.count)
        for held in 0..<Self.folds {
            let train = rows.indices.filter { fold[$0] != held }
            let step = Adaptation(rung, fitting: train.map { rows[$0] }, train.map { labels[$0] })
            for one in rows.indices where fold[one] == held {
                said[one] = step.probabilities(rows[one])
            }
        }
        return Reliability(probabilities: said, labels: labels)
    }

    /// The file with its fit to the house, after the one that it had, and the record changed.
    func fitted(
        _ file: ModelFile, _ house: HouseFit?, _ change: Adaptation, _ record: Reliability
    ) -> ModelFile {
        var file = file
        let buckets = TurnBuckets.count
        let fit = HouseFit(
            slope: Float(change.slope), intercept: Float(change.intercept), head: change.head)
        (house?.then(fit) ?? fit).add(to: &file)
        // Either reader of a model that has two may be the one that speaks.
        for prefix in ["", SecondReader.prefix]
        where file.tensors[prefix + "reliability.edges"] != nil {
            file.add(
                prefix + "reliability.edges", record.edges, shape: [buckets, Reliability.bins - 1])
            file.add(
                prefix + "reliability.supports", record.supports,
                shape: [buckets, Reliability.bins])
            file.add(
                prefix + "reliability.conversions", record.conversions,
                shape: [buckets, Reliability.bins])
        }
        return file
    }

    private func describe(_ file: inout ModelFile, _ rung: Adaptation.Rung, _ corpus: Corpus) {
        file.describe("name", .text(configuration.name))
        file.describe("adapted.step", .text(rung.rawValue))
        file.describe("adapted.sha256", .text(corpus.sha256))
        file.describe("adapted.conversations", .text(String(corpus.conversations.count)))
    }
}
