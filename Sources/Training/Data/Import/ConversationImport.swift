internal import Conversations
internal import Foundation
internal import Messages

/// Transcripts as other programs write them, made into the form that `Corpus` reads.
package struct ConversationImport: Sendable {
    package var mapping = ColumnMapping()
    /// Names of speakers whose side the user stated.
    package var representatives: [String] = []
    package var customers: [String] = []
    /// Leave out conversations whose outcome is not known, instead of refusing them.
    package var skipsOpen = false

    package init() {}

    package struct Found: Sendable {
        /// JSON, one conversation each.
        package var lines: [String] = []
        package var turns = 0
        package var converted = 0
        package var open = 0
        /// "calls.csv:17: ...", in the order of the files.
        package var refusals: [String] = []
    }

    /// Reads files whose names end in .csv or .tsv as tables, others as JSON lines.
    package func read(_ paths: [String]) throws(TrainingError) -> Found {
        var found = Found()
        var raw: [(path: String, conversation: RawConversation)] = []
        for path in paths {
            let text = try TextFile.read(path)
            let name = path.lowercased()
            if name.hasSuffix(".csv") || name.hasSuffix(".tsv") {
                let table = try TableConversations(text, path: path, mapping: mapping)
                raw += table.conversations.map { (path, $0) }
                found.refusals += table.refusals
            } else {
                let json = JSONConversations(text, path: path, mapping: mapping)
                raw += json.conversations.map { (path, $0) }
                found.refusals += json.refusals
            }
        }
        var roles = SpeakerRoles(representatives: representatives, customers: customers)
        for (_, conversation) in raw { roles.count(conversation.turns.map(\.speaker)) }
        var seen: [String: String] = [:]
        for (path, conversation) in raw {
            let place = "\(path):\(conversation.line)"
            do throws(Refused) {
                let made = try self.conversation(conversation, roles)
                if let first = seen.updateValue(place, forKey: conversation.id) {
                    throw Refused("id: \"\(conversation.id)\" was already used at \(first)")
                }
                guard let made else {
                    found.open += 1
                    continue
                }
                found.lines.append(made.line())
                found.turns += made.turns.count
                found.converted += made.converted == true ? 1 : 0
            } catch {
                found.refusals.append(error.line.map { "\(path):\($0)" } ?? place)
                found.refusals[found.refusals.count - 1] += ": " + error.reason
            }
        }
        return found
    }

    private struct Refused: Error {
        let reason: String
        var line: Int?
        init(_ reason: String, line: Int? = nil) {
            self.reason = reason
            self.line = line
        }
    }

    /// Nil for an open one that is to be left out.
    private func conversation(
        _ raw: RawConversation, _ roles: SpeakerRoles
    ) throws(Refused) -> ImportedConversation? {
        let converted = raw.converted.flatMap(mapping.outcome)
        if converted == nil {
            if skipsOpen { return nil }
            guard let said = raw.converted else {
                throw Refused(
                    "converted: missing; name the column with --map converted=COLUMN, or leave "
                        + "open conversations out with --skip-open")
            }
            throw Refused(
                "converted: \"\(said)\" says neither; name it with --won or --lost, or leave open "
                    + "conversations out with --skip-open")
        }
        let turns =
            if let transcript = raw.transcript {
                try Self.turns(transcript)
            } else {
                try turns(raw, roles)
            }
        return ImportedConversation(
            id: raw.id, source: raw.source, industry: raw.industry, turns: turns,
            converted: converted)
    }

    private func turns(
        _ raw: RawConversation, _ roles: SpeakerRoles
    ) throws(Refused) -> [ImportedConversation.Turn] {
        guard !raw.turns.isEmpty else { throw Refused("turns: none") }
        if let silent = raw.turns.first(where: { $0.speaker.isEmpty }) {
            throw Refused("speaker: empty", line: silent.line)
        }
        let sides: [Speaker]
        switch roles.sides(of: raw.turns.map(\.speaker)) {
        case .success(let found): sides = found
        case .failure(let refusal): throw Refused("speaker: " + refusal.reason)
        }
        var turns: [ImportedConversation.Turn] = []
        for (turn, side) in zip(raw.turns, sides) {
            var at: String?
            if let said = turn.at {
                guard let time = SaidAt.iso8601(said) else {
                    throw Refused(
                        "at: \"\(said)\" is no time; use 2025-03-14T09:26:53Z or milliseconds "
                            + "since 1970", line: turn.line)
                }
                at = time
            }
            turns.append(.init(speaker: Self.name(side), text: turn.text, at: at))
        }
        return turns
    }

    private static func turns(
        _ transcript: String
    ) throws(Refused) -> [ImportedConversation.Turn] {
        do {
            return try Transcript.turns(fromPlainText: transcript).map {
                .init(speaker: name($0.speaker), text: $0.text, at: nil)
            }
        } catch {
            throw Refused("transcript: \(error)")
        }
    }

    private static func name(_ side: Speaker) -> String {
        side == .customer ? "customer" : "rep"
    }
}

/// The times that exports write, as ISO 8601 in UTC.
enum SaidAt {
    static func iso8601(_ text: String) -> String? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        if let milliseconds = Int64(text), milliseconds > 10_000_000_000 {
            return style.format(Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
        }
        if let seconds = Double(text), seconds > 100_000_000, seconds < 10_000_000_000 {
            return style.format(Date(timeIntervalSince1970: seconds))
        }
        // "2025-03-14 09:26:53" is read as UTC.
        var whole = text.replacingOccurrences(of: " ", with: "T")
        let zone = whole.dropFirst(10)
        if !zone.contains("Z"), !zone.contains("+"), !zone.contains("-") { whole += "Z" }
        let date = (try? style.parse(whole)) ?? (try? Date.ISO8601FormatStyle().parse(whole))
        return date.map(style.format)
    }
}
