import Foundation
import Messages
import Predictions
import Testing

@testable import Training

@Suite("Confidence from what was held out")
struct ConfidenceTests {
    /// Conversations whose forecasts are right, and whose length goes with the outcome.
    private func forecasts(_ count: Int, seed: UInt64) -> (series: [[Double]], labels: [Float]) {
        var random = Random(seed: seed)
        var (series, labels): ([[Double]], [Float]) = ([], [])
        for _ in 0..<count {
            let taste = Double(random.normal())
            let label: Float = Double(random.unit()) < 1 / (1 + exp(-2 * taste)) ? 1 : 0
            let turns = label > 0.5 ? 6 + random.below(14) : 2 + random.below(8)
            series.append(
                (0...turns).map { turn in
                    let noise = Double(random.normal()) * 4 / Double(turn + 2)
                    return 1 / (1 + exp(-(taste + noise)))
                })
            labels.append(label)
        }
        return (series, labels)
    }

    @Test("Label sets hold the outcome of nine in ten other conversations, at any stage")
    func coverage() {
        let known = forecasts(3_000, seed: 1)
        let other = forecasts(3_000, seed: 2)
        let sets = LabelSets(fitting: known.series, known.labels, Array(known.labels.indices))
        var held = [Double](repeating: 0, count: TurnBuckets.count)
        var asked = held
        for (series, label) in zip(other.series, other.labels) {
            for (place, probability) in series.enumerated() {
                let bucket = TurnBuckets.bucket(place: place, of: series.count)
                let set = sets.set(probability: Float(probability), bucket: bucket)
                asked[bucket] += 1
                held[bucket] += set.outcome == nil || set.outcome == (label > 0.5) ? 1 : 0
            }
        }
        for bucket in 0..<TurnBuckets.count {
            let share = held[bucket] / asked[bucket]
            #expect((0.87...0.94).contains(share), "\(TurnBuckets.label(bucket)): \(share)")
        }
    }

    @Test("With fewer conversations than nine, both outcomes stay open")
    func few() {
        let known = forecasts(8, seed: 3)
        let sets = LabelSets(fitting: known.series, known.labels, Array(0..<8))
        #expect(sets.thresholds.allSatisfy { $0 == 1 })
        let none = LabelSets(fitting: known.series, known.labels, [])
        #expect(none.set(probability: 0.99, bucket: 0) == .undecided)
    }

    @Test("The relative distance is the difference of two Mahalanobis distances, all directions in")
    func relative() throws {
        let width = 5
        let traces = Self.traces(60, width: width, seed: 4, drift: 0.6)
        let map = NoveltyMap(fitting: traces, random: Random(seed: 1))
        let probe = Self.traces(1, width: width, seed: 9, drift: 0.6)[0]
        let direct = DirectDistance(traces, map)
        for trace in probe {
            let expected = direct.relative(trace.features)
            #expect(abs(Double(map.place(trace.features).relative) - expected) < 0.02)
        }
    }

    @Test(
        "Thresholds of held-out turns are kept by other turns; those of a map's own turns are not")
    func heldOutThresholds() {
        func distances(_ map: NoveltyMap, _ traces: [[Trace]]) -> [Float] {
            traces.flatMap { $0.map { map.place($0.features).distance } }.sorted()
        }
        // Few conversations, many of whose turns have a point for themselves.
        let seen = Self.traces(24, width: 30, seed: 5, drift: 0)
        let map = NoveltyMap(fitting: seen, random: Random(seed: 1))
        let heldOut = distances(map, Self.traces(200, width: 30, seed: 6, drift: 0))
        let other = distances(map, Self.traces(200, width: 30, seed: 7, drift: 0))
        func exceeding(_ threshold: Float) -> Double {
            Double(other.count { $0 > threshold }) / Double(other.count)
        }
        let honest = exceeding(heldOut[heldOut.count * 95 / 100])
        let own = distances(map, seen)
        let naive = exceeding(own[own.count * 95 / 100])
        #expect((0.02...0.09).contains(honest), "\(honest)")
        #expect(naive > 2 * honest, "\(naive) against \(honest)")
    }

