/// Counts and checks what both envelopes have in common while they are read.
struct EnvelopeReader {
    private var reader: WireReader
    private let limits: DecodeLimits
    private let message: String
    private var elements = 0
    private var unknownBytes = 0

    init(
        _ bytes: UnsafeRawBufferPointer, _ limits: DecodeLimits, message: String
    ) throws(MessageError) {
        guard bytes.count <= limits.bytes else {
            throw MessageError(
                .tooLarge, message: message,
                reason: "\(bytes.count) bytes; the limit is \(limits.bytes)")
        }
        reader = WireReader(bytes)
        self.limits = limits
        self.message = message
    }

    /// The next field whose number is at most `known`, in `range` where one is given.
    @inline(__always)
    mutating func next(known: UInt32) throws(MessageError) -> WireReader.Field? {
        while true {
            let start = reader.position
            let field: WireReader.Field?
            do throws(WireReader.Fault) {
                field = try reader.next()
            } catch {
                throw refusal(error)
            }
            guard let field else { return nil }
            if field.number <= known { return field }
            try skipped(reader.position - start)
        }
    }

    /// The fields of a message within this one.
    mutating func inner<Result>(
        _ range: Range<Int>,
        _ body: (inout EnvelopeReader) throws(MessageError) -> Result
    ) throws(MessageError) -> Result {
        try count()
        let outer = reader
        reader = WireReader(outer.bytes, range)
        defer { reader = outer }
        return try body(&self)
    }

    mutating func count() throws(MessageError) {
        elements += 1
        guard elements <= limits.elements else {
            throw MessageError(
                .tooManyElements, message: message, reason: "more than \(limits.elements) elements")
        }
    }

    private mutating func skipped(_ bytes: Int) throws(MessageError) {
        unknownBytes += bytes
        guard unknownBytes <= limits.unknownBytes else {
            throw MessageError(
                .tooManyUnknownBytes, message: message,
                reason: "more than \(limits.unknownBytes) bytes of unknown fields")
        }
        try count()
    }

    /// The place of a string that is sound.
    @inline(__always)
    func text(_ field: WireReader.Field, _ name: String) throws(MessageError) -> Range<Int> {
        let range = try bytes(field, name)
        let text = UnsafeRawBufferPointer(rebasing: reader.bytes[range])
        guard Text.firstFault(text) == nil else {
            throw MessageError(
                .invalidText, message: message, field: name,
                reason: Text.fault(reader.bytes, range) ?? "not text")
        }
        return range
    }

    @inline(__always)
    func bytes(_ field: WireReader.Field, _ name: String) throws(MessageError) -> Range<Int> {
        guard case .bytes(let range) = field.value else { throw wrongType(name) }
        return range
    }

    func number(_ field: WireReader.Field, _ name: String) throws(MessageError) -> UInt64 {
        guard case .number(let number) = field.value else { throw wrongType(name) }
        return number
    }

    private func wrongType(_ name: String) -> MessageError {
        MessageError(
            .malformed, message: message, field: name, reason: "is of another type than declared")
    }

    private func refusal(_ fault: WireReader.Fault) -> MessageError {
        switch fault {
        case .truncated:
            MessageError(
                .truncated, message: message,
                reason: "the bytes end within a field, at byte \(reader.position)")
        case .malformed(let reason):
            MessageError(.malformed, message: message, reason: reason)
        }
    }
}

/// The tag and length that go before a payload, so that the payload itself need not be copied.
///
/// ```
/// +-----+----------------+------------------------ - - -
/// | tag | length, varint | payload, as it is
/// +-----+----------------+------------------------ - - -
/// ```
package struct PayloadPrefix: Sendable, Equatable {
    /// First byte of the prefix in the lowest bits.
    private let word: UInt64
    /// 0 for an empty payload: proto3 leaves the field out. At most 6.
    package let count: Int

    /// - Parameters:
    ///   - tag: field number << 3 | 2, below 128.
    ///   - payload: bytes that follow, less than 2^35.
    init(tag: UInt8, payload: Int) {
        precondition(payload >= 0 && payload < 1 << 35, "a payload of \(payload) bytes")
        guard payload > 0 else {
            word = 0
            count = 0
            return
        }
        var word = UInt64(tag)
        var count = 1
        var left = UInt64(payload)
        repeat {
            let more: UInt64 = left < 0x80 ? 0 : 0x80
            word |= (left & 0x7f | more) << UInt64(8 * count)
            left >>= 7
            count += 1
        } while left > 0
        self.word = word
        self.count = count
    }

    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: word.littleEndian) { bytes throws(Failure) in
            try body(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
        }
    }
}
