internal import Conversations
internal import Foundation
internal import Messages
internal import Predictions
internal import Tensors

/// Fits a trained model to one's own outcomes, a rung at a time. A rung is taken only if, fitted on
/// the earlier conversations, it forecasts the later ones better than what is there already.
package struct AdaptationRun: Sendable {
    package let model: String
    package let data: [String]
    package let output: String
    package let embedder: TrainingEmbedder
    package var threads = 1

    package init(model: String, data: [String], output: String, embedder: TrainingEmbedder) {
        self.model = model
        self.data = data
        self.output = output
        self.embedder = embedder
    }

    package struct Step: Sendable, Codable {
        package var rung: Rung
        /// Mean log-loss of a later conversation before and after; nil where it was not tried.
        package var before: Double?
        package var after: Double?
        /// Bounds of the improvement, 80 % bootstrap by conversation.
        package var low: Double?
        package var high: Double?
        package var isTaken: Bool
        package var why: String
    }

    package struct Report: Sendable, Codable {
        package var model: String
        package var conversations: Int
        package var later: Int
        package var isByTime: Bool
        package var steps: [Step]
        /// Nil where no step won: nothing was written.
        package var written: String?
    }

    static let laterShare = 0.3
    static let rounds = 2_000

    /// Blocks; never call it from Swift's cooperative pool.
    package func run() throws(TrainingError) -> Report {
        let (file, scorer) = try load()
        let corpus = try Corpus(data)
        let (order, isByTime) = Self.inOrder(corpus)
        let ordered = order.map { corpus.conversations[$0] }
        let points = try Points(file, scorer, embedder, threads).of(ordered)
        let border = Int((1 - Self.laterShare) * Double(points.count))
        let (earlier, later) = (Array(points[..<border]), Array(points[border...]))
        var best: (rung: Rung?, shift: Shift) = (nil, Shift())
        var report = Report(
            model: scorer.model.id, conversations: points.count, later: later.count,
            isByTime: isByTime, steps: [])
        for rung in Rung.allCases {
            guard points.count >= rung.least else {
                report.steps.append(
                    Step(
                        rung: rung, isTaken: false,
                        why: "\(points.count) outcomes; it needs \(rung.least)"))
                continue
            }
            let shift = Shift(fitting: earlier, rung: rung)
            let step = Self.compare(rung, best.shift, shift, later)
            if step.isTaken { best = (rung, shift) }
            report.steps.append(step)
        }
        guard let rung = best.rung else { return report }
        try write(file, Shift(fitting: points, rung: rung), rung, corpus)
        report.written = output
        return report
    }

    private func load() throws(TrainingError) -> (ModelFile, Scorer) {
        do {
            let file = try ModelFile(contentsOf: model)
            return (file, try Scorer(model: try Model(file), embedder: embedder.remembering()))
        } catch let error as PredictionError {
            throw TrainingError(.badSetting, error.reason)
        } catch {
            throw TrainingError(.unreadable, "\(error)")
        }
    }

    /// By the time of the first turn where every conversation has one, else as the files have them.
    static func inOrder(_ corpus: Corpus) -> (order: [Int], isByTime: Bool) {
        let times = corpus.conversations.compactMap { $0.recorded.turns.first?.saidAtMilliseconds }
        let order = Array(corpus.conversations.indices)
        guard times.count == order.count else { return (order, false) }
        return (order.sorted { (times[$0], $0) < (times[$1], $1) }, true)
    }

    private static func compare(
        _ rung: Rung, _ old: Shift, _ new: Shift, _ later: [(points: [Shift.Point], label: Float)]
    ) -> Step {
        let before = later.map { old.loss($0.points, $0.label) }
        let after = later.map { new.loss($0.points, $0.label) }
        let gains = zip(before, after).map { $0 - $1 }
        var random = Random(seed: 0xada9, later.count)
        let means = (0..<rounds).map { _ in
            gains.indices.reduce(0.0) { sum, _ in sum + gains[random.below(gains.count)] }
                / Double(gains.count)
        }.sorted()
        let (low, high) = (means[rounds / 10], means[rounds * 9 / 10])
        let count = Double(later.count)
        return Step(
            rung: rung, before: before.reduce(0, +) / count, after: after.reduce(0, +) / count,
            low: low, high: high, isTaken: low > 0,
            why: low > 0
                ? "better on the later conversations" : "no clear gain on the later conversations")
    }

    private func write(
        _ file: ModelFile, _ shift: Shift, _ rung: Rung, _ corpus: Corpus
    ) throws(TrainingError) {
        var file = file
        do {
            let members = Int(try file.text("members")) ?? 0
            let slopes = try file.floats("calibration.slope", shape: [TurnBuckets.count])
            file.add(
                "calibration.slope", slopes.map { $0 * shift.slope }, shape: [TurnBuckets.count])
            for member in 0..<members {
                let bias = "member.\(member).probability.bias"
                var values = try file.floats(bias, shape: [2])
                values[0] += shift.intercept / shift.slope
                file.add(bias, values, shape: [2])
                guard !shift.weights.isEmpty else { continue }
                let skip = "member.\(member).probability.skip"
                let old = try file.floats(skip, shape: [shift.weights.count])
                file.add(
                    skip, zip(old, shift.weights).map { $0 + $1 / shift.slope },
                    shape: [old.count])
            }
            // What became of other people's conversations is no record of these.
            let cells = TurnBuckets.count * Reliability.bins
            for name in ["reliability.supports", "reliability.conversions"] {
                file.add(
                    name, [Float](repeating: 0, count: cells),
                    shape: [TurnBuckets.count, Reliability.bins])
            }
            file.describe("adapted.from", .text(URL(filePath: model).lastPathComponent))
            file.describe("adapted.rung", .text(rung.rawValue))
            file.describe("adapted.sha256", .text(corpus.sha256))
            file.describe("adapted.conversations", .text(String(corpus.conversations.count)))
            try file.write(to: output)
        } catch {
            throw TrainingError(.unwritable, "\(output): \(error)")
        }
    }
}

