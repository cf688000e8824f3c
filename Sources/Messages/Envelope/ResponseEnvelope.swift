/// ttrpc's response, read in place.
///
/// A success is its payload behind ``payloadPrefix(count:)``; a failure is ``bytes(_:)``.
package struct ResponseEnvelope: Sendable {
    package static let name = "ttrpc.Response"

    /// OK where the sender left it out.
    package private(set) var status = Status(.ok, "")
    package private(set) var payload = 0..<0

    package init(
        reading bytes: UnsafeRawBufferPointer, limits: DecodeLimits = .reply
    ) throws(MessageError) {
        var reader = try EnvelopeReader(bytes, limits, message: Self.name)
        // A field that comes twice is merged, and merging messages is reading them end to end.
        var told: [UInt8] = []
        while let field = try reader.next(known: 2) {
            if field.number == 1 {
                told += bytes[try reader.bytes(field, "status")]
                try reader.count()
            } else {
                payload = try reader.bytes(field, "payload")
            }
        }
        if !told.isEmpty { status = try Status(decoding: told) }
    }

    package static func payloadPrefix(count: Int) -> PayloadPrefix {
        PayloadPrefix(tag: 0x12, payload: count)
    }

    /// A whole envelope that carries a status and no payload.
    package static func bytes(_ status: Status) -> [UInt8] {
        let encoding = Encoding(status)
        // An OK status is empty, but it is there: a reader may ask for it.
        guard encoding.count > 0 else { return [0x0a, 0x00] }
        let prefix = PayloadPrefix(tag: 0x0a, payload: encoding.count)
        let size = prefix.count + encoding.count
        return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
            let space = UnsafeMutableRawBufferPointer(bytes)
            prefix.withUnsafeBytes { space.copyMemory(from: $0) }
            encoding.write(into: UnsafeMutableRawBufferPointer(rebasing: space[prefix.count...]))
            count = size
        }
    }
}
