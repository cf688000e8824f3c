internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

/// Bytes of frames, made by hand.
struct FrameBytes {
    var buffer = ByteBuffer()

    mutating func add(
        _ type: UInt8, stream: UInt32, flags: FrameFlags = [], data: [UInt8] = [],
        length: Int? = nil
    ) {
        FrameHeader(length: length ?? data.count, stream: stream, type: type, flags: flags)
            .write(into: &buffer)
        buffer.writeBytes(data)
    }
}

@Suite("Cutting bytes into frames")
struct FrameReaderTests {
    /// Three frames: empty, short, and one that is too long for the limit of 40.
    private static var bytes: ByteBuffer {
        var frames = FrameBytes()
        frames.add(FrameType.request, stream: 1, flags: .remoteOpen)
        frames.add(FrameType.data, stream: 1, data: Array(0..<30))
        frames.add(FrameType.data, stream: 3, data: Array(repeating: 9, count: 60))
        frames.add(FrameType.response, stream: 5, data: [1, 2, 3])
        return frames.buffer
    }

    private static func items(_ pieces: [ByteBuffer]) -> [FrameReader.Item] {
        var reader = FrameReader(limit: 40)
        var items: [FrameReader.Item] = []
        for piece in pieces {
            reader.append(piece)
            while let item = reader.next() { items.append(item) }
        }
        return items
    }

    private static let expected = items([bytes])

    @Test("Whole frames come out with their data, and a frame that is too long without")
    func whole() {
        #expect(
            Self.expected == [
                .frame(
                    FrameHeader(length: 0, stream: 1, type: 1, flags: .remoteOpen), ByteBuffer()),
                .frame(
                    FrameHeader(length: 30, stream: 1, type: 3), ByteBuffer(bytes: 0..<30)),
                .tooLong(FrameHeader(length: 60, stream: 3, type: 3)),
                .frame(FrameHeader(length: 3, stream: 5, type: 2), ByteBuffer(bytes: [1, 2, 3])),
            ])
    }

    @Test("Frames split at every two bytes are the same frames")
    func everySplit() {
        let bytes = Self.bytes
        for first in 0...bytes.readableBytes {
            for second in first...bytes.readableBytes {
                var rest = bytes
                let sizes = [first, second - first, bytes.readableBytes - second]
                let pieces = sizes.compactMap { rest.readSlice(length: $0) }
                #expect(Self.items(pieces) == Self.expected, "split at \(first) and \(second)")
            }
        }
    }

    @Test("Frames that come byte by byte are the same frames")
    func byteByByte() {
        let pieces = Self.bytes.readableBytesView.map { ByteBuffer(bytes: [$0]) }
        #expect(Self.items(pieces) == Self.expected)
    }

    @Test("A frame is under way from its first byte to its last")
    func within() throws {
        var frames = FrameBytes()
        frames.add(FrameType.data, stream: 1, data: [1, 2])
        var reader = FrameReader(limit: 40)
        for byte in frames.buffer.readableBytesView.dropLast() {
            reader.append(ByteBuffer(bytes: [byte]))
            #expect(reader.next() == nil)
            #expect(reader.isWithinFrame)
        }
        reader.append(ByteBuffer(bytes: [2]))
        #expect(reader.next() != nil)
        #expect(!reader.isWithinFrame)
    }

    @Test("The largest length a header can hold is discarded, not kept")
    func largest() {
        var frames = FrameBytes()
        frames.add(FrameType.data, stream: 1, length: Int(UInt32.max))
        var reader = FrameReader(limit: 40)
        reader.append(frames.buffer)
        #expect(
            reader.next() == .tooLong(FrameHeader(length: Int(UInt32.max), stream: 1, type: 3)))
        reader.append(ByteBuffer(repeating: 0, count: 1 << 20))
        #expect(reader.next() == nil)
        #expect(reader.isWithinFrame)
    }
}
