internal import Messages

/// Values under a key that ends in "-bin" are bytes. A ``Metadata`` holds them as base64 without
/// padding, so that they survive as text through every door; these two spare a service the
/// notation.
extension Metadata {
    /// The bytes of the first value under `key`; nil where there is none, or it is not base64.
    package func bytes(_ key: String) -> [UInt8]? {
        self[key].flatMap { GRPCText.bytes(base64: $0.utf8) }
    }

    /// `key` has to end in "-bin".
    package mutating func add(_ key: String, bytes: some Sequence<UInt8>) {
        precondition(key.hasSuffix("-bin"), "\(key): the key of a binary value ends in -bin")
        add(key, GRPCText.base64(bytes))
    }
}