    @Test("A trained model knows its limits; strange turns are novel to it and its own are not")
    func trained() throws {
        try Made.inFolder { folder in
            var configuration = try Made.configuration(in: folder, lines: Made.lines(120))
            configuration.learning.epochs = 3
            let report = try TrainingRun(configuration: configuration, embedder: Made.embedder)
                .run { _ in }
            let scorer = try Scorer(
                model: try Model(contentsOf: report.modelPath), embedder: Made.embedder)
            func ranks(_ texts: [String]) throws -> [Float] {
                let turns = texts.enumerated().map { index, text in
                    Turn(
                        number: index + 1, speaker: index % 2 == 0 ? .representative : .customer,
                        text: text)
                }
                let scored = try scorer.score(turns)
                #expect(scored.turns[0].confidence.doubts?.contains(.early) == true)
                return (scored.turns + [scored.closing]).compactMap { $0.confidence.novelty?.rank }
            }
            let usual = try ranks(["It costs $50 a month.", "I see.", "It costs $60 a month."])
            let strange = try ranks([
                "STOP!!! Who is this? I will call my lawyer, and the police, and my wife.",
                "Not again! Never! 3,000,000 dollars?! No, no, no, no!",
                "Unsubscribe. http://a.example/b?c=1 is not what I asked for, is it? Is it??",
            ])
            #expect(usual.count == 4 && strange.count == 4)
            #expect(usual.reduce(0, +) + 1 < strange.reduce(0, +), "\(usual) \(strange)")
        }
    }

    // MARK: - Made traces

    /// Turns + 1 of normal features whose mean drifts with the stage.
    static func traces(_ count: Int, width: Int, seed: UInt64, drift: Float) -> [[Trace]] {
        var random = Random(seed: seed)
        return (0..<count).map { _ in
            let turns = 4 + random.below(18)
            return (0...turns).map { place in
                let stage = Float(TurnBuckets.bucket(place: place, of: turns + 1))
                let features = (0..<width).map { index in
                    random.normal() + (index % 2 == 0 ? drift * stage : 0)
                }
                return Trace(features: features, logits: [0, 1])
            }
        }
    }
}

/// The definition, with whole matrices.
private struct DirectDistance {
    private var rows: [[Double]] = []
    private var groups: [Int] = []
    private let map: NoveltyMap

    init(_ traces: [[Trace]], _ map: NoveltyMap) {
        self.map = map
        for series in traces {
            for (place, trace) in series.enumerated() {
                rows.append(standard(trace.features))
                groups.append(TurnBuckets.bucket(place: place, of: series.count))
            }
        }
    }

    private func standard(_ features: [Float]) -> [Double] {
        zip(features, zip(map.mean, map.scale)).map { Double(($0 - $1.0) * $1.1) }
    }

    func relative(_ features: [Float]) -> Double {
        let z = standard(features)
        let width = z.count
        let all = mean(rows)
        let means = (0..<TurnBuckets.count).map { group in
            mean(zip(rows, groups).filter { $0.1 == group }.map(\.0))
        }
        var within = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
        var between = within
        for (row, group) in zip(rows, groups) {
            for i in 0..<width {
                for j in 0..<width {
                    within[i][j] +=
                        (row[i] - means[group][i]) * (row[j] - means[group][j])
                        / Double(rows.count)
                    between[i][j] +=
                        (means[group][i] - all[i]) * (means[group][j] - all[j])
                        / Double(rows.count)
                }
            }
        }
        let ridge = 0.01 * (0..<width).reduce(0) { $0 + within[$1][$1] } / Double(width)
        for i in 0..<width { within[i][i] += ridge }
        let whole = zip(within, between).map { zip($0, $1).map { $0 + $1 } }
        func squared(_ matrix: [[Double]], _ centre: [Double]) -> Double {
            let off = zip(z, centre).map { $0 - $1 }
            return zip(off, solve(matrix, off)).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return (means.map { squared(within, $0) }.min() ?? 0) - squared(whole, all)
    }

    private func mean(_ rows: [[Double]]) -> [Double] {
        (0..<map.width).map { index in
            rows.reduce(0) { $0 + $1[index] } / Double(max(rows.count, 1))
        }
    }

    /// Gauss and Jordan, with pivots.
    private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var a = zip(matrix, right).map { $0 + [$1] }
        for column in a.indices {
            let pivot = (column..<a.count).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
            a.swapAt(column, pivot)
            for row in a.indices where row != column {
                let factor = a[row][column] / a[column][column]
                for index in column...a.count { a[row][index] -= factor * a[column][index] }
            }
        }
        return a.indices.map { a[$0][a.count] / a[$0][$0] }
    }
}
