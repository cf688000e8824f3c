package import Messages

/// Where a conversation belongs. Stable for ever: whoever divides the conversations among machines
/// or tables divides them by this.
package struct Partition: Sendable, Hashable, Comparable {
    package static let count = 256

    /// 0...255.
    package let number: UInt8

    package init(number: UInt8) { self.number = number }

    /// FNV-1a (64 bits) over tenant, NUL and conversation in UTF-8, folded to 8 bits.
    package init(of key: ConversationKey) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        key.tenant.name.utf8.forEach(take)
        take(0)
        key.conversation.utf8.forEach(take)
        hash ^= hash >> 32
        hash ^= hash >> 16
        number = UInt8(truncatingIfNeeded: hash ^ (hash >> 8))
    }

    package static func < (left: Partition, right: Partition) -> Bool {
        left.number < right.number
    }
}

/// The place of one entry among all: (part, tenant, conversation, seq), in that order.
package struct SequenceKey: Sendable, Hashable, Comparable {
    package let partition: Partition
    package let conversation: ConversationKey
    /// 1 for a conversation's first entry; gapless. A closing comes after the last turn.
    package let sequence: Int

    package init(_ conversation: ConversationKey, sequence: Int) {
        partition = Partition(of: conversation)
        self.conversation = conversation
        self.sequence = sequence
    }

    package static func < (left: SequenceKey, right: SequenceKey) -> Bool {
        if left.partition != right.partition { return left.partition < right.partition }
        let (one, other) = (left.conversation, right.conversation)
        if one.tenant != other.tenant { return one.tenant < other.tenant }
        if one.conversation != other.conversation { return one.conversation < other.conversation }
        return left.sequence < right.sequence
    }
}
