internal import CMessages

extension Confidence {
    private static let type = WireType(salesrl__v1__confidence__init)

    init(_ fields: Salesrl__V1__Confidence) {
        self.init(
            level: fields.level,
            band: fields.support == 0
                ? nil
                : Band(
                    low: fields.band_low, high: fields.band_high, support: Int(fields.support)),
            labels: LabelSet(fields.labels90),
            novelty: fields.novelty.map {
                Novelty(rank: $0.pointee.rank, neighbours: Int($0.pointee.neighbours))
            },
            agreement: fields.agreement.map {
                Agreement(spread: $0.pointee.spread, rank: $0.pointee.rank)
            },
            doubts: fields.abstention.map { abstention in
                list(abstention.pointee.n_doubts, abstention.pointee.doubts) { Doubt($0.kind) }
            })
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Confidence> {
        let fields = arena.make(Self.type)
        fields.pointee.level = level
        if let band {
            fields.pointee.band_low = band.low
            fields.pointee.band_high = band.high
            fields.pointee.support = Int32(clamping: band.support)
        }
        fields.pointee.labels90 = labels?.wire ?? SALESRL__V1__LABEL_SET__LABEL_SET_UNSPECIFIED
        fields.pointee.novelty = novelty.map { $0.fields(in: arena) }
        fields.pointee.agreement = agreement.map { $0.fields(in: arena) }
        if let doubts {
            let abstention = arena.make(Doubt.listType)
            let entries = arena.list(doubts) { $0.fields(in: arena) }
            abstention.pointee.abstain = doubts.isEmpty ? 0 : 1
            abstention.pointee.n_doubts = entries.count
            abstention.pointee.doubts = entries.entries
            fields.pointee.abstention = abstention
        }
        return fields
    }
}

// MARK: Parts of a confidence

extension LabelSet {
    /// Nil for one that the model did not give, or that this version does not know.
    init?(_ wire: Salesrl__V1__LabelSet) {
        guard let known = Self.allCases.first(where: { $0.wire == wire }) else { return nil }
        self = known
    }

    var wire: Salesrl__V1__LabelSet {
        switch self {
        case .converts: SALESRL__V1__LABEL_SET__LABEL_SET_CONVERTS
        case .doesNotConvert: SALESRL__V1__LABEL_SET__LABEL_SET_DOES_NOT_CONVERT
        case .undecided: SALESRL__V1__LABEL_SET__LABEL_SET_UNDECIDED
        }
    }
}

extension Novelty {
    private static let type = WireType(salesrl__v1__novelty__init)

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Novelty> {
        let fields = arena.make(Self.type)
        fields.pointee.rank = rank
        fields.pointee.neighbours = Int32(clamping: neighbours)
        return fields
    }
}

extension Agreement {
    private static let type = WireType(salesrl__v1__agreement__init)

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Agreement> {
        let fields = arena.make(Self.type)
        fields.pointee.spread = spread
        fields.pointee.rank = rank
        return fields
    }
}

extension Doubt {
    private static let type = WireType(salesrl__v1__doubt__init)
    static let listType = WireType(salesrl__v1__abstention__init)

    init(_ wire: Salesrl__V1__DoubtKind) {
        self = Self.allCases.first { $0.wire == wire } ?? .unknown
    }

    var wire: Salesrl__V1__DoubtKind {
        switch self {
        case .unknown: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_UNSPECIFIED
        case .early: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_EARLY
        case .novel: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_NOVEL
        case .fewNeighbours: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_FEW_NEIGHBOURS
        case .disagreement: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_DISAGREEMENT
        case .undecided: SALESRL__V1__DOUBT_KIND__DOUBT_KIND_UNDECIDED
        }
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Doubt> {
        let fields = arena.make(Self.type)
        fields.pointee.kind = wire
        fields.pointee.text = arena.text(text)
        return fields
    }
}
