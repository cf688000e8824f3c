internal import Foundation
package import Messages

/// One conversation of a JSONL file.
package struct RecordedConversation: Sendable, Equatable {
    package let id: String
    /// Where it comes from; nil where the line does not say.
    package let source: String?
    package let turns: [Turn]
    /// How it ended; nil where nobody knows.
    package let converted: Bool?
    /// What each turn does, where the line says so: as many as turns.
    package let acts: [String?]

    package init(
        id: String, source: String? = nil, turns: [Turn], converted: Bool? = nil,
        acts: [String?]? = nil
    ) {
        self.acts = acts ?? turns.map { _ in nil }
        self.id = id
        self.source = source
        self.turns = turns
        self.converted = converted
    }
}

extension Transcript {
    /// Reads `{"id", "source"?, "turns": [{"speaker", "text", "at"?, "act"?}], "converted"?}`.
    ///
    /// `speaker` is any name that ``speaker(named:)`` knows, `at` milliseconds since 1970 or a time
    /// like "2025-03-14T09:26:53Z". Errors name `line` and the field.
    package static func conversation(
        fromJSONLine text: String, line: Int? = nil
    ) throws(ConversationError) -> RecordedConversation {
        let raw = try decode(text, line)
        guard !raw.id.isEmpty else {
            throw ConversationError(.missingField, "the id is empty", line: line, field: "id")
        }
        guard !raw.turns.isEmpty else {
            throw ConversationError(
                .emptyTranscript, "the conversation has no turns", line: line, field: "turns")
        }
        guard raw.turns.count <= Limits.transcriptTurns else {
            throw ConversationError(
                .tooLarge,
                "\(raw.turns.count) turns, the limit is \(Limits.transcriptTurns)", line: line,
                field: "turns")
        }
        var turns: [Turn] = []
        turns.reserveCapacity(raw.turns.count)
        for (index, turn) in raw.turns.enumerated() {
            guard let speaker = speaker(named: turn.speaker) else {
                throw ConversationError(
                    .unknownSpeaker,
                    "\"\(turn.speaker.prefix(40))\" is no known role; use \"rep\" or \"customer\"",
                    line: line, field: "turns[\(index)].speaker")
            }
            turns.append(
                Turn(
                    number: index + 1, speaker: speaker, text: turn.text,
                    saidAtMilliseconds: turn.at?.milliseconds))
        }
        return RecordedConversation(
            id: raw.id, source: raw.source, turns: turns, converted: raw.converted,
            acts: raw.turns.map(\.act))
    }

    private static func decode(_ text: String, _ line: Int?) throws(ConversationError) -> RawLine {
        guard text.utf8.count <= Limits.transcriptBytes else {
            throw ConversationError(
                .tooLarge,
                "the line has \(text.utf8.count) bytes, the limit is \(Limits.transcriptBytes)",
                line: line)
        }
        guard depth(of: text) <= Limits.jsonDepth else {
            throw ConversationError(
                .malformedJSON, "nested deeper than \(Limits.jsonDepth) levels", line: line)
        }
        do {
            return try JSONDecoder().decode(RawLine.self, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw translated(error, line)
        } catch {
            throw ConversationError(.malformedJSON, "this is not JSON: \(error)", line: line)
        }
    }

    private static func translated(_ error: DecodingError, _ line: Int?) -> ConversationError {
        switch error {
        case .keyNotFound(let key, let context):
            let field = path(context.codingPath + [key])
            return ConversationError(
                .missingField, "the field \(field) is missing", line: line, field: field)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let field = path(context.codingPath)
            return ConversationError(
                .wrongType, "the field has the wrong type", line: line,
                field: field.isEmpty ? nil : field)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return ConversationError(
                .wrongType, context.debugDescription, line: line, field: path(context.codingPath))
        default:
            return ConversationError(
                .malformedJSON, "this is not a JSON object with \"id\" and \"turns\"", line: line)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let index = key.intValue { return path + "[\(index)]" }
            return path.isEmpty ? key.stringValue : path + "." + key.stringValue
        }
    }

    /// How deep brackets nest, strings left out: asked before a recursive parser sees the line.
    private static func depth(of text: String) -> Int {
        var depth = 0
        var deepest = 0
        var isString = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isString {
                isEscaped = byte == UInt8(ascii: "\\")
                isString = byte != UInt8(ascii: "\"")
            } else if byte == UInt8(ascii: "\"") {
                isString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
                deepest = max(deepest, depth)
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
        }
        return deepest
    }
}

/// The line as it is written.
private struct RawLine: Decodable {
    struct RawTurn: Decodable {
        let speaker: String
        let text: String
        let at: Instant?
        let act: String?
    }

    /// A number of milliseconds, or ISO 8601.
    struct Instant: Decodable {
        let milliseconds: Int64

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int64.self) {
                milliseconds = number
                return
            }
            let text = try value.decode(String.self)
            let plain = Date.ISO8601FormatStyle()
            let precise = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            guard let date = (try? plain.parse(text)) ?? (try? precise.parse(text)) else {
                throw DecodingError.dataCorruptedError(
                    in: value,
                    debugDescription:
                        "not a time; use milliseconds since 1970 or \"2025-03-14T09:26:53Z\"")
            }
            milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded())
        }
    }

    let id: String
    let source: String?
    let turns: [RawTurn]
    let converted: Bool?
}
