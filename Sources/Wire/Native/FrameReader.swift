internal import NIOCore

/// Cuts a stream of bytes into frames, however the bytes arrive.
///
/// The length is judged before a byte of the data is kept: data of a frame that is too long is
/// thrown away as it arrives, and the connection goes on behind it.
struct FrameReader {
    enum Item: Equatable {
        case frame(FrameHeader, ByteBuffer)
        /// Longer than the limit; its data will not be seen.
        case tooLong(FrameHeader)
    }

    private let limit: Int
    private let allocator: ByteBufferAllocator
    private var rest = ByteBuffer()
    /// `rest` shares its memory with nobody, so that it can grow in place.
    private var isOwned = true
    private var header: FrameHeader?
    /// Bytes of a frame that is too long which are still to come.
    private var discarding = 0

    init(limit: Int, allocator: ByteBufferAllocator = ByteBufferAllocator()) {
        self.limit = limit
        self.allocator = allocator
    }

    /// A frame has begun and has not ended.
    var isWithinFrame: Bool { header != nil || discarding > 0 || rest.readableBytes > 0 }

    mutating func append(_ bytes: ByteBuffer) {
        var bytes = bytes
        Self.skip(&bytes, &discarding)
        guard bytes.readableBytes > 0 else { return }
        if rest.readableBytes == 0 {
            rest = bytes
            isOwned = false
        } else if isOwned {
            rest.writeImmutableBuffer(bytes)
        } else {
            var joined = allocator.buffer(capacity: rest.readableBytes + bytes.readableBytes)
            joined.writeImmutableBuffer(rest)
            joined.writeImmutableBuffer(bytes)
            rest = joined
            isOwned = true
        }
    }

    /// The next whole frame, nil when more bytes are needed.
    mutating func next() -> Item? {
        guard let header = header ?? FrameHeader(from: &rest) else { return nil }
        if header.length > limit {
            self.header = nil
            discarding = header.length
            Self.skip(&rest, &discarding)
            return .tooLong(header)
        }
        guard let data = rest.readSlice(length: header.length) else {
            self.header = header
            return nil
        }
        self.header = nil
        isOwned = false
        return .frame(header, data)
    }

    private static func skip(_ bytes: inout ByteBuffer, _ discarding: inout Int) {
        guard discarding > 0 else { return }
        let count = min(discarding, bytes.readableBytes)
        bytes.moveReaderIndex(forwardBy: count)
        discarding -= count
    }
}
