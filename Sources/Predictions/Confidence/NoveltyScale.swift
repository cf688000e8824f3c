/// How far is far: the two distances of a map in units of what held-out turns of the same stage
/// showed, and where the larger of them stands among theirs.
///
/// Held-out turns are of conversations that neither the map nor the model had seen. Those that a
/// map is made of lie nearer to it than any others, so thresholds from them would be exceeded.
package struct NoveltyScale: Sendable, Equatable {
    /// [buckets, 4]: median and unit (95 % quantile less median) of `distance`, then of `relative`.
    package let units: [Float]
    package let ranks: RankTable

    package init(units: [Float], ranks: RankTable) {
        precondition(units.count == TurnBuckets.count * 4)
        self.units = units
        self.ranks = ranks
    }

    /// From held-out places by bucket.
    package init(of places: [[NoveltyPlace]]) {
        precondition(places.count == TurnBuckets.count)
        let distances = RankTable(of: places.map { $0.map(\.distance) })
        let relatives = RankTable(of: places.map { $0.map(\.relative) })
        let units = places.indices.flatMap { bucket -> [Float] in
            [distances, relatives].flatMap { table -> [Float] in
                let median = table.value(rank: 0.5, bucket: bucket)
                return [median, max(table.value(rank: 0.95, bucket: bucket) - median, 1e-6)]
            }
        }
        self.units = units
        ranks = RankTable(
            of: places.enumerated().map { bucket, some in
                some.map { Self.score($0, units, bucket) }
            })
    }

    /// The larger of the two distances in their units: 1 where one is at the 95 % quantile of
    /// held-out turns.
    package func score(_ place: NoveltyPlace, bucket: Int) -> Float {
        Self.score(place, units, bucket)
    }

    private static func score(_ place: NoveltyPlace, _ units: [Float], _ bucket: Int) -> Float {
        let first = bucket * 4
        return max(
            (place.distance - units[first]) / units[first + 1],
            (place.relative - units[first + 2]) / units[first + 3])
    }

    /// Within which points count as neighbours: the 95 % quantile of `distance`.
    package func radius(bucket: Int) -> Float { units[bucket * 4] + units[bucket * 4 + 1] }
}
