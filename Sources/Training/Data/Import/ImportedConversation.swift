internal import Foundation

/// A conversation as it is written in the training form, one a line.
struct ImportedConversation: Encodable {
    struct Turn: Encodable {
        let speaker: String
        let text: String
        let at: String?
    }

    let id: String
    let source: String?
    let industry: String?
    let turns: [Turn]
    let converted: Bool?

    func line() -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, optionals of strings and booleans always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// The same before the sides of its speakers are known.
struct RawConversation {
    struct Turn {
        let line: Int
        let speaker: String
        let text: String
        let at: String?
    }

    let line: Int
    var id: String
    var source: String?
    var industry: String?
    var turns: [Turn] = []
    /// Plain text instead of turns.
    var transcript: String?
    var converted: String?
}
