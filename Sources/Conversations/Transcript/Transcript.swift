package import Messages

/// A conversation as people write it down, taken apart into turns.
package enum Transcript {
    /// Who a role's name stands for: "Sales Rep" and "agent" the representative, "prospect" the
    /// customer; nil for a name that says nothing.
    package static func speaker(named role: String) -> Speaker? { Roles.speaker(named: role) }

    /// Turns of a text like
    ///
    ///     [00:12] Agent: Hello, how are you?
    ///     Customer: Fine. I saw your
    ///     advertisement.
    ///
    /// A line without a role goes on with the turn before it. Names of persons are taken as roles
    /// when the text has exactly two of them, or one beside a known role: the first to speak is the
    /// representative unless the other is.
    package static func turns(fromPlainText text: String) throws(ConversationError) -> [Turn] {
        guard text.utf8.count <= Limits.transcriptBytes else {
            throw ConversationError(
                .tooLarge,
                "the transcript has \(text.utf8.count) bytes, "
                    + "the limit is \(Limits.transcriptBytes)")
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let people = try speakers(in: lines)
        var turns: [Turn] = []
        for (index, line) in lines.enumerated() {
            let heading = Heading(line)
            if let heading, let speaker = people[heading.name] {
                guard turns.count < Limits.transcriptTurns else {
                    throw ConversationError(
                        .tooLarge, "more than \(Limits.transcriptTurns) turns", line: index + 1)
                }
                turns.append(
                    Turn(
                        number: turns.count + 1, speaker: speaker,
                        text: String(heading.rest).trimmed))
                continue
            }
            let more = String(line).trimmed
            if more.isEmpty { continue }
            guard let last = turns.indices.last else {
                throw ConversationError(
                    .unknownSpeaker,
                    "the first line does not say who speaks; begin it with a role, "
                        + "as in \"Rep: ...\" or \"Customer: ...\"", line: index + 1)
            }
            turns[last].text += turns[last].text.isEmpty ? more : " " + more
        }
        guard !turns.isEmpty else {
            throw ConversationError(
                .emptyTranscript,
                "the transcript has no turns; write one a line, as in \"Customer: Hello\"")
        }
        return turns
    }

    /// Which heading means whom. Headings that are neither roles nor one of two people are text.
    private static func speakers(
        in lines: [Substring]
    ) throws(ConversationError) -> [String: Speaker] {
        var people: [String: Speaker] = [:]
        var strangers: [(name: String, count: Int, line: Int)] = []
        for (index, line) in lines.enumerated() {
            guard let heading = Heading(line), people[heading.name] == nil else { continue }
            if let speaker = speaker(named: heading.name) {
                people[heading.name] = speaker
            } else if let at = strangers.firstIndex(where: { $0.name == heading.name }) {
                strangers[at].count += 1
            } else if strangers.count < 64 {
                strangers.append((heading.name, 1, index + 1))
            }
        }
        let sides = Set(people.values)
        if sides.count == 2 { return people }
        let wanted = 2 - sides.count
        // A name that heads a single line may be a remark ("Note: ..."); prefer those that return.
        let named = strangers.enumerated()
            .sorted {
                ($0.element.count > 1 ? 0 : 1, $0.offset) < (
                    $1.element.count > 1 ? 0 : 1, $1.offset
                )
            }
            .prefix(wanted).map(\.element).sorted { $0.line < $1.line }
        if wanted == 2, named.count == 2 {
            return [named[0].name: .representative, named[1].name: .customer]
        }
        if wanted == 1, let other = named.first, let side = sides.first {
            people[other.name] = side == .customer ? .representative : .customer
            return people
        }
        if people.isEmpty, let first = named.first {
            throw ConversationError(
                .unknownSpeaker,
                "\"\(first.name)\" is no known role; use \"Rep:\" and \"Customer:\"",
                line: first.line)
        }
        return people
    }
}

/// "[00:12] Agent (Anna): Hello" -> "agent", "Hello".
struct Heading {
    /// Lower case, without time and brackets.
    let name: String
    let rest: Substring

    private static let longest = 40

    init?(_ line: Substring) {
        var line = line.drop {
            $0 == " " || $0 == "\t" || $0 == "*" || $0 == ">" || $0 == "\u{FEFF}"
        }
        line = Self.skipTime(line)
        guard
            let colon = line.prefix(Self.longest + 12).firstIndex(where: { $0 == ":" || $0 == "：" })
        else { return nil }
        var label = line[..<colon]
        let rest = line[line.index(after: colon)...]
        // "Agent (00:12):" and "Agent [Anna]:" keep the role.
        if let bracket = label.firstIndex(where: { $0 == "(" || $0 == "[" }) {
            label = label[..<bracket]
        }
        let name = String(label).trimmed(also: "*_").lowercased()
        guard !name.isEmpty, name.count <= Self.longest,
            name.split(separator: " ").count <= 4,
            name.allSatisfy({ $0.isLetter || $0.isNumber || " '-_.".contains($0) }),
            name.contains(where: \.isLetter)
        else { return nil }
        let isLink = rest.hasPrefix("//")
        guard !isLink else { return nil }
        self.name = name
        self.rest = rest.drop { $0 == "*" || $0 == "_" }
    }

    /// Drops "[00:12:03]", "(0:12)", "00:12 -" and the like from the front of a line.
    private static func skipTime(_ line: Substring) -> Substring {
        guard let first = line.first, "[(".contains(first) || first.isNumber else { return line }
        let isOpen = "[(".contains(first)
        let body = isOpen ? line.dropFirst() : line
        let time = body.prefix { $0.isNumber || ":.-/TZ+, apmAPM".contains($0) }
        guard time.contains(":"), time.contains(where: \.isNumber) else { return line }
        if isOpen {
            guard let close = body[time.endIndex...].first, "])".contains(close) else {
                return line
            }
            return body[body.index(after: time.endIndex)...].drop { " -\t".contains($0) }
        }
        // Unbracketed: digits, colons and dots only, so that no letter of a name is eaten.
        let digits = body.prefix { $0.isNumber || ":.,".contains($0) }
        guard digits.contains(":"), digits.endIndex < body.endIndex,
            body[digits.endIndex] == " " || body[digits.endIndex] == "\t"
        else { return line }
        return body[digits.endIndex...].drop { " -\t".contains($0) }
    }
}

extension String {
    var trimmed: String { trimmed(also: "") }

    func trimmed(also characters: String) -> String {
        func isEdge(_ character: Character) -> Bool {
            character.isWhitespace || characters.contains(character)
        }
        var slice = self[...]
        while let first = slice.first, isEdge(first) { slice.removeFirst() }
        while let last = slice.last, isEdge(last) { slice.removeLast() }
        return String(slice)
    }
}
