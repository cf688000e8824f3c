internal import Conversations
internal import Messages

/// Conversations as people hand them in: plain text, or JSON lines.
enum Transcripts {
    /// One transcript in either form; `name` stands in for an id that the text does not have.
    static func one(from text: String, named name: String) throws -> (id: String, turns: [Turn]) {
        if text.first(where: { !$0.isWhitespace }) == "{" {
            return try conversation(Substring(text), at: name)
        }
        do {
            return (name, try Transcript.turns(fromPlainText: text))
        } catch {
            throw Failure(.badData, "\(name): \(error)")
        }
    }

    /// One line of a JSONL file; `place` is its file and line number.
    static func conversation(
        _ line: Substring, at place: String
    ) throws(Failure) -> (id: String, turns: [Turn]) {
        do {
            let read = try Transcript.conversation(fromJSONLine: String(line))
            return (read.id, read.turns)
        } catch {
            throw Failure(.badData, "\(place): \(error)")
        }
    }
}
