package import Messages

/// What one tenant may take. Nil is the daemon's default.
package struct Quota: Sendable, Hashable, Codable {
    package var eventsPerSecond: Double?
    package var concurrentCalls: Int?
    package var storedBytes: Int?
    package var embeddingsPerSecond: Double?

    package init(
        eventsPerSecond: Double? = nil, concurrentCalls: Int? = nil, storedBytes: Int? = nil,
        embeddingsPerSecond: Double? = nil
    ) {
        self.eventsPerSecond = eventsPerSecond
        self.concurrentCalls = concurrentCalls
        self.storedBytes = storedBytes
        self.embeddingsPerSecond = embeddingsPerSecond
    }

    /// Refuses a value that cannot be meant, by its field and the limit.
    func check() throws(AccountError) {
        let fields: [(name: String, value: Double?, most: Double)] = [
            ("events_per_second", eventsPerSecond, 1e6),
            ("concurrent_calls", concurrentCalls.map(Double.init), 1e6),
            ("stored_bytes", storedBytes.map(Double.init), 0x1p60),
            ("embeddings_per_second", embeddingsPerSecond, 1e6),
        ]
        for (name, value, most) in fields {
            guard let value else { continue }
            guard value > 0, value <= most else {
                throw .invalid(
                    "quota.\(name)", "is \(value); it must be above 0 and at most \(most)")
            }
        }
    }
}

/// A tenant: a customer of this daemon, whose conversations nobody else sees.
/// Times are milliseconds since 1970-01-01 UTC.
package struct Tenant: Sendable, Hashable {
    /// What an administrator may change.
    package struct Settings: Sendable, Hashable {
        /// For people. May be empty.
        package var display = ""
        package var quota = Quota()
        /// How long a conversation is kept after its last turn; nil: as long as nobody erases it.
        package var retention: Duration?

        package init(display: String = "", quota: Quota = Quota(), retention: Duration? = nil) {
            self.display = display
            self.quota = quota
            self.retention = retention
        }
    }

    package let id: TenantID
    package let settings: Settings
    package let createdAt: Int
    package let updatedAt: Int
    /// Nil for one that is there. Whoever is deleted is refused at once.
    package let deletedAt: Int?
    /// Until then a deleted tenant can be had back.
    package let purgeAt: Int?
    /// Its accounts are gone. The name stays taken for ever: nobody inherits its conversations.
    package let isPurged: Bool
    /// One more with each change: what a change may expect.
    package let revision: Int

    package var display: String { settings.display }
    package var quota: Quota { settings.quota }
    package var isDeleted: Bool { deletedAt != nil }
}

extension TenantID {
    /// Refuses what cannot be a tenant's name: 1 to 64 letters, digits, ".", "_" and "-", the first
    /// of them a letter or a digit.
    package func check() throws(AccountError) {
        try Names.check(name, "tenant", most: AccountLimits.nameBytes)
    }
}

/// What names and labels may look like.
enum Names {
    static func check(_ name: String, _ field: String, most: Int) throws(AccountError) {
        let isGood =
            (1...most).contains(name.utf8.count)
            && name.utf8.first.map(isLetterOrDigit) == true
            && name.utf8.allSatisfy { isLetterOrDigit($0) || [0x2d, 0x2e, 0x5f].contains($0) }
        guard isGood else {
            throw .invalid(
                field,
                "is \"\(name.prefix(100))\"; it must be 1 to \(most) letters, digits, \".\", "
                    + "\"_\" or \"-\", and begin with a letter or a digit")
        }
    }

    static func check(label: String, _ field: String) throws(AccountError) {
        guard label.utf8.count <= AccountLimits.labelBytes else {
            throw .invalid(
                field,
                "has \(label.utf8.count) bytes; at most \(AccountLimits.labelBytes) are kept")
        }
        guard label.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
            throw .invalid(field, "holds a control character")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
