/// How much of a stranger's message is read before it is refused.
///
/// libprotobuf-c sets none of these itself: it recurses as deep as the bytes say, and answers two
/// bytes of empty sub-message with eighty of heap.
package struct DecodeLimits: Sendable, Equatable {
    /// Levels of messages within messages that the pre-scan keeps track of; no limit can be higher.
    package static let depthMax = 16

    /// Bytes of one message on the wire.
    package var bytes: Int
    /// Levels of messages within messages, the outermost being 1. At most ``depthMax``.
    package var depth: Int
    /// Sub-messages, entries of repeated fields and unknown fields, counted together.
    package var elements: Int
    /// Bytes of fields that this version does not know, tags included.
    package var unknownBytes: Int

    package init(bytes: Int, depth: Int, elements: Int, unknownBytes: Int) {
        self.bytes = bytes
        self.depth = min(depth, Self.depthMax)
        self.elements = elements
        self.unknownBytes = unknownBytes
    }

    /// For whatever strangers send.
    package static let standard = DecodeLimits(
        bytes: 4 << 20, depth: 16, elements: 64 << 10, unknownBytes: 64 << 10)

    /// For answers of a server that the caller chose: a forecast for each of 10,000 turns, with its
    /// reasons, is 100,000 elements.
    package static let reply = DecodeLimits(
        bytes: 16 << 20, depth: 16, elements: 1 << 20, unknownBytes: 64 << 10)

    /// Bytes of memory that unpacking may take, for a message of `wireBytes` that holds `elements`.
    ///
    /// Eight times the wire and 64 KiB is plenty for text. The share for elements is for many small
    /// ones: a turn that says "ok" is 10 bytes on the wire and about 150 unpacked.
    package func memory(wireBytes: Int, elements: Int) -> Int {
        64 << 10 + 8 * wireBytes + 96 * elements
    }
}
