internal import CNGHTTP2
internal import Messages
internal import NIOCore

/// Collects the metadata of one header block.
///
/// The calls of a connection nearly all carry the same metadata, so the block is kept as bytes and
/// compared with the last one: equal bytes give the same ``Metadata`` again, without a single
/// string.
struct MetadataReader {
    private var block = ByteBuffer()
    private var lastBlock = ByteBuffer()
    private var last = Metadata()
    private(set) var count = 0

    mutating func begin() {
        block.clear()
        count = 0
    }

    mutating func add(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        block.writeInteger(UInt32(truncatingIfNeeded: name.count))
        block.writeInteger(UInt32(truncatingIfNeeded: value.count))
        block.writeBytes(name)
        block.writeBytes(value)
        count += 1
    }

    mutating func end() -> Metadata {
        if block != lastBlock {
            last = Self.parse(block)
            swap(&block, &lastBlock)
        }
        return last
    }

    private static func parse(_ block: ByteBuffer) -> Metadata {
        var rest = block
        var metadata = Metadata()
        while let (nameBytes, valueBytes) = rest.readMultipleIntegers(as: (UInt32, UInt32).self),
            let name = rest.readString(length: Int(nameBytes)),
            let value = rest.readString(length: Int(valueBytes))
        {
            if name.hasSuffix("-bin") {
                addBinary(name, value, to: &metadata)
            } else {
                metadata.add(name, value)
            }
        }
        return metadata
    }

    /// Several values may stand in one field, between commas. What is not base64 is dropped.
    private static func addBinary(_ name: String, _ value: String, to metadata: inout Metadata) {
        for part in value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        {
            let text = part.drop { $0 == 0x20 }
            if let bytes = GRPCText.bytes(base64: text) { metadata.add(name, bytes: bytes) }
        }
    }
}
