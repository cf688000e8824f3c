internal import COpenSSL

/// What a finished handshake has settled. Travels the pipeline as a user event.
struct TLSHandshake: Sendable, Equatable {
    /// Nil where the client offered nothing.
    let alpn: String?
    /// The name that the client asked for (SNI), on the server's side.
    let serverName: String?
    /// Of the peer's verified certificate: "CN=…,O=…"; nil where none was shown.
    let certificateSubject: String?
    /// "TLSv1.3".
    let version: String
    /// A session ticket saved the certificates.
    let isResumed: Bool

    init(of ssl: OpaquePointer) {
        var name: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &name, &length)
        alpn = name.map {
            String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self)
        }
        serverName = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map(String.init(cString:))
        version = String(cString: SSL_get_version(ssl))
        isResumed = SSL_session_reused(ssl) == 1
        certificateSubject = Self.subject(of: ssl)
    }

    private static func subject(of ssl: OpaquePointer) -> String? {
        guard let certificate = shim_SSL_get_peer_certificate(ssl) else { return nil }
        defer { X509_free(certificate) }
        guard SSL_get_verify_result(ssl) == Int(X509_V_OK), let bio = BIO_new(BIO_s_mem()) else {
            return nil
        }
        defer { BIO_free(bio) }
        X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, shim_name_flags_RFC2253())
        return PEM.text(of: bio)
    }
}
