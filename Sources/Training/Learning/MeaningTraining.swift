private import Foundation
internal import Predictions

/// Fits the regression on pooled embeddings: one on all turns, one on closings.
///
/// It is fitted in the directions along which the vectors vary most, each pooled coordinate
/// standardised, and then written out in the embedding's own coordinates.
struct MeaningTraining {
    let examples: Examples
    let configuration: TrainingConfiguration

    init(_ examples: Examples, _ configuration: TrainingConfiguration) {
        self.examples = examples
        self.configuration = configuration
    }

    /// L2 penalties of the two regressions, on the mean log-loss.
    private static let (livePenalty, closedPenalty) = (Float(3.5e-3), Float(6e-3))
    /// Conversations that it is fitted on; of more, as many evenly from all of them.
    private static let most = 4_000
    /// How much less the terms that grow with the clock are trusted.
    private static let drift: Float = 0.7
    private static let clip: Float = 4

    func meaning(_ all: [Int]) -> Meaning? {
        let train = all.spread(most: Self.most)
        let rows = min(configuration.shape.directions, examples.dimensions)
        guard rows > 0 else { return nil }
        let basis = Principal(
            examples.embeddings, dimensions: examples.dimensions,
            texts: train.flatMap { examples.all[$0].texts }, rows: rows)
        let seen = Crew.map(train.count, threads: configuration.threads) {
            pooled(examples.all[train[$0]], basis)
        }
        let width = Meaning.pools * rows
        let scaling = Scaling(seen.flatMap { $0 }, width: width)
        let final = Float(configuration.learning.finalWeight)
        var (live, liveLabels, weights) = ([Float](), [Bool](), [Float]())
        var (closed, closedLabels) = ([Float](), [Bool]())
        for (one, turns) in zip(train, seen) {
            let example = examples.all[one]
            for turn in 0..<example.count {
                let row = scaling.row(turns[turn * width..<(turn + 1) * width])
                let tau = MemberLayout.tau(turn: turn + 1)
                let isLast = turn == example.count - 1
                live += row + row.map { $0 * tau * Self.drift } + [tau]
                liveLabels.append(example.label > 0.5)
                weights.append(isLast ? final : 1)
                guard isLast else { continue }
                closed += row
                closedLabels.append(example.label > 0.5)
            }
        }
        let going = DenseLogistic(
            live, width: 2 * width + 1, liveLabels, weights: weights, penalty: Self.livePenalty)
        let over = DenseLogistic(
            closed, width: width, closedLabels,
            weights: [Float](repeating: 1, count: closedLabels.count), penalty: Self.closedPenalty)
        return written(going, over, scaling, basis)
    }

    /// [turns, pools, rows]: means of the projected vectors.
    private func pooled(_ example: Example, _ basis: Principal) -> [Float] {
        let (size, rows) = (examples.dimensions, basis.bias.count)
        var result = [Float](repeating: 0, count: example.count * Meaning.pools * rows)
        var sums = [[Float]](
            repeating: [Float](repeating: 0, count: rows), count: Meaning.pools - 1)
        var counts = [Float](repeating: 0, count: Meaning.pools - 1)
        for (turn, text) in example.texts.enumerated() {
            let said = examples.embeddings.withUnsafeBufferPointer { table in
                basis.rows.withUnsafeBufferPointer { basis in
                    (0..<rows).map { row -> Float in
                        guard let table = table.baseAddress, let basis = basis.baseAddress
                        else { return 0 }
                        return Dot.floats(basis + row * size, table + text * size, size)
                    }
                }
            }
            for pool in [0, example.speakers[turn] > 0 ? 1 : 2] {
                counts[pool] += 1
                for row in 0..<rows { sums[pool][row] += said[row] }
            }
            let start = turn * Meaning.pools * rows
            for pool in sums.indices {
                for row in 0..<rows {
                    result[start + pool * rows + row] = sums[pool][row] / max(counts[pool], 1)
                }
            }
            for row in 0..<rows { result[start + sums.count * rows + row] = said[row] }
        }
        return result
    }

    /// The regressions in the embedding's coordinates: directions and scales multiplied out.
    private func written(
        _ going: DenseLogistic, _ over: DenseLogistic, _ scaling: Scaling, _ basis: Principal
    ) -> Meaning {
        let (size, rows) = (examples.dimensions, basis.bias.count)
        let width = Meaning.pools * rows
        let parts = [
            Array(going.weights[..<width]),
            going.weights[width..<2 * width].map { $0 * Self.drift }, over.weights,
        ].map { zip($0, scaling.scales).map { $0 * $1 } }
        let shifts = parts.map { -zip($0, scaling.means).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
        var weights = [Float](repeating: 0, count: Meaning.pools * Meaning.heads * size)
        for pool in 0..<Meaning.pools {
            for head in 0..<Meaning.heads {
                let start = (pool * Meaning.heads + head) * size
                for row in 0..<rows {
                    let factor = parts[head][pool * rows + row]
                    for index in 0..<size {
                        weights[start + index] += factor * basis.rows[row * size + index]
                    }
                }
            }
        }
        return Meaning(
            weights: weights,
            bias: [
                going.bias + shifts[0], going.weights[2 * width] + shifts[1],
                over.bias + shifts[2],
            ])
    }

    /// Log-odds of a conversation: turns + 1, the last one after closing.
    func logits(_ meaning: Meaning, _ example: Example) -> [Float] {
        var kept = [Float](repeating: 0, count: Meaning.kept)
        return examples.embeddings.withUnsafeBufferPointer { table in
            kept.withUnsafeMutableBufferPointer { kept in
                guard let table = table.baseAddress, let kept = kept.baseAddress else { return [] }
                let live = example.texts.enumerated().map { turn, text in
                    meaning.take(
                        table + text * examples.dimensions,
                        isCustomer: example.speakers[turn] > 0, into: kept)
                    return meaning.logit(kept, turns: turn + 1, isClosing: false)
                }
                return live + [meaning.logit(kept, turns: example.count, isClosing: true)]
            }
        }
    }
}

extension [Int] {
    /// At most so many of these, from everywhere.
    func spread(most: Int) -> [Int] {
        count <= most ? self : (0..<most).map { self[$0 * count / most] }
    }
}

/// Means and inverse deviations of columns; rows come out about 1 long.
private struct Scaling {
    private(set) var means, scales: [Float]
    private let shrink: Float

    /// - Parameter values: [rows, width].
    init(_ values: [Float], width: Int) {
        let count = Double(max(values.count / width, 1))
        var sums = [Double](repeating: 0, count: width)
        var squares = sums
        for (place, value) in values.enumerated() {
            sums[place % width] += Double(value)
            squares[place % width] += Double(value * value)
        }
        let shrink = 1 / Float(width).squareRoot()
        means = sums.map { Float($0 / count) }
        scales = zip(squares, sums).map { square, sum in
            let variance = square / count - (sum / count) * (sum / count)
            return shrink / Float(max(variance, 1e-8).squareRoot())
        }
        self.shrink = shrink
    }

    func row(_ values: ArraySlice<Float>) -> [Float] {
        zip(values, zip(means, scales)).map { ($0 - $1.0) * $1.1 }
    }
}
