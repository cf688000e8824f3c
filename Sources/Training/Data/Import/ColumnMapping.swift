/// Which column of a table, or which field of a JSON object, means what.
///
/// In JSON a name may be a path: "outcome.stage". Names that are not mapped are looked for under
/// the usual ones, the first that exists wins.
package struct ColumnMapping: Sendable, Equatable {
    package enum Meaning: String, Sendable, CaseIterable {
        case id, source, industry, turns, transcript, speaker, text, at, converted

        /// What the column is usually called, in lower case.
        var usual: [String] {
            switch self {
            case .id:
                [
                    "id", "conversation_id", "conversationid", "conversation", "call_id", "callid",
                    "dialogue_id", "deal_id", "deal",
                ]
            case .source: ["source", "channel"]
            case .industry: ["industry", "vertical", "segment"]
            case .turns: ["turns", "messages", "utterances", "conversation", "dialogue"]
            case .transcript: ["transcript", "conversation_text", "full_text", "dialogue_text"]
            case .speaker: ["speaker", "role", "sender", "from", "author", "speaker_role"]
            case .text: ["text", "message", "utterance", "content", "body"]
            case .at: ["at", "timestamp", "time", "created_at", "said_at", "date"]
            case .converted:
                [
                    "converted", "conversion", "outcome", "won", "is_won", "label", "success",
                    "sold",
                    "stage", "status",
                ]
            }
        }
    }

    private(set) var names: [Meaning: String] = [:]
    /// What the column `converted` says of a conversation that did, and of one that did not.
    package var won: Set<String> = [
        "true", "1", "1.0", "yes", "y", "won", "closed won", "closed-won", "closedwon", "converted",
        "success", "sold", "deal",
    ]
    package var lost: Set<String> = [
        "false", "0", "0.0", "no", "n", "lost", "closed lost", "closed-lost", "closedlost",
        "not converted", "failure", "unsold", "no deal",
    ]

    package init() {}

    /// - Parameter pairs: "converted=Deal Stage", the meaning first.
    package init(_ pairs: [String]) throws(TrainingError) {
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let meaning = Meaning(rawValue: parts[0]) else {
                let known = Meaning.allCases.map(\.rawValue).joined(separator: ", ")
                throw TrainingError(
                    .badSetting,
                    "the mapping \"\(pair)\" is not MEANING=COLUMN; meanings are \(known)")
            }
            names[meaning] = parts[1]
        }
    }

    /// Candidates in the order in which they are tried.
    func candidates(_ meaning: Meaning) -> [String] {
        names[meaning].map { [$0] } ?? meaning.usual
    }

    func isMapped(_ meaning: Meaning) -> Bool { names[meaning] != nil }

    /// True, false, or nil for a word that says neither (an open deal, say).
    func outcome(_ word: String) -> Bool? {
        let word = word.lowercased().split(separator: " ").joined(separator: " ")
        return won.contains(word) ? true : lost.contains(word) ? false : nil
    }
}
