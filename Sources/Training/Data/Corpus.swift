internal import Conversations
internal import Foundation
internal import Messages

/// Conversations whose outcome is known, and the fingerprint of the bytes that they were read from.
struct Corpus: Sendable {
    struct Conversation: Sendable {
        let recorded: RecordedConversation
        let converted: Bool
    }

    private(set) var conversations: [Conversation] = []
    /// SHA-256 over the files' bytes, one after the other, in hexadecimal.
    let sha256: String

    /// Reads JSONL files in the given order. An error names file, line and field.
    init(_ paths: [String]) throws(TrainingError) {
        var digest = SHA256()
        var places: [String: String] = [:]
        guard !paths.isEmpty else {
            throw TrainingError(.badSetting, "no data: name at least one JSONL file")
        }
        for path in paths {
            let data = try Self.read(path)
            data.withUnsafeBytes { digest.add($0) }
            guard let text = String(data: data, encoding: .utf8) else {
                throw TrainingError(.badData, "\(path): not UTF-8")
            }
            var number = 0
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                number += 1
                guard !line.allSatisfy(\.isWhitespace) else { continue }
                let conversation = try Self.conversation(String(line), path, number)
                let id = conversation.recorded.id
                if let first = places.updateValue("\(path):\(number)", forKey: id) {
                    throw TrainingError(
                        .badData,
                        "\(path):\(number): id: \"\(id)\" was already used at \(first); "
                            + "one conversation in two folds would flatter the result")
                }
                conversations.append(conversation)
                guard conversations.count <= TrainingLimits.conversations else {
                    throw TrainingError(
                        .badData,
                        "\(path):\(number): more than \(TrainingLimits.conversations) "
                            + "conversations")
                }
            }
        }
        sha256 = digest.finished()
        try checkOutcomes()
    }

    /// Conversations made of another corpus's.
    init(_ conversations: [Conversation], sha256: String) {
        self.conversations = conversations
        self.sha256 = sha256
    }

    private static func read(_ path: String) throws(TrainingError) -> Data {
        do {
            let known = try FileManager.default.attributesOfItem(atPath: path)
            let size = known[.size] as? Int ?? 0
            guard size <= TrainingLimits.fileBytes else {
                throw TrainingError(
                    .unreadable, "\(path): \(size) bytes; the limit is \(TrainingLimits.fileBytes)")
            }
            return try Data(contentsOf: URL(filePath: path))
        } catch let error as TrainingError {
            throw error
        } catch {
            throw TrainingError(
                .unreadable, "\(path): cannot be read: \(error.localizedDescription)")
        }
    }

    static func conversation(
        _ line: String, _ path: String, _ number: Int
    ) throws(TrainingError) -> Conversation {
        let recorded: RecordedConversation
        do {
            recorded = try Transcript.conversation(fromJSONLine: line, line: number)
        } catch {
            let field = error.field.map { "\($0): " } ?? ""
            throw TrainingError(.badData, "\(path):\(number): \(field)\(error.reason)")
        }
        guard let converted = recorded.converted else {
            throw TrainingError(
                .badData,
                "\(path):\(number): converted: missing; a conversation to learn from says "
                    + "true or false")
        }
        return Conversation(recorded: recorded, converted: converted)
    }

    private func checkOutcomes() throws(TrainingError) {
        let converted = conversations.filter(\.converted).count
        let least = TrainingLimits.conversationsOfEachOutcome
        guard converted >= least, conversations.count - converted >= least else {
            throw TrainingError(
                .tooFew,
                "\(converted) converted and \(conversations.count - converted) not; "
                    + "at least \(least) of each are needed")
        }
    }
}
