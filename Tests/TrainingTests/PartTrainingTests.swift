import Predictions
import Testing

@testable import Training

@Suite("Training the parts")
struct PartTrainingTests {
    /// Log-odds that are the truth, and ones that are half noise.
    private static func forecasts(_ count: Int) -> (truth: [[Float]], noise: [[Float]], [Float]) {
        var random = Random(seed: 12)
        var (truths, noises, labels): ([[Float]], [[Float]], [Float]) = ([], [], [])
        for _ in 0..<count {
            let truth = 1.5 * random.normal()
            truths.append([Float](repeating: truth, count: 6))
            noises.append((0..<6).map { _ in 1.5 * random.normal() })
            labels.append(random.unit() < Squash.sigmoid(truth) ? 1 : 0)
        }
        return (truths, noises, labels)
    }

    @Test("Shares go to the part that knows, none below zero, and add up to one")
    func shares() {
        let (truth, noise, labels) = Self.forecasts(1_500)
        let parts: [HeldOut.Logits] = [(.members, noise), (.boosted, truth)]
        let blend = Blend(fitting: parts, labels, Array(labels.indices), finalWeight: 3)
        for bucket in 0..<TurnBuckets.count {
            #expect(blend.share(.boosted, bucket: bucket) > 0.85)
            #expect(blend.share(.members, bucket: bucket) >= 0)
            #expect(blend.share(.forests, bucket: bucket) == 0)
        }
        for row in blend.shares { #expect(abs(row.reduce(0, +) - 1) < 1e-5) }
        #expect(blend.mixed(parts)[0].count == 6)
    }

    @Test("A part that knows in early turns alone weighs there alone")
    func buckets() {
        let (truth, noise, labels) = Self.forecasts(1_500)
        let early = zip(truth, noise).map { Array($0[..<2]) + Array($1[2...]) }
        let late = zip(truth, noise).map { Array($1[..<2]) + Array($0[2...]) }
        let parts: [HeldOut.Logits] = [(.wording, early), (.members, late)]
        let blend = Blend(
            fitting: parts, labels, Array(labels.indices), finalWeight: 3)
        #expect(blend.share(.wording, bucket: TurnBuckets.bucket(turn: 2)) > 0.75)
        #expect(blend.share(.members, bucket: TurnBuckets.bucket(turn: 4)) > 0.75)
        #expect(blend.share(.members, bucket: TurnBuckets.closing) > 0.75)
    }

    @Test("Words that go with an outcome are found, in the turns that they are fitted to")
    func wording() throws {
        var random = Random(seed: 31)
        let all = (0..<400).map { one -> Example in
            let label: Float = one % 2 == 0 ? 1 : 0
            // Word 7 is said by most who convert; what is said after turn 3 is misleading.
            let said = random.unit() < (label > 0.5 ? 0.8 : 0.2)
            let common = (0..<3).map { _ in [UInt64(100 + random.below(40))] }
            let words = [
                common[0], common[1] + (said ? [7] : []), common[2], [label > 0.5 ? 8 : 9],
            ]
            return Example(
                id: "\(one)", label: label, count: 4, features: [0, 0, 0, 0], closed: [0],
                texts: [0, 0, 0, 0], speakers: [-1, 1, -1, 1], words: words)
        }
        let examples = Examples(all: all, embeddings: [0], dimensions: 1, features: 1)
        var configuration = TrainingConfiguration(data: [], output: "")
        configuration.shape.wordTurns = 3
        let training = WordingTraining(examples, configuration)
        let wording = try #require(training.wording(Array(all.indices)))
        let place = try #require(wording.place(of: 7))
        #expect(wording.weights[place] > 1)
        #expect(wording.place(of: 6) == nil)
        let series = all.map { WordingTraining.logits(wording, $0) }
        let outcomes = all.map { $0.label > 0.5 }
        #expect(Metrics.auc(outcomes, series.map { Double($0[2]) }) > 0.75)
        #expect(series.allSatisfy { $0.count == 5 })
        configuration.shape.wordTurns = 0
        #expect(WordingTraining(examples, configuration).wording([0, 1]) == nil)
    }

    @Test("Of two equal parts, and of few conversations, the shares stay near even")
    func even() {
        let (truth, _, labels) = Self.forecasts(40)
        let same = Blend(
            fitting: [(.members, truth), (.forests, truth)], labels, Array(labels.indices),
            finalWeight: 1)
        #expect(abs(same.share(.members, bucket: 0) - 0.5) < 0.05)
        let alone = Blend(fitting: [(.members, truth)], labels, [0, 1], finalWeight: 1)
        #expect(alone.share(.members, bucket: TurnBuckets.closing) == 1)
    }

    @Test("An intercept mends forecasts that are all too high")
    func intercept() {
        let (truth, _, labels) = Self.forecasts(3_000)
        let high = truth.map { $0.map { $0 + 1 } }
        let calibrator = Calibrator(fitting: high, labels, Array(labels.indices))
        for value in calibrator.intercepts { #expect(abs(value + 1) < 0.15, "\(value)") }
        let outcomes = labels.map { $0 > 0.5 }
        let mended = high.map { calibrator.probabilities($0)[5] }
        #expect(Metrics.ece(outcomes, mended) < 0.03)
        #expect(Metrics.ece(outcomes, high.map { Double(Squash.sigmoid($0[5])) }) > 0.1)
    }

    @Test("A regression finds what scikit-learn's finds on the same rows")
    func logistic() {
        var random = Random(seed: 8)
        var (values, labels): ([Float], [Bool]) = ([], [])
        for _ in 0..<6_000 {
            let row = (0..<3).map { _ in random.normal() * 0.6 }
            values += row
            let logit = 2 * row[0] - row[1] + 0.5
            labels.append(random.unit() < Squash.sigmoid(logit))
        }
        let found = DenseLogistic(
            values, width: 3, labels, weights: [Float](repeating: 2, count: labels.count),
            penalty: 1e-6)
        let frozen: [Float] = [1.9552, -1.0949, -0.1511, 0.4216]
        for (weight, expected) in zip(found.weights + [found.bias], frozen) {
            #expect(abs(weight - expected) < 2e-3, "\(found.weights) \(found.bias)")
        }
    }

    @Test("Boosted trees forecast rows that they have not seen")
    func boosts() {
        var random = Random(seed: 21)
        var (values, labels): ([Float], [Bool]) = ([], [])
        for _ in 0..<900 {
            let row = (0..<4).map { _ in random.normal() }
            values += row
            let logit: Float = abs(row[0]) > 0.7 ? 2 : -2
            labels.append(random.unit() < Squash.sigmoid(logit + row[1]))
        }
        let rows = TreeRows(
            features: 4, values: Array(values[..<2_400]), labels: Array(labels[..<600]),
            weights: [Int](repeating: 1, count: 600))
        var growth = BoostGrowth(rows: rows, random: Random(seed: 3))
        growth.grow(120)
        let forest = TreeGrowth.forest(growth.trees)
        let said = (600..<900).map { Double(forest.sum(Array(values[$0 * 4..<$0 * 4 + 4]))) }
        // What no line tells: one of the features counts by its size, whatever its sign.
        #expect(Metrics.auc(Array(labels[600...]), said) > 0.8)
    }

    @Test("At most so many, from everywhere")
    func spread() {
        #expect([4, 5, 6].spread(most: 3) == [4, 5, 6])
        #expect(Array(0..<10).spread(most: 4) == [0, 2, 5, 7])
    }
}
