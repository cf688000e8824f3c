internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions
internal import Tensors

/// Fits a model to the conversations of one house, as far as their number allows: an intercept, a
/// slope from 50, a linear head from 300.
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

    /// Writes the adapted model; throws `noGain`, with nothing written, where no step wins.
    /// Blocks; never call it from Swift's cooperative pool.
    package func run() throws(TrainingError) -> AdaptationReport {
        let corpus = try Corpus(configuration.data)
        let (file, model) = try load()
        let rows = try rows(corpus, file, model)
        let labels = corpus.conversations.map { Float($0.converted ? 1 : 0) }
        let order = try Self.order(configuration.data, count: rows.count)
        let cut = rows.count - Int(Double(rows.count) * Self.later)
        let (early, late) = (Array(order[..<cut]), Array(order[cut...]))
        var report = AdaptationReport(
            modelPath: configuration.output, modelID: "", base: model.id,
            conversations: rows.count, later: late.count)
        var taken = Adaptation()
        var rung: Adaptation.Rung?
        for next in Adaptation.Rung.allCases where rows.count >= next.least {
            let tried = Adaptation(
                next, fitting: early.map { rows[$0] }, early.map { labels[$0] })
            let gains = late.map {
                taken.loss(rows[$0], labels[$0]) - tried.loss(rows[$0], labels[$0])
            }
            let step = AdaptationReport.Step(next.rawValue, gains)
            report.steps.append(step)
            guard step.isTaken else { continue }
            (taken, rung) = (tried, next)
        }
        guard let rung else {
            throw TrainingError(
                .noGain,
                "no step forecasts the later \(late.count) conversations better than \(model.id) "
                    + "does as it is (\(report.steps.map(\.words).joined(separator: "; "))); "
                    + "nothing was written")
        }
        let all = Adaptation(rung, fitting: rows, labels)
        let adapted = adapted(file, model, all, rung, corpus, record(rung, rows, labels))
        do {
            report.modelID = try Model(adapted).id
            try adapted.write(to: configuration.output)
        } catch {
            throw TrainingError(.unwritable, "\(configuration.output): \(error)")
        }
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

    /// Each conversation's turns and closing, as the model sees them.
    private func rows(
        _ corpus: Corpus, _ file: ModelFile, _ model: Model
    ) throws(TrainingError) -> [[Adaptation.Row]] {
        let scorer: Scorer
        let mean: [Float]
        let scale: [Float]
        let count = ConversationState.schema.count
        let cached = embedder.remembering()
        do {
            scorer = try Scorer(model: model, embedder: cached)
            mean = try file.floats("features.mean", shape: [count])
            scale = try file.floats("features.scale", shape: [count])
        } catch {
            throw TrainingError(.badSetting, "\(base): \(error)")
        }
        let scored = try scorer.score(
            corpus.conversations.map(\.recorded.turns), threads: configuration.threads)
        return zip(corpus.conversations, scored).map { conversation, scored in
            var state = ConversationState()
            var measured = conversation.recorded.turns.map { state.measure($0).features.values }
            measured.append(state.close().features.values)
            return zip(measured, scored.probabilities).map { seen in
                let said = min(max(seen.1, 1e-6), 1 - 1e-6)
                return Adaptation.Row(
                    logit: Float(log(said / (1 - said))),
                    x: (0..<count).map {
                        MemberLayout.standard(seen.0[$0], mean[$0], scale[$0])
                    })
            }
        }
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
                said[one] = rows[one].map { Double(Squash.sigmoid(step.logit($0))) }
            }
        }
        return Reliability(probabilities: said, labels: labels)
    }

    /// The model with its fit to the house and the record changed.
    private func adapted(
        _ file: ModelFile, _ model: Model, _ change: Adaptation, _ rung: Adaptation.Rung,
        _ corpus: Corpus, _ record: Reliability
    ) -> ModelFile {
        var file = file
        let buckets = TurnBuckets.count
        let fit = HouseFit(
            slope: Float(change.slope), intercept: Float(change.intercept), head: change.head)
        (model.house?.then(fit) ?? fit).add(to: &file)
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
        file.describe("name", .text(configuration.name))
        file.describe("adapted.step", .text(rung.rawValue))
        file.describe("adapted.sha256", .text(corpus.sha256))
        file.describe("adapted.conversations", .text(String(corpus.conversations.count)))
        return file
    }
}
