/// Reads protobuf fields one after another, without a descriptor and without copying.
///
/// For the few messages whose place is known in advance: ttrpc's envelopes, which every call of
/// the native door pays for, and descriptors.
struct WireReader {
    enum Fault: Error {
        case truncated
        case malformed(String)
    }

    /// A field's value; lengths are told as places in the bytes.
    enum Value {
        case number(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        case bytes(Range<Int>)
    }

    struct Field {
        let number: UInt32
        let value: Value
    }

    let bytes: UnsafeRawBufferPointer
    private(set) var position: Int
    private let end: Int

    init(_ bytes: UnsafeRawBufferPointer) { self.init(bytes, 0..<bytes.count) }

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "outside the bytes")
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field, or nil at the end.
    @inline(__always)
    mutating func next() throws(Fault) -> Field? {
        guard position < end else { return nil }
        let tag = try varint(bytesMax: 5)
        guard tag >= 8, tag <= UInt64(UInt32.max) else {
            throw .malformed("not a field's tag: \(tag)")
        }
        let number = UInt32(truncatingIfNeeded: tag >> 3)
        switch tag & 7 {
        case 0: return Field(number: number, value: .number(try varint(bytesMax: 10)))
        case 2:
            let length = try varint(bytesMax: 5)
            guard length <= UInt64(end - position) else { throw .truncated }
            let start = position
            position += Int(length)
            return Field(number: number, value: .bytes(start..<position))
        case 1: return Field(number: number, value: .fixed64(try fixed(UInt64.self)))
        case 5: return Field(number: number, value: .fixed32(try fixed(UInt32.self)))
        default: throw .malformed("wire type \(tag & 7) is not in use")
        }
    }

    /// The next field's tag, left where it is; nil where it is cut or too long.
    func peekTag() -> UInt64? {
        var reader = self
        do throws(Fault) { return try reader.varint(bytesMax: 5) } catch { return nil }
    }

    @inline(__always)
    private mutating func varint(bytesMax: Int) throws(Fault) -> UInt64 {
        guard position < end else { throw .truncated }
        let first = bytes[position]
        if first < 0x80 {
            position += 1
            return UInt64(first)
        }
        return try longVarint(bytesMax: bytesMax)
    }

    private mutating func longVarint(bytesMax: Int) throws(Fault) -> UInt64 {
        var value: UInt64 = 0
        let most = min(bytesMax, end - position)
        for index in 0..<most {
            let byte = bytes[position + index]
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte < 0x80 {
                position += index + 1
                return value
            }
        }
        if most < bytesMax { throw .truncated }
        throw .malformed("a number takes more than \(bytesMax) bytes")
    }

    private mutating func fixed<Integer: FixedWidthInteger>(
        _: Integer.Type
    ) throws(Fault) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard end - position >= size else { throw .truncated }
        defer { position += size }
        return Integer(
            littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Integer.self))
    }
}
