internal import Foundation
internal import Outbound

/// Whether a reply is one line of one speaker and no more. What the line means, ``ActReader``
/// judges.
enum WritingCheck {
    enum Reason: String, Sendable, CaseIterable {
        case empty, long, speaker, layout, prompt, leak, repeated, refused, drift

        /// Told to the writer.
        var words: String {
            switch self {
            case .empty: "there was no line"
            case .long: "it is too long"
            case .speaker: "it names a speaker, or lets somebody else speak"
            case .layout: "it is not one plain line"
            case .prompt: "it repeats what you were told"
            case .leak: "it speaks about the data set or of how things end"
            case .repeated: "it was said before"
            case .refused: "it is not a line of the conversation"
            case .drift: "it does something else than it is told to do"
            }
        }
    }

    static let wordsMax = 70
    static let elaborateWordsMax = 110
    /// A run of so many words of the instructions is no chance.
    private static let runOfWords = 6

    /// The line, without the spaces and quotation marks around it; or why there is none.
    static func line(
        _ reply: ChatReply, for task: WritingTask
    ) -> Result<String, Rejected> {
        let text = plain(reply.text)
        if reply.finish == .filtered { return .failure(Rejected(.refused)) }
        if text.isEmpty { return .failure(Rejected(.empty)) }
        let lowered = text.lowercased()
        let words = Self.words(lowered)
        let most = task.isElaborate ? elaborateWordsMax : wordsMax
        if reply.finish == .length || words.count > most { return .failure(Rejected(.long)) }
        if text.contains(where: \.isNewline) || text.contains(where: { "[]*{}<>#".contains($0) }) {
            return .failure(Rejected(namesSpeaker(lowered) ? .speaker : .layout))
        }
        if namesSpeaker(lowered) { return .failure(Rejected(.speaker)) }
        if refusals.contains(where: { lowered.hasPrefix($0) }) {
            return .failure(Rejected(.refused))
        }
        if leaks.contains(where: { lowered.contains($0) }) || namesAct(text) {
            return .failure(Rejected(.leak))
        }
        if repeatsPrompt(words, task) { return .failure(Rejected(.prompt)) }
        if task.before.contains(where: { $0.text.lowercased() == lowered }), words.count > 3 {
            return .failure(Rejected(.repeated))
        }
        return .success(text)
    }

    struct Rejected: Error {
        let reason: Reason
        init(_ reason: Reason) { self.reason = reason }
    }

    private static func plain(_ text: String) -> String {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        for (open, close) in [("\"", "\""), ("“", "”"), ("'", "'")]
        where text.count > 1 && text.hasPrefix(open) && text.hasSuffix(close) {
            text = String(text.dropFirst().dropLast())
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return text
    }

    private static func words(_ lowered: String) -> [Substring] {
        lowered.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
    }

    private static let speakers = [
        "customer", "representative", "rep", "sales rep", "salesperson", "seller", "agent", "buyer",
        "client", "prospect", "assistant", "user", "system",
    ]

    /// "Customer:" at the beginning of any line.
    private static func namesSpeaker(_ lowered: String) -> Bool {
        lowered.split(whereSeparator: \.isNewline).contains { line in
            guard let colon = line.firstIndex(of: ":") else { return false }
            let name = line[..<colon].filter { $0.isLetter || $0 == " " }
                .trimmingCharacters(in: .whitespaces)
            return speakers.contains(name)
        }
    }

    private static let refusals = [
        "i'm sorry, but i can", "i’m sorry, but i can", "i am sorry, but i can", "i cannot assist",
        "i can't assist", "as an ai", "i'm unable to", "sure, here", "here is the line",
        "here's the line", "here is a line",
    ]

    /// What nobody in the room could say: the writer speaking of its work, or somebody who knows
    /// the end.
    private static let leaks = [
        "language model", "as an ai", "data set", "dataset", "simulat", "hidden state",
        "the conversation ends", "end of conversation", "end of the conversation",
        "eventually buys", "eventually bought", "ends up buying", "closed won", "closed-won",
        "closed lost", "closed-lost", "deal won", "deal lost", "did not convert", "will convert",
        "the outcome", "the next line", "next speaker",
    ]

    /// "objectPrice" is a word of ours only.
    private static func namesAct(_ text: String) -> Bool {
        let names =
            RepresentativeAct.allCases.map(\.name) + CustomerAct.allCases.map(\.name)
        return names.contains { name in
            name.contains(where: \.isUppercase) && text.contains(name)
        }
    }

    private static func repeatsPrompt(_ words: [Substring], _ task: WritingTask) -> Bool {
        guard words.count >= runOfWords else { return false }
        func runs(_ words: [Substring]) -> Set<String> {
            guard words.count >= runOfWords else { return [] }
            return Set(
                (0...words.count - runOfWords).map {
                    words[$0..<$0 + runOfWords].joined(separator: " ")
                })
        }
        let told = Self.words((task.instructions + "\n" + task.order).lowercased())
        return !runs(told).isDisjoint(with: runs(words))
    }
}
