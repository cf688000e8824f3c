private import Foundation
internal import Predictions

/// Grows boosted trees on the last turns of conversations, and on their closings: a row each.
///
/// There the outcome shows most and no conversation weighs more than another. The trees of the
/// live part see last turns as if they went on, so what they say is asked for at any turn.
struct BoostedTraining {
    let examples: Examples
    let configuration: TrainingConfiguration

    init(_ examples: Examples, _ configuration: TrainingConfiguration) {
        self.examples = examples
        self.configuration = configuration
    }

    /// Conversations that they are grown on; of more, as many evenly from all of them.
    private static let most = 20_000

    /// - Parameter stream: 0 for the model itself, others for folds: their draws differ.
    func boosted(_ all: [Int], stream: Int) -> Boosted? {
        guard configuration.shape.boosts > 0 else { return nil }
        let train = all.spread(most: Self.most)
        let count = examples.features
        let last = train.flatMap { one in
            let example = examples.all[one]
            return example.features[(example.count - 1) * count..<example.count * count]
        }
        return Boosted(
            live: grow(last, train, stream: [stream, 0]),
            closed: grow(train.flatMap { examples.all[$0].closed }, train, stream: [stream, 1]))
    }

    private func grow(_ values: [Float], _ train: [Int], stream: [Int]) -> Forest {
        let rows = TreeRows(
            features: examples.features, values: values,
            labels: train.map { examples.all[$0].label > 0.5 },
            weights: [Int](repeating: 1, count: train.count))
        let (seed, boosts) = (configuration.seed, configuration.shape.boosts)
        // Several runs of one rate, averaged: what a single draw of rows and features did to a
        // forecast mostly cancels.
        let runs = Crew.map(BoostGrowth.runs, threads: configuration.threads) { run in
            var growth = BoostGrowth(
                rows: rows, random: Random(seed: seed, 0xb005, stream[0], stream[1], run))
            growth.grow(boosts)
            return growth.trees
        }
        return TreeGrowth.forest(runs.flatMap { $0 })
    }
}

extension Example {
    /// What a part that sees one turn's features says after each turn, and after closing.
    func logits(_ width: Int, _ ask: (_ features: [Float], _ isClosing: Bool) -> Float) -> [Float] {
        (0..<count).map { ask(Array(features[$0 * width..<($0 + 1) * width]), false) }
            + [ask(closed, true)]
    }
}

/// Gradient boosting of shallow trees on the log-loss (Friedman 2001), with the second-order gain
/// and leaves of Chen and Guestrin 2016, section 2.2. Each tree sees a draw of rows and features.
struct BoostGrowth {
    let rows: TreeRows
    private var random: Random
    /// Leaves are steps in log-odds, a `runs`-th of this run's.
    private(set) var trees: [[TreeGrowth.Node]] = []
    private var logits: [Float]

    static let runs = 3
    private static let rate: Float = 0.05
    private static let depth = 3
    private static let (rowShare, featureShare) = (Float(0.7), Float(0.3))
    /// Added to the second derivative, and the least of it in a leaf.
    private static let (penalty, least) = (Float(1), Float(1))

    init(rows: TreeRows, random: Random) {
        self.rows = rows
        self.random = random
        let won = Float(rows.labels.count { $0 })
        let start = log((won + 1) / (Float(rows.count) - won + 1))
        logits = [Float](repeating: start, count: rows.count)
        trees.append([TreeGrowth.Node(value: start / Float(Self.runs))])
    }

    mutating func grow(_ count: Int) {
        for _ in 0..<count { growOne() }
    }

    private mutating func growOne() {
        let features = drawn(rows.features, Self.featureShare)
        let chosen = drawn(rows.count, Self.rowShare)
        var slopes = [Float](repeating: 0, count: rows.count)
        var curves = slopes
        for row in chosen {
            let said = Squash.sigmoid(logits[row])
            slopes[row] = said - (rows.labels[row] ? 1 : 0)
            curves[row] = said * (1 - said)
        }
        var nodes = [TreeGrowth.Node(value: 0)]
        // Rows that were not drawn go down the tree too: their log-odds move with it.
        var open = [(node: 0, depth: 0, drawn: chosen, all: Array(0..<rows.count))]
        while let (node, depth, drawn, all) = open.popLast() {
            let split =
                depth < Self.depth ? split(drawn, features, slopes, curves) : nil
            guard let split else {
                let (slope, curve) = Self.sums(drawn, slopes, curves)
                let step = -Self.rate * slope / (curve + Self.penalty)
                nodes[node].value = step / Float(Self.runs)
                for row in all { logits[row] += step }
                continue
            }
            func isMore(_ row: Int) -> Bool {
                Int(rows.bins[row * rows.features + split.feature]) > split.bin
            }
            let child = nodes.count
            nodes[node] = TreeGrowth.Node(
                feature: Int32(split.feature), value: rows.cuts[split.feature][split.bin],
                child: Int32(child))
            nodes += [TreeGrowth.Node(value: 0), TreeGrowth.Node(value: 0)]
            open.append(
                (child, depth + 1, drawn.filter { !isMore($0) }, all.filter { !isMore($0) }))
            open.append((child + 1, depth + 1, drawn.filter(isMore), all.filter(isMore)))
        }
        trees.append(nodes)
    }

    /// A share of 0 ..< count, without repetition.
    private mutating func drawn(_ count: Int, _ share: Float) -> [Int] {
        var order = Array(0..<count)
        let wanted = max(1, Int(Float(count) * share))
        for place in 0..<wanted { order.swapAt(place, place + random.below(count - place)) }
        return order[..<wanted].sorted()
    }

    private static func sums(_ some: [Int], _ slopes: [Float], _ curves: [Float]) -> (Float, Float)
    {
        some.reduce((0, 0)) { ($0.0 + slopes[$1], $0.1 + curves[$1]) }
    }

    /// The split that gains most; nil where none gains.
    private func split(
        _ some: [Int], _ features: [Int], _ slopes: [Float], _ curves: [Float]
    ) -> TreeGrowth.Split? {
        let (slope, curve) = Self.sums(some, slopes, curves)
        let whole = slope * slope / (curve + Self.penalty)
        var best: TreeGrowth.Split?
        for feature in features {
            let bins = rows.cuts[feature].count + 1
            guard bins > 1 else { continue }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * bins) { cells in
                cells.initialize(repeating: 0)
                for row in some {
                    let bin = Int(rows.bins[row * rows.features + feature])
                    cells[2 * bin] += slopes[row]
                    cells[2 * bin + 1] += curves[row]
                }
                var (less, lessCurve) = (Float(0), Float(0))
                for bin in 0..<bins - 1 {
                    less += cells[2 * bin]
                    lessCurve += cells[2 * bin + 1]
                    let (more, moreCurve) = (slope - less, curve - lessCurve)
                    guard lessCurve >= Self.least, moreCurve >= Self.least else { continue }
                    let gain =
                        less * less / (lessCurve + Self.penalty)
                        + more * more / (moreCurve + Self.penalty) - whole
                    if Double(gain) > best?.purity ?? 1e-6 {
                        best = .init(feature: feature, bin: bin, purity: Double(gain))
                    }
                }
            }
        }
        return best
    }
}
