internal import COpenSSL
internal import Glibc
internal import NIOCore

/// One TLS connection between two pools of memory: ciphertext in, plaintext out, and the other way.
///
/// Knows no socket and no pipeline; ``TLSHandler`` moves the bytes. Not for two threads at once.
struct TLSSession: ~Copyable {
    enum Progress {
        case wantsMore
        case done
        case failed(String)
    }

    enum Ending: Equatable {
        /// Nothing more to read yet.
        case wantsMore
        /// The peer said close_notify.
        case closed
        case failed(String)
    }

    /// SSL; owns both BIOs.
    let ssl: OpaquePointer
    /// OpenSSL's callbacks point into it, so it lives as long as the connection.
    private let context: TLSContext
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    static let recordBytes = 16 * 1024

    private init(_ context: TLSContext) throws(WireError) {
        OpenSSLErrors.clear()
        guard let ssl = SSL_new(context.pointer) else {
            throw WireError(.tls, "OpenSSL made no connection: \(OpenSSLErrors.take())")
        }
        guard let incoming = BIO_new(BIO_s_mem()) else {
            SSL_free(ssl)
            throw WireError(.tls, "OpenSSL has no memory for a connection")
        }
        guard let outgoing = BIO_new(BIO_s_mem()) else {
            BIO_free(incoming)
            SSL_free(ssl)
            throw WireError(.tls, "OpenSSL has no memory for a connection")
        }
        SSL_set_bio(ssl, incoming, outgoing)
        self.ssl = ssl
        self.context = context
        self.incoming = incoming
        self.outgoing = outgoing
    }

    static func accepting(_ context: TLSContext) throws(WireError) -> TLSSession {
        let session = try TLSSession(context)
        SSL_set_accept_state(session.ssl)
        return session
    }

    /// - Parameter name: what the server's certificate must be made for: a DNS name or an IP
    ///   address.
    static func connecting(_ context: TLSContext, to name: String) throws(WireError) -> TLSSession {
        let session = try TLSSession(context)
        SSL_set_connect_state(session.ssl)
        let isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.ssl), name) == 1
        if !isAddress {
            OpenSSLErrors.clear()
            guard SSL_set1_host(session.ssl, name) == 1,
                shim_SSL_set_server_name(session.ssl, name) == 1
            else { throw WireError(.tls, "\(name) is not a name that a certificate can have") }
        }
        context.sessions?.resume(session.ssl)
        return session
    }

    deinit {
        // A connection that ends without close_notify would else take its session ticket with it.
        SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        SSL_free(ssl)
    }

    // MARK: Ciphertext

    func receive(_ ciphertext: ByteBuffer) {
        ciphertext.withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
            BIO_write(incoming, start, Int32(bytes.count))
        }
    }

    var hasOutput: Bool { BIO_ctrl_pending(outgoing) > 0 }

    /// What has to go to the peer now; nil when there is nothing.
    func takeOutput(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
        var start: UnsafeMutablePointer<CChar>?
        let count = shim_BIO_get_mem_data(outgoing, &start)
        guard let start, count > 0 else { return nil }
        var buffer = allocator.buffer(capacity: count)
        buffer.writeBytes(UnsafeRawBufferPointer(start: start, count: count))
        _ = shim_BIO_reset(outgoing)
        return buffer
    }

    // MARK: Progress

    func handshake() -> Progress {
        OpenSSLErrors.clear()
        let result = SSL_do_handshake(ssl)
        if result == 1 { return .done }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .wantsMore
        default: return .failed(failure())
        }
    }

    /// Decrypts all that has come into `plaintext`, and says why it stopped.
    ///
    /// Nobody else gets to call into OpenSSL before the reason is known: what a reader does with
    /// the plaintext may write, and writing overwrites the state that SSL_get_error looks at.
    func read(into plaintext: inout ByteBuffer) -> Ending {
        OpenSSLErrors.clear()
        while true {
            var count = 0
            let result = plaintext.writeWithUnsafeMutableBytes(
                minimumWritableBytes: Self.recordBytes
            ) {
                bytes in
                // Returns 1 with count, or another value with count left at 0.
                guard SSL_read_ex(ssl, bytes.baseAddress, bytes.count, &count) == 1 else {
                    return 0
                }
                return count
            }
            if result > 0 { continue }
            switch SSL_get_error(ssl, 0) {
            case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .wantsMore
            case SSL_ERROR_ZERO_RETURN: return .closed
            default: return .failed(failure())
            }
        }
    }

    /// Encrypts all of `plaintext`: a memory BIO always has room. Nil when it worked.
    func write(_ plaintext: ByteBuffer) -> String? {
        OpenSSLErrors.clear()
        return plaintext.withUnsafeReadableBytes { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
            var written = 0
            guard SSL_write_ex(ssl, start, bytes.count, &written) == 1 else { return failure() }
            return nil
        }
    }

    /// Puts a close_notify into the output.
    func close() {
        OpenSSLErrors.clear()
        SSL_shutdown(ssl)
        OpenSSLErrors.clear()
    }

    private func failure() -> String {
        let reason = OpenSSLErrors.take()
        let verdict = SSL_get_verify_result(ssl)
        guard verdict != Int(X509_V_OK), let text = X509_verify_cert_error_string(verdict) else {
            return reason
        }
        return "\(reason): \(String(cString: text))"
    }
}
