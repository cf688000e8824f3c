internal import COpenSSL

/// AES-256-GCM of NIST SP 800-38D, by OpenSSL: what is sealed cannot be read without the key, nor
/// changed, nor moved to where other `additional` data is expected.
///
/// ```
/// 12 bytes nonce, random | ciphertext, as long as the plaintext | 16 bytes tag
/// ```
/// A random nonce is safe for 2^32 sealings under one key.
package enum Sealing {
    package static let keyCount = 32
    private static let nonceCount = 12
    private static let tagCount = 16
    /// Bytes that sealing adds.
    package static let overhead = nonceCount + tagCount

    /// `key` has ``keyCount`` bytes; `additional` is protected but not in the answer.
    package static func seal(
        _ plaintext: HiddenBytes, key: HiddenBytes, additional: [UInt8]
    ) -> [UInt8] {
        precondition(key.count == keyCount, "a key of \(key.count) bytes; AES-256 takes 32")
        var sealed = [UInt8](repeating: 0, count: plaintext.count + overhead)
        let isDone = sealed.withUnsafeMutableBufferPointer { sealed in
            guard let start = sealed.baseAddress, RAND_bytes(start, Int32(nonceCount)) == 1 else {
                return false
            }
            return plaintext.withUnsafeBytes { plaintext in
                cipher(key, nonce: start, additional, seals: true) { context in
                    var count: Int32 = 0
                    let text = start + nonceCount
                    let bytes = plaintext.bindMemory(to: UInt8.self)
                    return EVP_EncryptUpdate(
                        context, text, &count, bytes.baseAddress, Int32(bytes.count)) == 1
                        && EVP_EncryptFinal_ex(context, text + Int(count), &count) == 1
                        && EVP_CIPHER_CTX_ctrl(
                            context, EVP_CTRL_AEAD_GET_TAG, Int32(tagCount), text + bytes.count)
                            == 1
                }
            }
        }
        precondition(isDone, "OpenSSL has no AES-256-GCM: \(OpenSSLErrors.take())")
        return sealed
    }

    /// Nil where the bytes are not what was sealed under this key with this additional data.
    package static func open(
        _ sealed: [UInt8], key: HiddenBytes, additional: [UInt8]
    ) -> HiddenBytes? {
        guard key.count == keyCount, sealed.count >= overhead else { return nil }
        let length = sealed.count - overhead
        var isTrue = false
        let plaintext = HiddenBytes(count: length) { plaintext in
            // OpenSSL takes the tag as bytes that it could write to.
            var sealed = sealed
            isTrue = sealed.withUnsafeMutableBufferPointer { sealed in
                guard let start = sealed.baseAddress else { return false }
                return cipher(key, nonce: start, additional, seals: false) { context in
                    var count: Int32 = 0
                    let text = start + nonceCount
                    let bytes = plaintext.bindMemory(to: UInt8.self)
                    return EVP_DecryptUpdate(
                        context, bytes.baseAddress, &count, text, Int32(length)) == 1
                        && EVP_CIPHER_CTX_ctrl(
                            context, EVP_CTRL_AEAD_SET_TAG, Int32(tagCount), text + length) == 1
                        && EVP_DecryptFinal_ex(context, bytes.baseAddress, &count) == 1
                }
            }
        }
        OpenSSLErrors.clear()
        return isTrue ? plaintext : nil
    }

    private static func cipher(
        _ key: HiddenBytes, nonce: UnsafePointer<UInt8>, _ additional: [UInt8], seals: Bool,
        _ body: (OpaquePointer) -> Bool
    ) -> Bool {
        OpenSSLErrors.clear()
        guard let context = EVP_CIPHER_CTX_new() else { return false }
        // Frees the key schedule overwritten.
        defer { EVP_CIPHER_CTX_free(context) }
        return key.withUnsafeBytes { key in
            var count: Int32 = 0
            return EVP_CipherInit_ex(
                context, EVP_aes_256_gcm(), nil, key.bindMemory(to: UInt8.self).baseAddress, nonce,
                seals ? 1 : 0) == 1
                && EVP_CipherUpdate(context, nil, &count, additional, Int32(additional.count)) == 1
                && body(context)
        }
    }
}