/// Conversations as what a `Shift` is fitted to.
private struct Points {
    private let scorer: Scorer
    private let embedder: TrainingEmbedder
    private let threads: Int
    private let mean, scale, slopes: [Float]

    init(
        _ file: ModelFile, _ scorer: Scorer, _ embedder: TrainingEmbedder, _ threads: Int
    ) throws(TrainingError) {
        self.scorer = scorer
        self.embedder = embedder
        self.threads = threads
        let features = ConversationState.schema.count
        do {
            mean = try file.floats("features.mean", shape: [features])
            scale = try file.floats("features.scale", shape: [features])
            slopes = try file.floats("calibration.slope", shape: [TurnBuckets.count])
        } catch {
            throw TrainingError(.badSetting, "\(error)")
        }
    }

    func of(
        _ conversations: [Corpus.Conversation]
    ) throws(TrainingError) -> [(points: [Shift.Point], label: Float)] {
        let scored = try scorer.score(conversations.map(\.recorded.turns), threads: threads)
        return zip(conversations, scored).map { conversation, scored in
            var state = ConversationState()
            let turns = conversation.recorded.turns
            var points = zip(turns, scored.turns).enumerated().map { index, pair in
                let x = state.measure(pair.0).features.values
                return point(pair.1.probability, x, TurnBuckets.bucket(turn: index + 1))
            }
            points.append(
                point(
                    scored.closing.probability, state.close().features.values, TurnBuckets.closing))
            return (points, conversation.converted ? 1 : 0)
        }
    }

    private func point(_ probability: Float, _ raw: [Float], _ bucket: Int) -> Shift.Point {
        let clipped = Double(min(max(probability, 1e-6), 1 - 1e-6))
        let x = raw.indices.map { index -> Float in
            let value = (raw[index] - mean[index]) * scale[index]
            return value.isNaN ? 0 : max(-MemberLayout.clip, min(MemberLayout.clip, value))
        }
        return Shift.Point(
            logit: Float(log(clipped / (1 - clipped))), bucketSlope: slopes[bucket], x: x)
    }
}
