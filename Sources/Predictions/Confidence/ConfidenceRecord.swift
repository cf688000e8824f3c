package import Messages

/// What a model knows of its own limits, all of it from held-out conversations: optional in a model
/// file.
package struct ConfidenceRecord: Sendable, Equatable {
    package var labels: LabelSets
    /// The members' spread on held-out turns; nil for one member.
    package var spreads: RankTable?
    package var novelty: NoveltyMap?
    /// Goes with `novelty`.
    package var scale: NoveltyScale?

    package init(
        labels: LabelSets, spreads: RankTable? = nil, novelty: NoveltyMap? = nil,
        scale: NoveltyScale? = nil
    ) {
        self.labels = labels
        self.spreads = spreads
        self.novelty = novelty
        self.scale = scale
    }

    /// From which a forecast is not acted on.
    package enum Threshold {
        package static let turns = 2
        /// Ranks among held-out turns.
        package static let novelty: Float = 0.95
        package static let spread: Float = 0.95
        /// Past conversations near by.
        package static let neighbours = 5
    }

    /// `confidence` with what this record says of a turn. ``Doubt/undecided`` is not its to add:
    /// whether a decision is needed shows in the step that comes next.
    package func completing(
        _ confidence: Confidence, probability: Float, bucket: Int, turns: Int, _ trace: Trace
    ) -> Confidence {
        trace.features.withUnsafeBufferPointer { features in
            guard let features = features.baseAddress else { return confidence }
            return completing(
                confidence, probability: probability, bucket: bucket, turns: turns,
                features: features, spread: trace.spread)
        }
    }

    /// - Parameters:
    ///   - features: the penultimate ones.
    ///   - spread: of the members, as in ``Trace/spread``.
    func completing(
        _ confidence: Confidence, probability: Float, bucket: Int, turns: Int,
        features: UnsafePointer<Float>, spread: Float
    ) -> Confidence {
        var confidence = confidence
        confidence.labels = labels.set(probability: probability, bucket: bucket)
        var doubts: [Doubt] = turns < Threshold.turns ? [.early] : []
        if let novelty, let scale {
            let place = novelty.place(features, radius: scale.radius(bucket: bucket))
            let found = Novelty(
                rank: scale.ranks.rank(scale.score(place, bucket: bucket), bucket: bucket),
                neighbours: place.neighbours)
            confidence.novelty = found
            if found.rank > Threshold.novelty { doubts.append(.novel) }
            if found.neighbours < Threshold.neighbours { doubts.append(.fewNeighbours) }
        }
        if let spreads {
            let rank = spreads.rank(spread, bucket: bucket)
            confidence.agreement = Agreement(spread: spread, rank: rank)
            if rank > Threshold.spread { doubts.append(.disagreement) }
        }
        confidence.doubts = doubts
        return confidence
    }
}
