internal import CMessages
internal import Glibc

/// A message about to be sent, as a plain value. Built in an arena and packed by libprotobuf-c.
package protocol MessageDraft: Sendable {
    /// "salesrl.v1.ObserveResponse".
    static var name: String { get }
    /// Holds what must not stay in memory: what it is built in is overwritten.
    static var isSecret: Bool { get }
    /// The C struct of this draft, with everything it points to, in `arena`.
    func build(in arena: borrowing Arena) -> BuiltMessage
}

extension MessageDraft {
    package static var isSecret: Bool { false }
}

/// A C struct within an arena. Valid while the arena lives.
package struct BuiltMessage {
    let start: UnsafePointer<ProtobufCMessage>

    init<Struct>(_ start: UnsafeMutablePointer<Struct>) {
        self.start = UnsafeRawPointer(start).assumingMemoryBound(to: ProtobufCMessage.self)
    }
}

/// A built message, ready to be written where the caller wants it.
package struct Encoding: ~Copyable {
    private let arena: Arena
    private let message: BuiltMessage
    /// Bytes that ``write(into:)`` fills.
    package let count: Int

    package init<Draft: MessageDraft>(_ draft: Draft) {
        arena = Arena(cap: .max, expected: 1024, isSecret: Draft.isSecret)
        message = draft.build(in: arena)
        count = protobuf_c_message_get_packed_size(message.start)
    }

    /// Writes the message at the start of `bytes`, which must hold ``count``.
    package borrowing func write(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= count, "\(bytes.count) bytes for a message of \(count)")
        guard count > 0, let start = bytes.baseAddress else { return }
        protobuf_c_message_pack(message.start, start.assumingMemoryBound(to: UInt8.self))
    }
}

extension MessageDraft {
    /// The message's bytes.
    package func bytes() -> [UInt8] {
        let encoding = Encoding(self)
        return [UInt8](unsafeUninitializedCapacity: encoding.count) { bytes, count in
            encoding.write(into: UnsafeMutableRawBufferPointer(bytes))
            count = encoding.count
        }
    }
}

// MARK: Building

/// A repeated message field as the C structs have it.
struct BuiltList<Struct> {
    let count: Int
    let entries: UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>?
}

extension Arena {
    /// A C struct with the defaults of its type.
    func make<Struct>(_ type: WireType<Struct>) -> UnsafeMutablePointer<Struct> {
        let start = take(MemoryLayout<Struct>.size).bindMemory(to: Struct.self, capacity: 1)
        type.initialise(start)
        return start
    }

    /// `string` as a C string. A NUL cannot travel in one, so it goes as U+FFFD.
    func text(_ string: String) -> UnsafeMutablePointer<CChar> {
        var string = string
        return string.withUTF8 { utf8 in
            let copy = take(utf8.count + 1)
            if let start = utf8.baseAddress {
                guard memchr(start, 0, utf8.count) == nil else {
                    return text(Text.withoutNUL(String(decoding: utf8, as: UTF8.self)))
                }
                copy.copyMemory(from: start, byteCount: utf8.count)
            }
            copy.storeBytes(of: 0, toByteOffset: utf8.count, as: UInt8.self)
            return copy.bindMemory(to: CChar.self, capacity: utf8.count + 1)
        }
    }

    func data(_ bytes: [UInt8]) -> ProtobufCBinaryData {
        guard !bytes.isEmpty else { return ProtobufCBinaryData(len: 0, data: nil) }
        let copy = take(bytes.count).bindMemory(to: UInt8.self, capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return ProtobufCBinaryData(len: bytes.count, data: copy)
    }

    func list<Value, Struct>(
        _ values: [Value], _ build: (Value) -> UnsafeMutablePointer<Struct>
    ) -> BuiltList<Struct> {
        guard !values.isEmpty else { return BuiltList(count: 0, entries: nil) }
        let size = values.count * MemoryLayout<UnsafeMutablePointer<Struct>?>.stride
        let entries = take(size).bindMemory(
            to: UnsafeMutablePointer<Struct>?.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            (entries + index).initialize(to: build(value))
        }
        return BuiltList(count: values.count, entries: entries)
    }

    /// `values` as a C array; nil where there are none.
    func array<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeMutablePointer<Value>? {
        guard !values.isEmpty else { return nil }
        let size = values.count * MemoryLayout<Value>.stride
        let copy = take(size).bindMemory(to: Value.self, capacity: values.count)
        copy.initialize(from: values, count: values.count)
        return copy
    }
}
