internal import Predictions

/// Gathers moments into cells of moments alike: k-means (Lloyd 1982) on what the behaviour network
/// makes of them, beside their forecast. Alike is what representatives answer alike.
struct MoveGathering {
    let data: MoveDecisions
    let seed: UInt64

    private static let rounds = 8
    private static let most = 96
    /// A cell should hold this many moments at least, on average.
    private static let least = 300

    func cells(_ summaries: MoveSummaries, _ behaviour: MoveNet) -> MoveCells {
        let dimensions = behaviour.layout.hidden + 1
        var points = [Float](repeating: 0, count: data.all.count * dimensions)
        MoveNetTraining.run(behaviour, on: summaries) { decision, learner in
            let first = decision * dimensions
            for unit in 0..<dimensions - 1 { points[first + unit] = learner.hidden[unit] }
            points[first + dimensions - 1] = MoveHead.place(
                of: data.all[decision].probability)
        }
        let count = max(1, min(Self.most, data.all.count / Self.least))
        var random = Random(seed: seed, 0xce11)
        var centres = (0..<count).flatMap { _ in
            let first = random.below(max(1, data.all.count)) * dimensions
            return Array(points[first..<first + dimensions])
        }
        var homes = [Int](repeating: 0, count: data.all.count)
        var distances = [Float](repeating: 0, count: data.all.count)
        for round in 0...Self.rounds {
            assign(points, centres, dimensions, &homes, &distances)
            if round < Self.rounds { move(&centres, points, homes, dimensions) }
        }
        var supports = [Float](repeating: 0, count: count * MoveHead.actions)
        var within = [[Float]](repeating: [], count: count)
        for (decision, here) in data.all.enumerated() {
            within[homes[decision]].append(distances[decision])
            guard here.act < MoveHead.actions else { continue }
            supports[homes[decision] * MoveHead.actions + here.act] += 1
        }
        let radii = within.map { inside -> Float in
            let sorted = inside.sorted()
            return sorted.isEmpty ? 0 : sorted[Int(0.99 * Float(sorted.count - 1))]
        }
        return MoveCells(
            count: count, dimensions: dimensions, centres: centres, radii: radii,
            supports: supports)
    }

    private func assign(
        _ points: [Float], _ centres: [Float], _ dimensions: Int, _ homes: inout [Int],
        _ distances: inout [Float]
    ) {
        points.withUnsafeBufferPointer { points in
            centres.withUnsafeBufferPointer { buffer in
                guard let p = points.baseAddress, let c = buffer.baseAddress else { return }
                for decision in homes.indices {
                    var least = Float.infinity
                    for cell in 0..<buffer.count / dimensions {
                        let distance = MoveCells.distance(
                            c + cell * dimensions, p + decision * dimensions, dimensions)
                        if distance < least { (least, homes[decision]) = (distance, cell) }
                    }
                    distances[decision] = least
                }
            }
        }
    }

    /// Each centre to the mean of its moments; one without any stays.
    private func move(
        _ centres: inout [Float], _ points: [Float], _ homes: [Int], _ dimensions: Int
    ) {
        var sums = [Double](repeating: 0, count: centres.count)
        var counts = [Double](repeating: 0, count: centres.count / dimensions)
        for (decision, home) in homes.enumerated() {
            counts[home] += 1
            for index in 0..<dimensions {
                sums[home * dimensions + index] += Double(points[decision * dimensions + index])
            }
        }
        for index in centres.indices where counts[index / dimensions] > 0 {
            centres[index] = Float(sums[index] / counts[index / dimensions])
        }
    }
}
