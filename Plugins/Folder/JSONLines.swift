internal import ConnectorKit
internal import Foundation

/// One conversation a line:
/// `{"id": "call-17", "turns": [{"speaker": "rep", "text": "Hello!", "said_at_ms": 1732406400000},
/// ...]}`
///
/// `id` is "line-N" where it is missing; `said_at_ms` may be; other fields are not read.
enum JSONLines {
    private static let problemsMax = 20

    /// In the order of the file; blank lines are skipped. Every line is read before anything is
    /// refused.
    static func transcripts(_ bytes: [UInt8]) throws(Unreadable) -> [Transcript] {
        var transcripts: [Transcript] = []
        var problems: [Problem] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
            do throws(Problems) {
                transcripts.append(try transcript(line, number: index + 1))
            } catch {
                problems += error.list
            }
            if problems.count >= problemsMax { break }
        }
        guard problems.isEmpty else {
            throw Unreadable(problems: Array(problems.prefix(problemsMax)))
        }
        guard !transcripts.isEmpty else {
            throw Unreadable(problems: [Problem(reason: "the file holds no conversation")])
        }
        return transcripts
    }

    private struct Problems: Error { var list: [Problem] }

    private struct Line: Decodable {
        struct Turn: Decodable {
            var speaker: String
            var text: String
            var saidAtMilliseconds: Int64?

            enum CodingKeys: String, CodingKey {
                case speaker, text
                case saidAtMilliseconds = "said_at_ms"
            }
        }
        var id: String?
        var turns: [Turn]
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0d || byte == 0x09
    }

    private static func transcript(
        _ bytes: ArraySlice<UInt8>, number: Int
    ) throws(Problems) -> Transcript {
        let line: Line
        do {
            line = try JSONDecoder().decode(Line.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw Problems(list: [error.problem(line: number)])
        } catch {
            throw Problems(list: [Problem(line: number, reason: "is not JSON: \(error)")])
        }
        var problems: [Problem] = []
        func refuse(_ field: String, _ reason: String) {
            problems.append(Problem(line: number, field: field, reason: reason))
        }
        let id = line.id ?? "line-\(number)"
        if !(1...Transcript.idBytesMax).contains(id.utf8.count) {
            refuse("id", "has \(id.utf8.count) bytes; must have 1 to \(Transcript.idBytesMax)")
        }
        if line.turns.isEmpty { refuse("turns", "is empty; a conversation has at least one turn") }
        var turns: [Turn] = []
        for (index, turn) in line.turns.enumerated() {
            guard let speaker = Speaker(named: turn.speaker) else {
                refuse(
                    "turns[\(index)].speaker", "is \"\(turn.speaker)\"; must be rep or customer")
                continue
            }
            if turn.text.allSatisfy(\.isWhitespace) { refuse("turns[\(index)].text", "is empty") }
            turns.append(
                Turn(
                    number: index + 1, speaker: speaker, text: turn.text,
                    saidAtMilliseconds: turn.saidAtMilliseconds))
        }
        guard problems.isEmpty else { throw Problems(list: problems) }
        return Transcript(id: id, turns: turns, line: number)
    }
}

extension DecodingError {
    fileprivate func problem(line: Int) -> Problem {
        switch self {
        case .keyNotFound(let key, let context):
            Problem(line: line, field: Self.path(context.codingPath + [key]), reason: "is missing")
        case .typeMismatch(let type, let context):
            Problem(
                line: line, field: Self.path(context.codingPath),
                reason: "is not of the type \(Self.name(of: type))")
        case .valueNotFound(_, let context):
            Problem(line: line, field: Self.path(context.codingPath), reason: "is null")
        case .dataCorrupted(let context):
            Problem(
                line: line, field: Self.path(context.codingPath), reason: "is not valid JSON")
        @unknown default: Problem(line: line, reason: "cannot be read")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Int64.Type: "integer"
        default: "\(type)".hasPrefix("Array") ? "array" : "object"
        }
    }

    /// "turns[3].speaker"; nil for the line as a whole.
    private static func path(_ keys: [any CodingKey]) -> String? {
        var path = ""
        for key in keys {
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
        return path.isEmpty ? nil : path
    }
}
