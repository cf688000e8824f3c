internal import Messages
internal import NIOCore

/// Cuts a stream's bytes into messages.
///
/// ```
/// 0          1                 5
/// | flag u8  | length u32 BE   | message...      flag 1: compressed as grpc-encoding says
/// ```
/// Bytes stay raw until somebody asks for the message, so what a stream holds is what its window
/// let in.
struct MessageReader {
    static let prefixBytes = 5

    /// Bytes of the longest message that is taken, on the wire and inflated.
    let limit: Int
    private var pending = ByteBuffer()

    init(limit: Int) { self.limit = limit }

    /// Bytes that have arrived and have not been taken.
    var count: Int { pending.readableBytes }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if pending.readableBytes == 0 { removeAll() }
        pending.writeBytes(bytes)
    }

    /// There is more here than one message that is taken can be, or more than one message.
    var exceedsOneMessage: Bool {
        guard let prefix: (flag: UInt8, length: UInt32) = peekPrefix() else { return false }
        return Int(prefix.length) > limit || count > Self.prefixBytes + Int(prefix.length)
    }

    /// What is here cannot become whole without more bytes.
    var endsInsideMessage: Bool {
        var rest = pending
        while let length = rest.getInteger(at: rest.readerIndex + 1, as: UInt32.self) {
            guard rest.readableBytes >= Self.prefixBytes + Int(length) else { return true }
            rest.moveReaderIndex(forwardBy: Self.prefixBytes + Int(length))
        }
        return rest.readableBytes > 0
    }

    /// One whole message, nil where bytes are missing. Throws resourceExhausted as soon as the
    /// prefix
    /// announces too much, before room is made for it.
    mutating func next(inflate: Bool) throws(Status) -> Payload? {
        guard let prefix: (flag: UInt8, length: UInt32) = peekPrefix() else { return nil }
        let length = Int(prefix.length)
        guard length <= limit else {
            throw Status(
                .resourceExhausted,
                "a message of \(length) bytes; the most that is taken is "
                    + "\(limit) (limits.messageBytes)"
            )
        }
        guard pending.readableBytes >= Self.prefixBytes + length else { return nil }
        pending.moveReaderIndex(forwardBy: Self.prefixBytes)
        var message = Payload(buffer: take(length))
        switch prefix.flag {
        case 0: break
        case 1 where inflate:
            message.buffer = try Gzip.inflated(message.buffer, limit: limit)
            message.isCompressed = true
        case 1:
            throw Status(
                .internal, "a message is marked as compressed, but no grpc-encoding was named")
        default:
            throw Status(.internal, "a message's first byte is \(prefix.flag); it can be 0 or 1")
        }
        return message
    }

    mutating func removeAll() {
        // A big buffer goes back to the system; a small one serves again.
        if pending.capacity > 4096 { pending = ByteBuffer() } else { pending.clear() }
    }

    private func peekPrefix() -> (UInt8, UInt32)? {
        guard
            let flag: UInt8 = pending.getInteger(at: pending.readerIndex),
            let length: UInt32 = pending.getInteger(at: pending.readerIndex + 1)
        else { return nil }
        return (flag, length)
    }

    /// Shares the memory when nothing else is in it, copies otherwise: a slice would make the next
    /// arrival copy everything.
    private mutating func take(_ length: Int) -> ByteBuffer {
        if pending.readableBytes > length {
            let copy = pending.withUnsafeReadableBytes {
                ByteBuffer(bytes: UnsafeRawBufferPointer(rebasing: $0[..<length]))
            }
            pending.moveReaderIndex(forwardBy: length)
            if pending.readerIndex > 64 * 1024 { pending.discardReadBytes() }
            return copy
        }
        let message = pending.slice()
        pending.moveReaderIndex(forwardBy: length)
        return message
    }
}
