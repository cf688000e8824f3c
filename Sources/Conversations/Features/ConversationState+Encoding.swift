internal import Messages

/// The state as bytes, little-endian, so that a conversation resumes bit for bit.
///
///     u8 version | u64 schema hash | i64 time of the last turn
///     f32 x tracks recents | f32 x tracks sums | u16 x tracks shown
///     f32 x registers | u16 x 24 echo
extension ConversationState {
    private static let version: UInt8 = 1

    /// Length of ``encoded()``, always the same.
    package static let encodedCount =
        17 + Track.all.count * 10 + Register.allCases.count * 4 + echoWords * 2

    package func encoded() -> [UInt8] {
        var out: [UInt8] = [Self.version]
        out.reserveCapacity(Self.encodedCount)
        func put(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { out.append(contentsOf: $0) }
        }
        put(Self.schema.hash)
        put(lastSaidAt)
        for value in recents { put(value.bitPattern) }
        for value in sums { put(value.bitPattern) }
        for value in shown { put(value) }
        for value in registers { put(value.bitPattern) }
        for value in echo { put(value) }
        return out
    }

    /// Throws `badState` for bytes of another version, schema or length, or with numbers that no
    /// conversation has.
    package init(decoding bytes: [UInt8]) throws(ConversationError) {
        guard let version = bytes.first else {
            throw ConversationError(.badState, "the saved conversation state is empty")
        }
        guard version == Self.version else {
            throw ConversationError(
                .badState,
                "the saved conversation state has version \(version), "
                    + "this program reads version \(Self.version)")
        }
        guard bytes.count == Self.encodedCount else {
            throw ConversationError(
                .badState,
                "the saved conversation state has \(bytes.count) bytes, "
                    + "expected \(Self.encodedCount)")
        }
        self.init()
        var at = 1
        func take<Number: FixedWidthInteger>(_: Number.Type) -> Number {
            defer { at += MemoryLayout<Number>.size }
            return bytes.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Number.self))
            }
        }
        guard take(UInt64.self) == Self.schema.hash else {
            throw ConversationError(
                .badState, "the saved conversation state was measured with other features")
        }
        lastSaidAt = take(Int64.self)
        for index in recents.indices { recents[index] = Float(bitPattern: take(UInt32.self)) }
        for index in sums.indices { sums[index] = Float(bitPattern: take(UInt32.self)) }
        for index in shown.indices { shown[index] = take(UInt16.self) }
        for index in registers.indices { registers[index] = Float(bitPattern: take(UInt32.self)) }
        for index in echo.indices { echo[index] = take(UInt16.self) }
        guard (recents + sums + registers).allSatisfy(\.isFinite) else {
            throw ConversationError(
                .badState, "the saved conversation state holds a number that is not finite")
        }
    }
}
