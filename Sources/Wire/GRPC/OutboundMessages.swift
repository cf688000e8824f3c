internal import NIOCore

/// A stream's messages on their way out, each with its 5-byte prefix, as one run of bytes.
struct OutboundMessages {
    private struct Item {
        let flag: UInt8
        let body: ByteBuffer
        var count: Int { MessageReader.prefixBytes + body.readableBytes }
    }

    /// The message being sent and those behind it; nearly always the first is the only one.
    private var current: Item?
    private var rest: CircularBuffer<Item>?
    /// Bytes of `current` that are gone.
    private var offset = 0
    /// Bytes left to send.
    private(set) var count = 0

    mutating func append(_ body: ByteBuffer, isCompressed: Bool) {
        let item = Item(flag: isCompressed ? 1 : 0, body: body)
        count += item.count
        if current == nil {
            current = item
        } else if rest == nil {
            rest = [item]
        } else {
            rest?.append(item)
        }
    }

    /// Writes the next `length` bytes, of which there have to be as many.
    mutating func move(_ length: Int, into output: inout ByteBuffer) {
        precondition(length <= count)
        var wanted = length
        while wanted > 0, let item = current {
            let taken = write(item, upTo: wanted, into: &output)
            wanted -= taken
            offset += taken
            if offset == item.count {
                offset = 0
                current = rest?.popFirst()
            }
        }
        count -= length
    }

    mutating func removeAll() {
        current = nil
        rest = nil
        offset = 0
        count = 0
    }

    private func write(_ item: Item, upTo wanted: Int, into output: inout ByteBuffer) -> Int {
        var written = 0
        if offset == 0, wanted >= MessageReader.prefixBytes {
            output.writeInteger(item.flag)
            output.writeInteger(UInt32(item.body.readableBytes))
            written = MessageReader.prefixBytes
        } else if offset < MessageReader.prefixBytes {
            // The window ended inside the prefix: one byte at a time.
            let length = UInt32(item.body.readableBytes)
            let byte =
                offset == 0
                ? item.flag : UInt8(truncatingIfNeeded: length >> UInt32(8 * (4 - offset)))
            output.writeInteger(byte)
            return 1
        }
        let start = offset + written - MessageReader.prefixBytes
        let taken = min(wanted - written, item.body.readableBytes - start)
        item.body.withUnsafeReadableBytes {
            _ = output.writeBytes(UnsafeRawBufferPointer(rebasing: $0[start..<start + taken]))
        }
        return written + taken
    }
}
