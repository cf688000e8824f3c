internal import ConnectorKit

/// One conversation a file, one turn a paragraph that begins with who speaks:
/// ```
/// Rep: Hello! How do you approve quotes today?
/// Customer: Mostly by e-mail.
/// It works, but slowly.
/// ```
/// A line that does not name a speaker goes on with the turn before it.
enum PlainText {
    static func transcript(_ bytes: [UInt8], id: String) throws(Unreadable) -> Transcript {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Unreadable(problems: [Problem(reason: "the file is not UTF-8 text")])
        }
        guard id.utf8.count <= Transcript.idBytesMax else {
            throw Unreadable(problems: [
                Problem(reason: "the file's name is longer than \(Transcript.idBytesMax) bytes")
            ])
        }
        var turns: [Turn] = []
        var lines: [Int] = []
        for (index, raw) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() {
            var line = raw
            if index == 0, line.first == "\u{feff}" { line.removeFirst() }
            let rest = line.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { continue }
            if let (speaker, words) = opening(rest) {
                turns.append(
                    Turn(number: turns.count + 1, speaker: speaker, text: String(words)))
                lines.append(index + 1)
            } else if turns.isEmpty {
                throw Unreadable(problems: [
                    Problem(
                        line: index + 1, field: "speaker",
                        reason: "a transcript begins with who speaks, such as Rep: or Customer:")
                ])
            } else {
                let before = turns[turns.count - 1].text
                turns[turns.count - 1].text = before.isEmpty ? String(rest) : "\(before) \(rest)"
            }
        }
        guard !turns.isEmpty else {
            throw Unreadable(problems: [Problem(reason: "the file holds no conversation")])
        }
        if let empty = turns.firstIndex(where: \.text.isEmpty) {
            throw Unreadable(problems: [
                Problem(line: lines[empty], field: "text", reason: "says nothing")
            ])
        }
        return Transcript(id: id, turns: turns, line: 1)
    }

    /// "Rep: Hello!" as who speaks and what is said.
    private static func opening(_ line: Substring) -> (Speaker, Substring)? {
        guard let colon = line.firstIndex(of: ":"),
            let speaker = Speaker(named: line[..<colon])
        else { return nil }
        return (speaker, line[line.index(after: colon)...].drop(while: \.isWhitespace))
    }
}
