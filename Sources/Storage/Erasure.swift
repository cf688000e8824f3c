internal import CCrypto
package import Messages

/// The proof that a conversation was erased: what it was, by hash alone, and when.
///
/// Records are chained: each has a hash over the one before and all of itself, so that none can be
/// changed or taken out without its followers showing it.
package struct Erasure: Sendable, Equatable {
    package enum Cause: String, Sendable {
        /// Somebody who may had it erased.
        case asked
        /// It was older than its tenant keeps conversations.
        case age
    }

    /// 1 for the first of a store.
    package let number: Int
    package let tenant: TenantID
    /// Salted SHA-256 of tenant and conversation: tells it only to somebody who names it.
    package let conversation: [UInt8]
    /// Turns and closing.
    package let entries: Int
    /// SHA-256 of what was removed: every entry as it was kept, in order, and the state.
    package let content: [UInt8]
    /// Milliseconds since 1970-01-01 UTC.
    package let erasedAt: Int
    package let cause: Cause
    /// SHA-256 over the chain before and all of the above.
    package let chain: [UInt8]

    /// The next record after one whose chain is `before`; empty for the first.
    init(
        number: Int, tenant: TenantID, conversation: [UInt8], entries: Int, content: [UInt8],
        erasedAt: Int, cause: Cause, after before: [UInt8]
    ) {
        var sum = Hash()
        sum.take(before)
        sum.take(number)
        sum.take(Array(tenant.name.utf8))
        sum.take(conversation)
        sum.take(entries)
        sum.take(content)
        sum.take(erasedAt)
        sum.take(Array(cause.rawValue.utf8))
        self.number = number
        self.tenant = tenant
        self.conversation = conversation
        self.entries = entries
        self.content = content
        self.erasedAt = erasedAt
        self.cause = cause
        chain = sum.value()
    }
}

/// Hashes of keys that were erased. The salt is the store's own, so that two stores cannot be held
/// against each other, nor a table of common names against one.
struct Tombstones {
    let salt: [UInt8]

    func hash(_ event: EventKey) -> [UInt8] {
        hash("event", [event.tenant.name, event.source, event.event])
    }

    func hash(_ conversation: ConversationKey) -> [UInt8] {
        hash("conversation", [conversation.tenant.name, conversation.conversation])
    }

    private func hash(_ kind: String, _ names: [String]) -> [UInt8] {
        var sum = Hash()
        sum.take(salt)
        for name in [kind] + names { sum.take(Array(name.utf8)) }
        return sum.value()
    }
}

extension StorageError {
    static func erased(_ event: EventKey) -> StorageError {
        StorageError(
            .erased, "event \(event.event) was erased with its conversation, and is not taken again"
        )
    }
}

/// SHA-256 (FIPS 180-4) of fields, each with its length before it, so that none runs into the next.
struct Hash {
    private var bytes: [UInt8] = []

    mutating func take(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 }
    }

    mutating func take(_ field: [UInt8]) {
        take(field.count)
        bytes += field
    }

    /// 32 bytes.
    func value() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let done = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
        precondition(done == 1 && length == 32, "libcrypto has no SHA-256")
        return digest
    }
}
