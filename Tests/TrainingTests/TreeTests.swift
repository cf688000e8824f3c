import Predictions
import Testing

@testable import Training

/// Rows of made-up numbers; some features have few values, one has one.
private func made(_ count: Int, seed: UInt64) -> (values: [Float], labels: [Bool]) {
    var random = Random(seed: seed)
    var (values, labels): ([Float], [Bool]) = ([], [])
    for _ in 0..<count {
        let row = [random.unit(), Float(random.below(3)), 7, random.normal()]
        values += row
        labels.append(random.unit() < (row[0] > 0.6 ? 0.8 : 0.3) + (row[1] == 2 ? 0.15 : 0))
    }
    return (values, labels)
}

@Suite("Trees")
struct TreeTests {
    @Test("Split where a search of every feature and threshold finds the purest sides")
    func bruteForce() {
        for seed in UInt64(1)...20 {
            let (values, labels) = made(40, seed: seed)
            let rows = TreeRows(
                features: 4, values: values, labels: labels,
                weights: [Int](repeating: 1, count: 40))
            var growth = TreeGrowth(rows: rows, leaf: 5, tries: 4, random: Random(seed: seed))
            let found = growth.bestSplit((0..<40).map(Int32.init), converted: count(labels))
            var best = 0.0
            for feature in 0..<4 {
                for threshold in 0..<40 {
                    let cut = values[threshold * 4 + feature]
                    let less = (0..<40).filter { values[$0 * 4 + feature] <= cut }
                    let more = (0..<40).filter { values[$0 * 4 + feature] > cut }
                    guard less.count >= 5, more.count >= 5 else { continue }
                    best = max(best, purity(less, labels) + purity(more, labels))
                }
            }
            #expect(abs((found?.purity ?? 0) - best) < 1e-9, "seed \(seed)")
        }
    }

    private func count(_ labels: [Bool]) -> Int { labels.reduce(0) { $0 + ($1 ? 1 : 0) } }

    private func purity(_ rows: [Int], _ labels: [Bool]) -> Double {
        let converted = Double(rows.filter { labels[$0] }.count)
        return converted * converted / Double(rows.count)
    }

    @Test("Say in each leaf what share of the rows that end there converted")
    func leaves() {
        let (values, labels) = made(200, seed: 4)
        let rows = TreeRows(
            features: 4, values: values, labels: labels, weights: [Int](repeating: 1, count: 200))
        var growth = TreeGrowth(rows: rows, leaf: 10, tries: 2, random: Random(seed: 9))
        growth.grow((0..<200).map(Int32.init))
        let forest = TreeGrowth.forest([growth.nodes])
        var ends: [Float: [Int]] = [:]
        for row in 0..<200 {
            ends[forest.probability(Array(values[row * 4..<row * 4 + 4])), default: []].append(row)
        }
        #expect(ends.count > 3)
        for (said, rows) in ends where rows.count >= 10 {
            let converted = Float(rows.filter { labels[$0] }.count)
            #expect(abs(converted / Float(rows.count) - said) < 1e-5)
        }
        #expect(ends.values.allSatisfy { $0.count >= 10 })
    }

    @Test("Draw a row as often as it weighs")
    func weights() {
        let rows = TreeRows(
            features: 1, values: [1, 2, 3], labels: [true, false, true], weights: [1, 1, 8])
        var random = Random(seed: 3)
        let drawn = rows.draw(10_000, &random)
        let third = drawn.filter { $0 == 2 }.count
        #expect((7_700...8_300).contains(third))
    }
}
