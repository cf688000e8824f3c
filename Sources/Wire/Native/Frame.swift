internal import NIOCore

/// ttrpc's frame.
/// ```
///  0               4               8     9     10
/// +---------------+---------------+-----+-----+------------------+
/// | data length   | stream id     | type|flags| data             |
/// | u32 BE        | u32 BE        | u8  | u8  | `length` bytes   |
/// +---------------+---------------+-----+-----+------------------+
/// ```
struct FrameHeader: Sendable, Equatable {
    static let bytes = 10

    var length: Int
    var stream: UInt32
    /// As it came: see ``FrameType``.
    var type: UInt8
    var flags: FrameFlags

    init(length: Int, stream: UInt32, type: UInt8, flags: FrameFlags = []) {
        self.length = length
        self.stream = stream
        self.type = type
        self.flags = flags
    }

    /// Nil, with nothing taken, while fewer than ``bytes`` are there.
    init?(from buffer: inout ByteBuffer) {
        guard
            let (length, stream, type, flags) = buffer.readMultipleIntegers(
                as: (UInt32, UInt32, UInt8, UInt8).self)
        else { return nil }
        self.init(
            length: Int(length), stream: stream, type: type, flags: FrameFlags(rawValue: flags))
    }

    func write(into buffer: inout ByteBuffer) {
        // At most 4 GiB less one, or a frame was built that no reader would take.
        let length = UInt32(length)
        buffer.writeMultipleIntegers(length, stream, type, flags.rawValue)
    }
}

enum FrameType {
    static let request: UInt8 = 1
    static let response: UInt8 = 2
    static let data: UInt8 = 3
}

struct FrameFlags: OptionSet, Sendable {
    let rawValue: UInt8

    /// The sender sends no more on this stream.
    static let remoteClosed = FrameFlags(rawValue: 0x01)
    /// The sender will stream more messages.
    static let remoteOpen = FrameFlags(rawValue: 0x02)
    /// The frame carries no message.
    static let noData = FrameFlags(rawValue: 0x04)
}
