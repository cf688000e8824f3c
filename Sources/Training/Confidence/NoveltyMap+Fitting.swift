internal import Predictions

extension NoveltyMap {
    /// Turns that a map is made from, of conversations taken evenly.
    static let turns = 16_000
    /// Products that its covariance may take; wide features are sampled more thinly.
    private static let products = 3_000_000_000

    /// - Parameter traces: for each conversation turns + 1, the last one after closing; at most
    ///   about `turns` in all.
    init(fitting traces: [[Trace]], random: Random) {
        var rows: [Float] = []
        var (stages, owners): ([Int], [Int]) = ([], [])
        for (one, series) in traces.enumerated() {
            for (place, trace) in series.enumerated() {
                rows += trace.features
                stages.append(TurnBuckets.bucket(place: place, of: series.count))
                owners.append(one)
            }
        }
        let width = traces.first?.first?.features.count ?? 0
        let (mean, scale) = Self.standardise(&rows, width: width)
        let means = Means(rows, width: width, count: NoveltyMap.points, random: random)
        var visitors = [Set<Int>](repeating: [], count: means.count)
        for (owner, point) in zip(owners, means.nearest(rows, Array(owners.indices))) {
            visitors[point].insert(owner)
        }
        let parts = Self.parts(rows, width: width, stages)
        self.init(
            mean: mean, scale: scale, points: means.points,
            conversations: visitors.map { Float($0.count) }, directions: parts.found.directions,
            stages: parts.stages, centre: parts.centre,
            gains: parts.found.strengths.map { 1 / (1 + $0) })
    }

    /// In place, as the map will do with what it is asked about.
    private static func standardise(
        _ rows: inout [Float], width: Int
    ) -> (mean: [Float], scale: [Float]) {
        let count = rows.count / max(width, 1)
        var sums = [Double](repeating: 0, count: width)
        var squares = sums
        for row in 0..<count {
            for index in 0..<width {
                let value = Double(rows[row * width + index])
                sums[index] += value
                squares[index] += value * value
            }
        }
        let mean = sums.map { Float($0 / Double(max(count, 1))) }
        let scale = (0..<width).map { index -> Float in
            let square = squares[index] / Double(max(count, 1))
            let variance = square - Double(mean[index]) * Double(mean[index])
            return Float(1 / (max(0, variance).squareRoot() + 0.01))
        }
        for place in rows.indices {
            let index = place % width
            rows[place] = max(-clip, min(clip, (rows[place] - mean[index]) * scale[index]))
        }
        return (mean, scale)
    }

    private static func parts(
        _ rows: [Float], width: Int, _ stages: [Int]
    ) -> (found: Discriminants, stages: [Float], centre: [Float]) {
        let most = max(1_000, products / max(width * width, 1))
        let step = max(1, (stages.count + most - 1) / most)
        let chosen = stride(from: 0, to: stages.count, by: step)
        let some =
            step == 1 ? rows : chosen.flatMap { rows[$0 * width..<($0 + 1) * width] }
        let groups = chosen.map { stages[$0] }
        let found = Discriminants(
            some, width: width, groups: groups, count: TurnBuckets.count, most: directions)
        let (means, sizes) = Discriminants.means(some, width, groups, TurnBuckets.count)
        func along(_ point: [Float]) -> [Float] {
            found.strengths.indices.map { index in
                (0..<width).reduce(Float(0)) {
                    $0 + found.directions[index * width + $1] * point[$1]
                }
            }
        }
        let whole = Discriminants.means(some, width, groups.map { _ in 0 }, 1).means
        // A stage that no conversation reached lies where the one before it does.
        var last = along(whole)
        let places = sizes.indices.flatMap { stage -> [Float] in
            if sizes[stage] > 0 {
                last = along(Array(means[stage * width..<(stage + 1) * width]))
            }
            return last
        }
        return (found, places, along(whole))
    }
}
