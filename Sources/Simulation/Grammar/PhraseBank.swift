/// How acts are put into words. Parts that share meanings and no wording: a forecast that is
/// trained on one and tested on another has to have understood something.
package struct PhraseBank: Sendable {
    package enum Part: String, CaseIterable, Sendable {
        /// Every sixth training wording is kept out of `train`, to choose settings by; choices
        /// that were made on `test` would flatter themselves.
        case train, validation, test
    }

    /// By ``RepresentativeAct/rawValue``.
    let representative: [[Template]]
    /// By ``CustomerAct/rawValue``.
    let customer: [[Template]]
    /// What any act may be followed by, or preceded.
    let asides: (representative: [Template], customer: [Template])
    /// Phrases that mean one of several acts, by act: the hearer cannot know which.
    let shared: [[Template]]

    /// How often an act that has shared phrases uses one.
    static let ambiguity = 0.06
    /// Every so many training wordings one belongs to `validation`.
    static let validationStride = 6

    static let train = PhraseBank(.train)
    static let validation = PhraseBank(.validation)
    static let test = PhraseBank(.test)

    package static func of(_ part: Part) -> PhraseBank {
        switch part {
        case .train: train
        case .validation: validation
        case .test: test
        }
    }

    private init(_ part: Part) {
        func templates(_ pair: Phrases?, _ more: String? = nil) -> [Template] {
            guard let pair else { return [] }
            return Self.lines(pair, more, part).map { Template($0) }
        }
        representative = RepresentativeAct.allCases.map {
            templates(Phrases.representative[$0], Phrases.moreRepresentative[$0])
        }
        customer = CustomerAct.allCases.map {
            templates(Phrases.customer[$0], Phrases.moreCustomer[$0])
        }
        asides = (
            templates(Phrases.representativeAside, Phrases.moreRepresentativeAside),
            templates(Phrases.customerAside, Phrases.moreCustomerAside)
        )
        shared = CustomerAct.allCases.map { act in
            Phrases.shared.filter { $0.acts.contains(act) }.flatMap { templates($0.phrases) }
        }
    }

    /// The wordings of a part. Of shared phrases there are so few that
    /// validation has one of a kind, or none.
    static func lines(_ phrases: Phrases, _ more: String?, _ part: Part) -> [Substring] {
        guard part != .test else { return phrases.test.split(separator: "\n") }
        let all = phrases.train.split(separator: "\n") + (more ?? "").split(separator: "\n")
        let isKept = part == .validation
        return all.enumerated().filter {
            ($0.offset % validationStride == validationStride / 2) == isKept
        }.map(\.element)
    }
}

/// The wordings of one act, one a line.
struct Phrases: Sendable {
    let train: String
    let test: String

    static let representative: [RepresentativeAct: Phrases] =
        opening.merging(discovery) { $1 }.merging(insight) { $1 }.merging(answering) { $1 }
        .merging(closing) { $1 }
    static let customer: [CustomerAct: Phrases] =
        telling.merging(asking) { $1 }.merging(objecting) { $1 }.merging(deciding) { $1 }

    /// More to train on, one wording a line.
    static let moreRepresentative: [RepresentativeAct: String] =
        moreOpening.merging(moreInsight) { $1 }.merging(moreAnswering) { $1 }
        .merging(moreClosing) { $1 }
    static let moreCustomer: [CustomerAct: String] =
        moreTelling.merging(moreAsking) { $1 }.merging(moreObjecting) { $1 }
        .merging(moreHesitating) { $1 }.merging(moreDeciding) { $1 }
}
