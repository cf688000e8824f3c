/// ttrpc's request, read in place: where its parts lie within the bytes of the frame.
///
/// Every call of the native door pays for this, so it is written by hand: no memory is taken, and
/// the payload is not copied. A test holds it byte for byte against libprotobuf-c.
package struct RequestEnvelope: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package var key: Range<Int>
        package var value: Range<Int>
    }

    package static let name = "ttrpc.Request"

    package private(set) var service = 0..<0
    package private(set) var method = 0..<0
    package private(set) var payload = 0..<0
    /// 0 where the caller waits for ever.
    package private(set) var timeoutNanoseconds: Int64 = 0
    package private(set) var metadata: [Entry] = []

    /// Applies the same guards as ``PreScan``; service, method and metadata are sound text.
    package init(
        reading bytes: UnsafeRawBufferPointer, limits: DecodeLimits = .standard
    ) throws(MessageError) {
        var reader = try EnvelopeReader(bytes, limits, message: Self.name)
        while let field = try reader.next(known: 5) {
            switch field.number {
            case 1: service = try reader.text(field, "service")
            case 2: method = try reader.text(field, "method")
            case 3: payload = try reader.bytes(field, "payload")
            case 4: timeoutNanoseconds = Int64(bitPattern: try reader.number(field, "timeout_nano"))
            default:
                let range = try reader.bytes(field, "metadata")
                metadata.append(try reader.inner(range, Self.entry))
            }
        }
    }

    private static func entry(_ reader: inout EnvelopeReader) throws(MessageError) -> Entry {
        var entry = Entry(key: 0..<0, value: 0..<0)
        while let field = try reader.next(known: 2) {
            if field.number == 1 {
                entry.key = try reader.text(field, "metadata.key")
            } else {
                entry.value = try reader.text(field, "metadata.value")
            }
        }
        return entry
    }

    /// One of the text parts, as a String.
    package static func text(_ part: Range<Int>, in bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes[part], as: UTF8.self)
    }

    // MARK: Writing: head, payload prefix, payload, tail

    /// Service and method. The same for every call of a method, so worth keeping.
    package static func head(service: String, method: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(service.utf8.count + method.utf8.count + 8)
        append(service, tag: 0x0a, to: &bytes)
        append(method, tag: 0x12, to: &bytes)
        return bytes
    }

    package static func payloadPrefix(count: Int) -> PayloadPrefix {
        PayloadPrefix(tag: 0x1a, payload: count)
    }

    /// What follows the payload: timeout (0 for none) and metadata.
    package static func tail(
        timeoutNanoseconds: Int64, metadata: [(key: String, value: String)]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        if timeoutNanoseconds != 0 {
            bytes.append(0x20)
            append(UInt64(bitPattern: timeoutNanoseconds), to: &bytes)
        }
        for (key, value) in metadata {
            var entry: [UInt8] = []
            append(key, tag: 0x0a, to: &entry)
            append(value, tag: 0x12, to: &entry)
            bytes.append(0x2a)
            append(UInt64(entry.count), to: &bytes)
            bytes += entry
        }
        return bytes
    }

    /// A string field, left out where it is empty, as proto3 does.
    private static func append(_ text: String, tag: UInt8, to bytes: inout [UInt8]) {
        guard !text.isEmpty else { return }
        let text = text.utf8.contains(0) ? Text.withoutNUL(text) : text
        bytes.append(tag)
        append(UInt64(text.utf8.count), to: &bytes)
        bytes += text.utf8
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var left = number
        while left >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
            left >>= 7
        }
        bytes.append(UInt8(left))
    }
}
