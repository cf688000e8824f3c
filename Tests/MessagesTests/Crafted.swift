import CMessages

@testable import Messages

/// A message type that no .proto of ours may declare, for what the guards must refuse:
/// `message Node { Node child = 1; string text = 2; repeated Node children = 3;
/// repeated int32 numbers = 4; }`
struct Crafted: @unchecked Sendable {
    static let node = Crafted()
    let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

    private init() {
        // Lives as long as the process, as generated descriptors do.
        let descriptor = UnsafeMutablePointer<ProtobufCMessageDescriptor>.allocate(capacity: 1)
        let fields = UnsafeMutablePointer<ProtobufCFieldDescriptor>.allocate(capacity: 4)
        let ranges = UnsafeMutablePointer<ProtobufCIntRange>.allocate(capacity: 2)
        func field(
            _ name: StaticString, _ number: UInt32, _ label: ProtobufCLabel, _ type: ProtobufCType
        ) -> ProtobufCFieldDescriptor {
            var field = ProtobufCFieldDescriptor()
            field.name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
            field.id = number
            field.label = label
            field.type = type
            if type == PROTOBUF_C_TYPE_MESSAGE { field.descriptor = UnsafeRawPointer(descriptor) }
            return field
        }
        (fields + 0).initialize(
            to: field("child", 1, PROTOBUF_C_LABEL_NONE, PROTOBUF_C_TYPE_MESSAGE))
        (fields + 1).initialize(
            to: field("text", 2, PROTOBUF_C_LABEL_NONE, PROTOBUF_C_TYPE_STRING))
        (fields + 2).initialize(
            to: field("children", 3, PROTOBUF_C_LABEL_REPEATED, PROTOBUF_C_TYPE_MESSAGE))
        (fields + 3).initialize(
            to: field("numbers", 4, PROTOBUF_C_LABEL_REPEATED, PROTOBUF_C_TYPE_INT32))
        (ranges + 0).initialize(to: ProtobufCIntRange(start_value: 1, orig_index: 0))
        (ranges + 1).initialize(to: ProtobufCIntRange(start_value: 0, orig_index: 4))
        let name: StaticString = "test.Node"
        var message = ProtobufCMessageDescriptor()
        message.name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        message.n_fields = 4
        message.fields = UnsafePointer(fields)
        message.n_field_ranges = 1
        message.field_ranges = UnsafePointer(ranges)
        descriptor.initialize(to: message)
        self.descriptor = UnsafePointer(descriptor)
    }

    func check(
        _ bytes: [UInt8], limits: DecodeLimits = .standard
    ) throws(MessageError) -> Int {
        try bytes.span.withUnsafeBytes { bytes throws(MessageError) in
            try PreScan.check(bytes, as: descriptor, limits: limits)
        }
    }

    /// `levels` messages within one another, by field 1; the innermost is empty.
    static func nested(_ levels: Int) -> [UInt8] {
        // Written from the inside out, then turned round: each level is a tag and a length.
        var reversed: [UInt8] = []
        for _ in 1..<levels { reversed += Wire.varint(reversed.count).reversed() + [0x0a] }
        return reversed.reversed()
    }
}

/// Writes fields by hand.
enum Wire {
    static func varint(_ number: Int) -> [UInt8] {
        var left = UInt64(number)
        var bytes: [UInt8] = []
        while left >= 0x80 {
            bytes.append(UInt8(left & 0x7f) | 0x80)
            left >>= 7
        }
        return bytes + [UInt8(left)]
    }

    static func field(_ number: Int, _ value: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(value.count) + value
    }

    static func field(_ number: Int, _ value: Int) -> [UInt8] {
        varint(number << 3) + varint(value)
    }
}
