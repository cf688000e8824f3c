internal import ConnectorKit

/// One conversation of a file.
struct Transcript: Sendable, Equatable {
    /// As the file says it.
    var id: String
    var turns: [Turn]
    /// Of the file, from 1: where it begins.
    var line: Int
}

/// What is wrong with a file, and where.
struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// From 1; nil where it is the file as a whole.
    var line: Int?
    /// "turns[3].speaker"; nil where it is the line as a whole.
    var field: String?
    var reason: String

    var description: String {
        [line.map { "line \($0)" }, field, reason].compactMap(\.self).joined(separator: ": ")
    }
}

/// A file that cannot be taken. Nothing of it is delivered.
struct Unreadable: Error, Equatable {
    var problems: [Problem]
}

extension Transcript {
    /// Bytes of an id; with what is added to it, it must fit into the daemon's limit of 256.
    static let idBytesMax = 200

    /// The conversation's id for the daemon: the file's own id and a hash of where it stands and
    /// what was said. The same file has the same ids for ever; a changed transcript is a new
    /// conversation.
    /// `occurrence` counts conversations of the same id in the same file, from 0.
    func conversation(file: String, occurrence: Int) -> String {
        var hash = Fingerprint()
        hash.add(file)
        hash.add(id)
        hash.add(String(occurrence))
        for turn in turns {
            hash.add(turn.speaker == .customer ? "c" : "r")
            hash.add(turn.text)
        }
        return "\(id)@\(hash.text)"
    }

    /// The events, in order: every turn, then the end.
    func events(conversation: String) -> [ConversationEvent] {
        turns.map { turn in
            ConversationEvent(
                id: "\(conversation)#\(turn.number)", conversation: conversation, what: .said(turn))
        } + [
            ConversationEvent(
                id: "\(conversation)#end", conversation: conversation, what: .closed)
        ]
    }
}

/// FNV-1a, 64 bits, over fields that cannot run into one another.
struct Fingerprint {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ field: String) {
        for byte in field.utf8 { step(byte) }
        // No UTF-8 holds this byte.
        step(0xff)
    }

    private mutating func step(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// 16 hexadecimal digits.
    var text: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Speaker {
    /// Who a file's word for a speaker means.
    init?(named word: some StringProtocol) {
        switch word.lowercased() {
        case "rep", "representative", "sales", "sales rep", "salesperson", "seller", "agent",
            "persuader":
            self = .representative
        case "customer", "client", "buyer", "prospect", "lead", "persuadee": self = .customer
        default: return nil
        }
    }
}
