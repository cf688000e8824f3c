internal import COpenSSL

/// Text in and out of OpenSSL's memory.
enum PEM {
    static func text(of bio: OpaquePointer) -> String {
        var start: UnsafeMutablePointer<CChar>?
        let count = shim_BIO_get_mem_data(bio, &start)
        guard let start, count > 0 else { return "" }
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads `text` through a memory BIO.
    static func read<Value>(_ text: String, _ body: (OpaquePointer) -> Value?) -> Value? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
                return nil
            }
            defer { BIO_free(bio) }
            return body(bio)
        }
    }
}
