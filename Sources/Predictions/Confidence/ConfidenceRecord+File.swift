package import Tensors

/// Names of the tensors, with P penultimate features, N points and D directions:
///
///     confidence.labels [buckets]           thresholds of the label sets
///     confidence.spreads [buckets, shares]  a `RankTable`
///     novelty.mean, .scale [P]; .points [N, P]; .conversations [N]; .directions [D, P];
///     novelty.stages [buckets, D]; .centre, .gains [D]     see `NoveltyMap`
///     novelty.units [buckets, 4]; .ranks [buckets, shares] see `NoveltyScale`
extension ConfidenceRecord {
    package func add(to file: inout ModelFile) {
        let (buckets, shares) = (TurnBuckets.count, RankTable.shares.count)
        file.add("confidence.labels", labels.thresholds, shape: [buckets])
        if let spreads {
            file.add("confidence.spreads", spreads.knots, shape: [buckets, shares])
        }
        guard let novelty, let scale else { return }
        let (width, count) = (novelty.width, novelty.gains.count)
        let points = novelty.conversations.count
        file.add("novelty.mean", novelty.mean, shape: [width])
        file.add("novelty.scale", novelty.scale, shape: [width])
        file.add("novelty.points", novelty.points, shape: [points, width])
        file.add("novelty.conversations", novelty.conversations, shape: [points])
        file.add("novelty.directions", novelty.directions, shape: [count, width])
        file.add("novelty.stages", novelty.stages, shape: [buckets, count])
        file.add("novelty.centre", novelty.centre, shape: [count])
        file.add("novelty.gains", novelty.gains, shape: [count])
        file.add("novelty.units", scale.units, shape: [buckets, 4])
        file.add("novelty.ranks", scale.ranks.knots, shape: [buckets, shares])
    }

    /// Nil for a file without a record.
    /// - Parameter width: penultimate features of the model.
    init?(reading file: ModelFile, width: Int) throws {
        guard file.tensors["confidence.labels"] != nil else { return nil }
        let buckets = TurnBuckets.count
        let thresholds = try file.floats("confidence.labels", shape: [buckets])
        guard thresholds.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw Self.refusal("confidence.labels", "thresholds outside 0 to 1")
        }
        labels = LabelSets(thresholds: thresholds)
        spreads = try Self.table("confidence.spreads", of: file)
        guard let ranks = try Self.table("novelty.ranks", of: file) else { return }
        let units = try Self.finite("novelty.units", [buckets, 4], of: file)
        scale = NoveltyScale(units: units, ranks: ranks)
        let points = try file.shape("novelty.points").first ?? 0
        let count = try file.shape("novelty.gains").first ?? 0
        guard (1...NoveltyMap.points).contains(points),
            (1...NoveltyMap.directions).contains(count)
        else {
            throw Self.refusal(
                "novelty",
                "\(points) points and \(count) directions where 1 to \(NoveltyMap.points) and 1 to "
                    + "\(NoveltyMap.directions) are possible")
        }
        func read(_ name: String, _ shape: [Int]) throws -> [Float] {
            try Self.finite("novelty." + name, shape, of: file)
        }
        novelty = NoveltyMap(
            mean: try read("mean", [width]), scale: try read("scale", [width]),
            points: try read("points", [points, width]),
            conversations: try read("conversations", [points]),
            directions: try read("directions", [count, width]),
            stages: try read("stages", [buckets, count]), centre: try read("centre", [count]),
            gains: try read("gains", [count]))
    }

    private static func table(_ name: String, of file: ModelFile) throws -> RankTable? {
        guard file.tensors[name] != nil else { return nil }
        let shares = RankTable.shares.count
        let knots = try finite(name, [TurnBuckets.count, shares], of: file)
        for place in knots.indices where place % shares > 0 && knots[place] < knots[place - 1] {
            throw refusal(name, "falls at \(place) where it may only rise")
        }
        return RankTable(knots: knots)
    }

    private static func finite(
        _ name: String, _ shape: [Int], of file: ModelFile
    ) throws -> [Float] {
        let values = try file.floats(name, shape: shape)
        guard values.allSatisfy({ abs($0) < 1e9 }) else {
            throw refusal(name, "holds what is no number, or is huge")
        }
        return values
    }

    private static func refusal(_ name: String, _ reason: String) -> PredictionError {
        PredictionError(.unsupportedShape, "\(name): \(reason); train the model again")
    }
}
