/// What happened, as far as whoever writes it into the audit log knows.
package struct AuditNote: Sendable, Hashable {
    /// Who did it: "acme/ann", "*/operator"; "-" for somebody unknown.
    package var actor: String
    /// What they showed: "token 4fGh…", "certificate 1a2b…", "console"; never the secret itself.
    package var credential: String
    /// Where the call came from, without its port; empty for the console.
    package var peer: String
    /// Whose matter it is; empty for what belongs to no tenant.
    package var tenant: String
    /// "tenant.create", "token.revoke", "call.refuse".
    package var action: String
    /// What it was done to: "tenant acme", "salesrl.v1.Scoring/Observe".
    package var object: String
    /// "done", or why it was refused: "TOKEN_UNKNOWN".
    package var outcome: String
    /// What changed, in words or as JSON; holds no secret.
    package var detail: String
    /// How many times: above 1 where many alike were written as one.
    package var count: Int

    package init(
        actor: String, credential: String = "", peer: String = "", tenant: String = "",
        action: String, object: String, outcome: String = "done", detail: String = "",
        count: Int = 1
    ) {
        self.actor = actor
        self.credential = credential
        self.peer = peer
        self.tenant = tenant
        self.action = action
        self.object = object
        self.outcome = outcome
        self.detail = detail
        self.count = count
    }

    /// Its texts in the order in which they are kept and hashed.
    var texts: [String] {
        [actor, credential, peer, tenant, action, object, outcome, detail]
    }

    /// The same with every text within ``RegistryLimits/noteBytes``.
    var bounded: AuditNote {
        func cut(_ text: String) -> String {
            guard text.utf8.count > RegistryLimits.noteBytes else { return text }
            return String(decoding: text.utf8.prefix(RegistryLimits.noteBytes - 3), as: UTF8.self)
                + "…"
        }
        var note = self
        for field in [
            \AuditNote.actor, \.credential, \.peer, \.tenant, \.action, \.object, \.outcome,
            \.detail,
        ] {
            note[keyPath: field] = cut(note[keyPath: field])
        }
        return note
    }
}

/// Where the audit log ends: enough to tell later that nothing was cut off.
package struct AuditHead: Sendable, Hashable {
    /// The newest entry's number, and how many there are; 0 before the first.
    package var count: Int
    /// Its hash: 32 bytes.
    package var hash: [UInt8]

    package static let start = AuditHead(count: 0, hash: [UInt8](repeating: 0, count: 32))

    package init(count: Int, hash: [UInt8]) {
        self.count = count
        self.hash = hash
    }
}

/// One entry of the audit log.
package struct AuditEntry: Sendable, Hashable {
    /// 1 for the first; gapless.
    package let number: Int
    /// Milliseconds since 1970-01-01 UTC.
    package let at: Int
    package let note: AuditNote
    /// The hash of the entry before it; 32 zero bytes for the first.
    package let previous: [UInt8]
    /// SHA-256 over `previous` and ``canonical``.
    package let hash: [UInt8]

    package init(number: Int, at: Int, note: AuditNote, previous: [UInt8], hash: [UInt8]) {
        self.number = number
        self.at = at
        self.note = note
        self.previous = previous
        self.hash = hash
    }

    /// The entry that comes after `head`.
    init(after head: AuditHead, _ note: AuditNote, at: Int, digest: Digesting) {
        self.note = note.bounded
        self.at = at
        number = head.count + 1
        previous = head.hash
        hash = digest(head.hash + Self.canonical(number, at, self.note))
    }

    /// Whether the hash is the one that these bytes have.
    package func isWhole(digest: Digesting) -> Bool {
        hash == digest(previous + Self.canonical(number, at, note))
    }

    /// The bytes that are hashed; numbers are 8 bytes and lengths 4, big-endian:
    /// ```
    /// "salesrl audit 1\n"   number   at   count   { length text } of each of the note's texts
    /// ```
    private static func canonical(_ number: Int, _ at: Int, _ note: AuditNote) -> [UInt8] {
        var bytes = Array("salesrl audit 1\n".utf8)
        for value in [number, at, note.count] {
            withUnsafeBytes(of: Int64(value).bigEndian) { bytes.append(contentsOf: $0) }
        }
        for text in note.texts {
            withUnsafeBytes(of: UInt32(text.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }
}

/// SHA-256, handed in by whoever has it: 32 bytes.
package typealias Digesting = @Sendable ([UInt8]) -> [UInt8]

/// Which entries of the audit log are asked for.
package struct AuditQuery: Sendable, Hashable {
    /// Entries with a higher number than this.
    package var after = 0
    /// At most this many, and at most ``RegistryLimits/page``.
    package var limit = 100
    /// Those of one tenant; nil for all.
    package var tenant: String?
    /// Those whose action begins with this: "token.", "call.refuse".
    package var action = ""

    package init() {}
}

/// Follows the chain from entry to entry and says where it breaks.
package struct AuditChain {
    package private(set) var head = AuditHead.start
    /// What is wrong with the first entry that is; nil as long as all is well.
    package private(set) var problem: String?
    private let digest: Digesting

    package init(digest: @escaping Digesting) { self.digest = digest }

    /// Takes the next entry; what comes after a break is not looked at.
    package mutating func take(_ entry: AuditEntry) {
        guard problem == nil else { return }
        if entry.number != head.count + 1 {
            problem =
                "entry \(head.count + 1) is missing: after \(head.count) comes \(entry.number)"
        } else if entry.previous != head.hash {
            problem = "entry \(entry.number) does not follow the one before it"
        } else if !entry.isWhole(digest: digest) {
            problem = "entry \(entry.number) is not what was written"
        } else {
            head = AuditHead(count: entry.number, hash: entry.hash)
        }
    }
}
