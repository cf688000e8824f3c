/// How sure a forecast is, told by what became of past conversations: `Docs/CONFIDENCE.md`.
package struct Confidence: Sendable, Equatable {
    /// 0 (no idea) to 1 (as sure as this model ever is).
    package var level: Float
    /// "Of `support` past conversations scored like this, `low` to `high` converted."
    package struct Band: Sendable, Equatable {
        package var low: Float
        package var high: Float
        package var support: Int

        package init(low: Float, high: Float, support: Int) {
            self.low = low
            self.high = high
            self.support = support
        }
    }
    /// Nil where the model holds no such record.
    package var band: Band?
    /// What a 90 % label set leaves open; nil where the model holds no record to make one from.
    package var labels: LabelSet?
    /// Nil where the model holds no map of past conversations.
    package var novelty: Novelty?
    /// Nil where the model has one member, or no record of how far they used to be apart.
    package var agreement: Agreement?
    /// Why the forecast should not be acted on; empty where nothing speaks against it, nil where
    /// the model cannot tell.
    package var doubts: [Doubt]?

    package init(
        level: Float, band: Band? = nil, labels: LabelSet? = nil, novelty: Novelty? = nil,
        agreement: Agreement? = nil, doubts: [Doubt]? = nil
    ) {
        self.level = level
        self.band = band
        self.labels = labels
        self.novelty = novelty
        self.agreement = agreement
        self.doubts = doubts
    }

    /// The forecast should not be acted on.
    package var abstains: Bool { doubts?.isEmpty == false }
}

/// The outcomes that a label set leaves open. Of 100 conversations, the set held the outcome of
/// about 90.
package enum LabelSet: String, Sendable, CaseIterable {
    case converts
    case doesNotConvert = "does_not_convert"
    /// Both.
    case undecided

    /// Nil for undecided.
    package var outcome: Bool? {
        switch self {
        case .converts: true
        case .doesNotConvert: false
        case .undecided: nil
        }
    }
}

/// How far a conversation is from those that the model was made from.
package struct Novelty: Sendable, Equatable {
    /// Of turns at this stage of conversations that the map had not seen, the share that lay
    /// nearer to it, 0...1.
    package var rank: Float
    /// Past conversations that came by here.
    package var neighbours: Int

    package init(rank: Float, neighbours: Int) {
        self.rank = rank
        self.neighbours = neighbours
    }
}

/// How far the members of the ensemble are apart.
package struct Agreement: Sendable, Equatable {
    /// Standard deviation of the members' own probabilities, 0...0.5. No error of the forecast.
    package var spread: Float
    /// Of held-out turns at this stage, the share at which members were closer together, 0...1.
    package var rank: Float

    package init(spread: Float, rank: Float) {
        self.spread = spread
        self.rank = rank
    }
}

/// Why a forecast should not be acted on.
package enum Doubt: String, Sendable, CaseIterable {
    /// Fewer than two turns are in.
    case early
    /// The conversation lies further from past ones than the model's threshold.
    case novel
    /// Too few past conversations came by here.
    case fewNeighbours = "few_neighbours"
    /// The members are further apart than they used to be.
    case disagreement
    /// Both outcomes are open, and the step that comes next would take one for granted.
    case undecided
    /// A later version's reason.
    case unknown

    package var text: String {
        switch self {
        case .early: "one turn says too little"
        case .novel: "this conversation is unlike those that the model was made from"
        case .fewNeighbours: "too few past conversations came by here"
        case .disagreement: "the members of the model disagree more than they used to"
        case .undecided: "both outcomes are open, and the next step would decide for one"
        case .unknown: "for a reason that this version does not know"
        }
    }
}
