internal import Predictions

/// Points that stand for many others (k-means: Lloyd 1982), started from a seeded draw.
struct Means {
    /// [count, width]
    private(set) var points: [Float]
    private(set) var count: Int
    let width: Int

    private static let rounds = 6
    /// Rows that the points are fitted to.
    private static let sample = 8_000

    init(_ rows: [Float], width: Int, count wanted: Int, random: Random) {
        self.width = width
        let total = rows.count / max(width, 1)
        count = min(wanted, total)
        var random = random
        var order = Array(0..<total)
        random.shuffle(&order)
        let sample = order.prefix(Self.sample).sorted()
        points = order.prefix(count).flatMap { rows[$0 * width..<($0 + 1) * width] }
        for _ in 0..<Self.rounds where count > 0 { move(rows, sample) }
    }

    /// Each point to the mean of the rows that are nearest to it; one without rows stays.
    private mutating func move(_ rows: [Float], _ sample: [Int]) {
        let nearest = nearest(rows, sample)
        var sums = [Float](repeating: 0, count: points.count)
        var sizes = [Float](repeating: 0, count: count)
        sums.withUnsafeMutableBufferPointer { sums in
            rows.withUnsafeBufferPointer { rows in
                guard let sums = sums.baseAddress, let rows = rows.baseAddress else { return }
                for (row, point) in zip(sample, nearest) {
                    Dot.add(1, rows + row * width, to: sums + point * width, width)
                    sizes[point] += 1
                }
            }
        }
        for point in 0..<count where sizes[point] > 0 {
            for index in point * width..<(point + 1) * width {
                points[index] = sums[index] / sizes[point]
            }
        }
    }

    /// The nearest point of each chosen row.
    func nearest(_ rows: [Float], _ chosen: [Int]) -> [Int] {
        rows.withUnsafeBufferPointer { rows in
            points.withUnsafeBufferPointer { points in
                guard let rows = rows.baseAddress, let points = points.baseAddress else {
                    return [Int](repeating: 0, count: chosen.count)
                }
                let halves = (0..<count).map {
                    0.5 * Dot.floats(points + $0 * width, points + $0 * width, width)
                }
                return chosen.map { row in
                    var (best, most) = (0, -Float.infinity)
                    for point in 0..<count {
                        let near =
                            Dot.floats(rows + row * width, points + point * width, width)
                            - halves[point]
                        if near > most { (best, most) = (point, near) }
                    }
                    return best
                }
            }
        }
    }
}
