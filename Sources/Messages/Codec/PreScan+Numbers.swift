internal import CMessages

extension PreScan {
    /// The wire type that a field's type is written with.
    @inline(__always)
    static func wire(of type: ProtobufCType) -> UInt8 {
        switch type {
        case PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE: 2
        case PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_FLOAT: 5
        case PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_DOUBLE: 1
        default: 0
        }
    }
}

extension PreScan.Scan {
    /// A varint of at most five bytes: a tag or a length. Nil, with the fault set, where it is
    /// longer or cut.
    @inline(__always)
    mutating func short(_ field: Field?) -> UInt64? {
        if position < end, bytes[position] < 0x80 {
            position += 1
            return UInt64(bytes[position - 1])
        }
        return shortInMoreBytes(field)
    }

    @inline(never)
    private mutating func shortInMoreBytes(_ field: Field?) -> UInt64? {
        var value: UInt64 = 0
        let most = min(5, end - position)
        for index in 0..<most {
            let byte = bytes[position + index]
            value |= UInt64(byte & 0x7f) << UInt64(7 * index)
            if byte < 0x80 {
                position += index + 1
                return value
            }
        }
        _ = fail(most < 5 ? .truncated : .longNumber(bytesMax: 5), field)
        return nil
    }

    /// A length, and the bytes it promises are there.
    @inline(__always)
    mutating func length(_ field: Field?) -> Int? {
        guard let length = short(field) else { return nil }
        guard length <= UInt64(end - position) else {
            _ = fail(.truncated, field)
            return nil
        }
        return Int(length)
    }

    /// A number of up to ten bytes.
    @inline(__always)
    mutating func skipVarint(_ field: Field?) -> Bool {
        let most = min(10, end - position)
        for index in 0..<most where bytes[position + index] < 0x80 {
            position += index + 1
            return true
        }
        return fail(most < 10 ? .truncated : .longNumber(bytesMax: 10), field)
    }

    @inline(__always)
    mutating func skip(_ count: Int, _ field: Field?) -> Bool {
        guard count <= end - position else { return fail(.truncated, field) }
        position += count
        return true
    }
}
