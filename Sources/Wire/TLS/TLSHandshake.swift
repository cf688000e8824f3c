internal import COpenSSL

/// What a finished handshake has settled. Travels the pipeline as a user event.
struct TLSHandshake: Sendable, Equatable {
    /// Nil where the client offered nothing.
    let alpn: String?
    /// The name that the client asked for (SNI), on the server's side.
    let serverName: String?
    /// Of the peer's verified certificate: "CN=…,O=…"; nil where none was shown.
    let certificateSubject: String?
    /// SHA-256 over the same certificate's DER: 64 hexadecimal digits, small letters.
    let certificateFingerprint: String?
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
        let certificate = Self.verifiedCertificate(of: ssl)
        defer { X509_free(certificate) }
        certificateSubject = certificate.flatMap(Self.subject)
        certificateFingerprint = certificate.flatMap(Self.fingerprint)
    }

    /// Owned by whoever asks; nil where none was shown, or it was not found good.
    private static func verifiedCertificate(of ssl: OpaquePointer) -> OpaquePointer? {
        guard let certificate = shim_SSL_get_peer_certificate(ssl) else { return nil }
        guard SSL_get_verify_result(ssl) == Int(X509_V_OK) else {
            X509_free(certificate)
            return nil
        }
        return certificate
    }

    private static func subject(of certificate: OpaquePointer) -> String? {
        guard let bio = BIO_new(BIO_s_mem()) else { return nil }
        defer { BIO_free(bio) }
        X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, shim_name_flags_RFC2253())
        return PEM.text(of: bio)
    }

    private static func fingerprint(of certificate: OpaquePointer) -> String? {
        var digest = [UInt8](repeating: 0, count: Digest.count)
        var length: UInt32 = 0
        guard X509_digest(certificate, EVP_sha256(), &digest, &length) == 1,
            length == Digest.count
        else { return nil }
        return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
