internal import Conversations
internal import Messages
internal import Predictions

/// Counter-examples of a corpus's conversations, measured like any other conversation.
struct CounterExamples: Sendable {
    /// Which conversation each was made of, and its family.
    let origins: [Int]
    let families: [Family]
    let corpus: Corpus

    /// - Parameters:
    ///   - families: of each conversation, one counter-example for every family that has one.
    ///   - use: which half of the phrases they are made with.
    init(_ corpus: Corpus, _ families: [Family], use: Family.Use, seed: UInt64) {
        var origins: [Int] = []
        var made: [Family] = []
        var conversations: [Corpus.Conversation] = []
        for (number, family) in families.enumerated() {
            for (origin, conversation) in corpus.conversations.enumerated() {
                let recorded = conversation.recorded
                let changed = family.changed(
                    recorded.turns, converted: conversation.converted, use: use,
                    Random(seed: seed, 0xad7, number, origin))
                guard let changed else { continue }
                let converted = (family.meaning == .flipped) != conversation.converted
                origins.append(origin)
                made.append(family)
                conversations.append(
                    .init(
                        recorded: RecordedConversation(
                            id: "\(recorded.id)/\(family.name)", source: recorded.source,
                            turns: changed, converted: converted), converted: converted))
            }
        }
        self.origins = origins
        self.families = made
        self.corpus = Corpus(conversations, sha256: corpus.sha256)
    }
}

/// Counter-examples as numbers, ready for members that train on their origins.
struct MeasuredCounterExamples: Sendable {
    let examples: Examples
    let origins: [Int]
    let levels: [Int]

    /// Those of each conversation in `train`, as a member of this fold sees them.
    func variants(_ train: [Int], _ standard: Standardizer) -> [[Variant]] {
        var byOrigin: [Int: [Variant]] = [:]
        let wanted = Set(train)
        for (place, origin) in origins.enumerated() where wanted.contains(origin) {
            let item = standard.prepare(examples.all[place], examples)
            byOrigin[origin, default: []].append(Variant(level: levels[place], item: item))
        }
        return train.map { byOrigin[$0] ?? [] }
    }
}
