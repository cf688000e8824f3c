/// A map of the penultimate features of past turns, and two distances of a new turn from them.
///
/// * `distance`: the mean distance to the nearest three of at most 256 points that stand for the
///   turns of past conversations (k nearest neighbours: Sun et al. 2022), each feature divided by
///   its own deviation.
/// * `relative`: the least Mahalanobis distance to the turns of one stage, less that to all turns
///   (Ren et al. 2021). Within-stage covariance W is shared and the whole one is W + B, where B is
///   that of the stages' means; along directions a with a'Wa = 1 and a'(W + B)a = 1 + g the
///   difference of the two is zero outside the few in which stages differ. So it needs those alone:
///   `min over stages s of sum (a.z - m[s])^2 - sum (a.z - m)^2 / (1 + g)`.
package struct NoveltyMap: Sendable, Equatable {
    package static let points = 256
    package static let directions = 8
    package static let nearest = 3
    /// Features are clipped to this many deviations.
    package static let clip: Float = 6

    /// Penultimate features of one turn.
    package let width: Int
    /// [P]
    package let mean, scale: [Float]
    /// [N, P]: standardised.
    package let points: [Float]
    /// [N]: past conversations that came by each point.
    package let conversations: [Float]
    /// [D, P], for standardised features.
    package let directions: [Float]
    /// [buckets, D] and [D]: where each stage and all of them lie along the directions.
    package let stages, centre: [Float]
    /// [D]: 1 / (1 + g)
    package let gains: [Float]
    /// [N]: squared lengths of the points.
    private let squares: [Float]

    package init(
        mean: [Float], scale: [Float], points: [Float], conversations: [Float],
        directions: [Float], stages: [Float], centre: [Float], gains: [Float]
    ) {
        width = mean.count
        precondition(scale.count == width && points.count == width * conversations.count)
        precondition(directions.count == width * gains.count && centre.count == gains.count)
        precondition(stages.count == TurnBuckets.count * gains.count)
        self.mean = mean
        self.scale = scale
        self.points = points
        self.conversations = conversations
        self.directions = directions
        self.stages = stages
        self.centre = centre
        self.gains = gains
        squares = conversations.indices.map { [width] point in
            (0..<width).reduce(Float(0)) { sum, index in
                sum + points[point * width + index] * points[point * width + index]
            }
        }
    }
}

/// Where a turn lies on the map.
package struct NoveltyPlace: Sendable, Equatable {
    package var distance: Float
    package var relative: Float
    /// The most past conversations that came by one point within the radius.
    package var neighbours: Int
}

extension NoveltyMap {
    /// - Parameter radius: within which a point is a neighbour.
    package func place(_ features: [Float], radius: Float = .infinity) -> NoveltyPlace {
        precondition(features.count == width, "features of another model")
        return features.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                return NoveltyPlace(distance: .infinity, relative: .infinity, neighbours: 0)
            }
            return place(base, radius: radius)
        }
    }

    /// - Parameter features: `width` of them.
    func place(_ features: UnsafePointer<Float>, radius: Float) -> NoveltyPlace {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { room in
            guard let z = room.baseAddress else {
                return NoveltyPlace(distance: .infinity, relative: .infinity, neighbours: 0)
            }
            standardise(features, into: z)
            let (distance, neighbours) = nearest(z, radius: radius)
            return NoveltyPlace(
                distance: distance, relative: relative(z), neighbours: neighbours)
        }
    }

    func standardise(_ features: UnsafePointer<Float>, into z: UnsafeMutablePointer<Float>) {
        for index in 0..<width {
            let value = (features[index] - mean[index]) * scale[index]
            z[index] = value.isNaN ? Self.clip : max(-Self.clip, min(Self.clip, value))
        }
    }

    private func nearest(
        _ z: UnsafePointer<Float>, radius: Float
    ) -> (distance: Float, neighbours: Int) {
        let own = Dot.floats(z, z, width)
        var (first, second, third) = (Float.infinity, Float.infinity, Float.infinity)
        var most: Float = 0
        points.withUnsafeBufferPointer { points in
            guard let points = points.baseAddress else { return }
            for point in squares.indices {
                let inner = Dot.floats(z, points + point * width, width)
                let square = max(0, own - 2 * inner + squares[point])
                if square <= radius * radius { most = max(most, conversations[point]) }
                if square < first {
                    (first, second, third) = (square, first, second)
                } else if square < second {
                    (second, third) = (square, second)
                } else if square < third {
                    third = square
                }
            }
        }
        let found = [first, second, third].filter(\.isFinite)
        let sum = found.reduce(Float(0)) { $0 + $1.squareRoot() }
        return (found.isEmpty ? .infinity : sum / Float(found.count), Int(most))
    }

    private func relative(_ z: UnsafePointer<Float>) -> Float {
        let count = gains.count
        var whole: Float = 0
        var parts = [Float](repeating: 0, count: TurnBuckets.count)
        directions.withUnsafeBufferPointer { directions in
            guard let directions = directions.baseAddress else { return }
            for index in 0..<count {
                let along = Dot.floats(z, directions + index * width, width)
                let off = along - centre[index]
                whole += off * off * gains[index]
                for stage in parts.indices {
                    let own = along - stages[stage * count + index]
                    parts[stage] += own * own
                }
            }
        }
        return (parts.min() ?? 0) - whole
    }
}
