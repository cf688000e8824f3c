/// A text by its content: 128 bits of keyed hash and the length.
///
/// The hash is Swift's SipHash with the process's random key, taken twice under different
/// beginnings, so nobody outside can prepare two texts that meet. Keys mean nothing beyond the
/// process.
struct ContentKey: Hashable, Sendable {
    let first: UInt64
    let second: UInt64
    let length: Int

    init(_ text: String, embedder: String) {
        var text = text
        (first, second, length) = text.withUTF8 { bytes in
            func hash(_ mark: UInt8) -> UInt64 {
                var hasher = Hasher()
                hasher.combine(mark)
                hasher.combine(embedder)
                hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
                return UInt64(bitPattern: Int64(hasher.finalize()))
            }
            return (hash(1), hash(2), bytes.count)
        }
    }
}
