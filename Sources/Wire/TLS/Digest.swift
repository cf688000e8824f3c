internal import COpenSSL

/// SHA-256 and what is made of it, by OpenSSL.
package enum Digest {
    /// Bytes of a SHA-256 digest.
    package static let count = 32

    /// SHA-256 of FIPS 180-4: ``count`` bytes.
    package static func sha256(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: count)
        var length: UInt32 = 0
        let done = EVP_Digest(message, message.count, &digest, &length, EVP_sha256(), nil)
        precondition(done == 1 && length == count, "OpenSSL has no SHA-256")
        return digest
    }

    /// HMAC of RFC 2104 with SHA-256: ``count`` bytes.
    package static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        key.withUnsafeBytes { authenticate(message, $0) }
    }

    /// The same, with a key that leaves no trace.
    package static func authenticate(_ message: [UInt8], key: HiddenBytes) -> [UInt8] {
        key.withUnsafeBytes { authenticate(message, $0) }
    }

    private static func authenticate(
        _ message: [UInt8], _ key: UnsafeRawBufferPointer
    ) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: count)
        var length = 0
        let done = EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, key.baseAddress, key.count, message, message.count,
            &code, count, &length)
        precondition(done != nil && length == count, "OpenSSL has no HMAC with SHA-256")
        return code
    }

    /// Whether two are equal, in a time that tells nothing of where they differ.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
