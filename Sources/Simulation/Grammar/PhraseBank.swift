/// How acts are put into words. Two parts that share meanings and no wording: a forecast that is
/// trained on one and tested on the other has to have understood something.
package struct PhraseBank: Sendable {
    package enum Part: String, CaseIterable, Sendable { case train, test }

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

    static let train = PhraseBank(.train)
    static let test = PhraseBank(.test)

    package static func of(_ part: Part) -> PhraseBank { part == .train ? train : test }

    private init(_ part: Part) {
        func templates(_ pair: Phrases?) -> [Template] {
            guard let pair else { return [] }
            let text = part == .train ? pair.train : pair.test
            return text.split(separator: "\n").map { Template($0) }
        }
        representative = RepresentativeAct.allCases.map {
            templates(Phrases.representative[$0])
        }
        customer = CustomerAct.allCases.map { templates(Phrases.customer[$0]) }
        asides = (templates(Phrases.representativeAside), templates(Phrases.customerAside))
        shared = CustomerAct.allCases.map { act in
            Phrases.shared.filter { $0.acts.contains(act) }.flatMap { templates($0.phrases) }
        }
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
}
