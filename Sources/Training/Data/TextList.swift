internal import Conversations
internal import Foundation
package import Messages

/// The texts of some conversations as an encoder reads them, each once, in their order.
package struct TextList: Sendable {
    private struct Line: Encodable {
        let hash: String
        let text: String
    }

    /// {"hash": sixteen hexadecimal digits, "text"} each.
    package private(set) var lines: [String] = []
    package private(set) var texts: [String] = []

    /// Of one conversation, with what comes twice.
    package static func texts(of turns: [Turn]) -> [String] {
        var state = ConversationState()
        return turns.map { state.measure($0).text }
    }

    package init(_ paths: [String]) throws(TrainingError) {
        var seen: Set<String> = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for conversation in try Corpus(paths).conversations {
            var state = ConversationState()
            for turn in conversation.recorded.turns {
                let text = state.measure(turn).text
                guard seen.insert(text).inserted else { continue }
                let hash = String(EmbeddingScratch.hash(text), radix: 16)
                let zeros = String(repeating: "0", count: 16 - hash.count)
                guard let data = try? encoder.encode(Line(hash: zeros + hash, text: text)) else {
                    continue
                }
                texts.append(text)
                lines.append(String(decoding: data, as: UTF8.self))
            }
        }
    }
}
