// Just enough protobuf for grpc.testing's messages (../protos/messages.proto), which the product
// does
// not need: fields by number, read and written by hand.

/// The fields of one message.
struct Fields {
    enum Value {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private(set) var all: [(number: Int, value: Value)] = []

    /// Nil where the bytes are no protobuf message.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            guard let key = Self.varint(&rest) else { return nil }
            let number = Int(truncatingIfNeeded: key >> 3)
            switch key & 7 {
            case 0:
                guard let value = Self.varint(&rest) else { return nil }
                all.append((number, .number(value)))
            case 2:
                guard let length = Self.varint(&rest), length <= UInt64(rest.count) else {
                    return nil
                }
                all.append((number, .bytes(rest.prefix(Int(length)))))
                rest = rest.dropFirst(Int(length))
            default: return nil
            }
        }
    }

    func number(_ field: Int) -> Int {
        for case (field, .number(let value)) in all { return Int(Int32(truncatingIfNeeded: value)) }
        return 0
    }

    func bytes(_ field: Int) -> ArraySlice<UInt8>? { messages(field).last }

    func messages(_ field: Int) -> [ArraySlice<UInt8>] {
        all.compactMap { entry in
            guard entry.number == field, case .bytes(let bytes) = entry.value else { return nil }
            return bytes
        }
    }

    /// A sub-message; nil where it is absent.
    func message(_ field: Int) -> Fields? { bytes(field).flatMap { Fields($0) } }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}

/// Writes fields one after the other.
struct Writer {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ field: Int, number: Int) {
        varint(UInt64(field) << 3)
        varint(UInt64(number))
    }

    mutating func add(_ field: Int, bytes value: [UInt8]) {
        varint(UInt64(field) << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// A message whose field 1 is a Payload of `size` zeros.
    static func payload(size: Int) -> [UInt8] {
        var payload = Writer()
        payload.add(2, bytes: [UInt8](repeating: 0, count: size))
        var answer = Writer()
        answer.add(1, bytes: payload.bytes)
        return answer.bytes
    }
}
