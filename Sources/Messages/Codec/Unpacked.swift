internal import CMessages

/// A message that came from outside: owns its memory, is read in place, and cannot be copied.
package protocol IncomingMessage: ~Copyable, Sendable {
    /// "salesrl.v1.ObserveRequest".
    static var name: String { get }
    /// What ``init(decoding:)`` applies.
    static var limits: DecodeLimits { get }
    /// Runs every guard, then unpacks.
    init(decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits) throws(MessageError)
}

extension IncomingMessage where Self: ~Copyable {
    package static var limits: DecodeLimits { .standard }

    package init(decoding bytes: UnsafeRawBufferPointer) throws(MessageError) {
        try self.init(decoding: bytes, limits: Self.limits)
    }

    package init(decoding bytes: [UInt8]) throws(MessageError) {
        try self.init(decoding: bytes, limits: Self.limits)
    }

    package init(decoding bytes: [UInt8], limits: DecodeLimits) throws(MessageError) {
        self = try bytes.span.withUnsafeBytes { bytes throws(MessageError) in
            try Self(decoding: bytes, limits: limits)
        }
    }
}

/// Owns one unpacked C struct and the arena it lives in. Nothing changes after `init`.
struct Unpacked<Struct>: ~Copyable, @unchecked Sendable {
    private let arena: Arena
    private let root: UnsafePointer<Struct>

    /// Scans, then unpacks within the memory that the scan allows.
    ///
    /// - Parameter isSecret: the memory is overwritten before it is given back.
    init(
        _ type: WireType<Struct>, _ bytes: UnsafeRawBufferPointer, _ limits: DecodeLimits,
        isSecret: Bool = false
    ) throws(MessageError) {
        let elements = try PreScan.check(bytes, as: type.descriptor, limits: limits)
        let arena = Arena(
            cap: limits.memory(wireBytes: bytes.count, elements: elements),
            expected: 256 + 3 * bytes.count + 64 * elements, isSecret: isSecret)
        let message = protobuf_c_message_unpack(
            type.descriptor, arena.allocator, bytes.count,
            bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        guard let message else {
            throw Self.refusal(type, limits, bytes.count, elements, arena.isExhausted)
        }
        root = UnsafeRawPointer(message).assumingMemoryBound(to: Struct.self)
        self.arena = arena
    }

    init(
        _ type: WireType<Struct>, _ bytes: [UInt8], _ limits: DecodeLimits = .standard
    ) throws(MessageError) {
        self = try bytes.span.withUnsafeBytes { bytes throws(MessageError) in
            try Self(type, bytes, limits)
        }
    }

    /// Reads the C struct in place. What it points to is there until `body` returns, so pointers
    /// must not leave `body`.
    @inline(__always)
    borrowing func read<Result>(_ body: (Struct) -> Result) -> Result {
        let result = body(root.pointee)
        withExtendedLifetime(arena) {}
        return result
    }

    private static func refusal(
        _ type: WireType<Struct>, _ limits: DecodeLimits, _ bytes: Int, _ elements: Int,
        _ isExhausted: Bool
    ) -> MessageError {
        guard isExhausted else {
            return MessageError(
                .malformed, message: type.name, reason: "libprotobuf-c does not accept the bytes")
        }
        let cap = limits.memory(wireBytes: bytes, elements: elements)
        return MessageError(
            .outOfMemory, message: type.name,
            reason: "\(bytes) bytes with \(elements) elements need more than \(cap) bytes of memory"
        )
    }
}

/// A C string as Swift's. The scan has seen that it is UTF-8; a missing one is empty.
func text(_ start: UnsafeMutablePointer<CChar>?) -> String {
    guard let start else { return "" }
    return String(cString: start)
}

func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
    Array(UnsafeBufferPointer(start: data.data, count: data.len))
}

/// The entries of a repeated string field.
func texts(
    _ count: Int, _ entries: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> [String] {
    guard let entries else { return [] }
    return (0..<count).map { text(entries[$0]) }
}

/// The entries of a repeated message field.
func list<Struct, Value>(
    _ count: Int, _ entries: UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>?,
    _ value: (Struct) -> Value
) -> [Value] {
    guard let entries else { return [] }
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count {
        if let entry = entries[index] { values.append(value(entry.pointee)) }
    }
    return values
}
