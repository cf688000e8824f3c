internal import Foundation

/// Conversations of JSON lines whose fields have other names than ours.
struct JSONConversations {
    private(set) var conversations: [RawConversation] = []
    private(set) var refusals: [String] = []
    private let path: String
    private let mapping: ColumnMapping

    init(_ text: String, path: String, mapping: ColumnMapping) {
        self.path = path
        self.mapping = mapping
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            do throws(Refused) {
                conversations.append(try conversation(String(line), number))
            } catch {
                refusals.append("\(path):\(number): \(error.reason)")
            }
        }
    }

    private struct Refused: Error { let reason: String }

    private func conversation(_ line: String, _ number: Int) throws(Refused) -> RawConversation {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8)),
            case .object = value
        else { throw Refused(reason: "not a JSON object") }
        func text(_ meaning: ColumnMapping.Meaning, of value: JSONValue) -> String? {
            mapping.candidates(meaning).lazy.compactMap { value.at($0)?.text?.trimmed }.first {
                !$0.isEmpty
            }
        }
        guard let id = text(.id, of: value) else {
            throw Refused(reason: "id: missing; name its field with --map id=FIELD")
        }
        var conversation = RawConversation(line: number, id: id)
        conversation.source = text(.source, of: value)
        conversation.industry = text(.industry, of: value)
        conversation.converted = text(.converted, of: value)
        let list = mapping.candidates(.turns).lazy.compactMap { value.at($0)?.list }.first
        guard let list else {
            guard let transcript = text(.transcript, of: value) else {
                throw Refused(
                    reason: "turns: missing; name the field with --map turns=FIELD or "
                        + "--map transcript=FIELD")
            }
            conversation.transcript = transcript
            return conversation
        }
        for (index, turn) in list.enumerated() {
            guard let speaker = text(.speaker, of: turn) else {
                throw Refused(reason: "turns[\(index)]: no speaker; --map speaker=FIELD names it")
            }
            conversation.turns.append(
                RawConversation.Turn(
                    line: number, speaker: speaker, text: text(.text, of: turn) ?? "",
                    at: text(.at, of: turn)))
        }
        return conversation
    }
}

/// Any JSON, for fields whose names are known only when the program runs.
indirect enum JSONValue: Decodable {
    case object([String: JSONValue])
    case list([JSONValue])
    case text(String)
    case number(Double)
    case truth(Bool)
    case nothing

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .nothing
        } else if let truth = try? box.decode(Bool.self) {
            self = .truth(truth)
        } else if let number = try? box.decode(Double.self) {
            self = .number(number)
        } else if let text = try? box.decode(String.self) {
            self = .text(text)
        } else if let list = try? box.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try box.decode([String: JSONValue].self))
        }
    }

    /// "outcome.stage": the field `stage` of the field `outcome`.
    func at(_ path: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        if let value = fields[path] { return value }
        guard let dot = path.firstIndex(of: ".") else { return nil }
        return fields[String(path[..<dot])]?.at(String(path[path.index(after: dot)...]))
    }

    var list: [JSONValue]? {
        if case .list(let values) = self { values } else { nil }
    }

    /// A scalar as text: whole numbers without a fraction.
    var text: String? {
        switch self {
        case .text(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
        default: nil
        }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
