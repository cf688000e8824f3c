internal import COpenSSL
internal import Glibc

extension TLSContext {
    /// Reads a certificate chain and its key, and proves that they belong together and are in
    /// force.
    func load(certificate: String, key: String) throws(WireError) {
        try Self.expectReadable(certificate, "certificate")
        try Self.expectReadable(key, "key")
        OpenSSLErrors.clear()
        guard SSL_CTX_use_certificate_chain_file(pointer, certificate) == 1 else {
            throw WireError(
                .certificate,
                "\(certificate) is not a PEM certificate that can be used: \(OpenSSLErrors.take())")
        }
        if SSL_CTX_use_PrivateKey_file(pointer, key, SSL_FILETYPE_PEM) != 1 {
            // OpenSSL compares while it loads; its reason tells a wrong key from no key.
            let reason = OpenSSLErrors.take()
            guard reason.contains("mismatch") else {
                throw WireError(
                    .certificate, "\(key) is not an unencrypted PEM private key: \(reason)")
            }
            throw Self.mismatch(certificate, key)
        }
        guard SSL_CTX_check_private_key(pointer) == 1 else {
            OpenSSLErrors.clear()
            throw Self.mismatch(certificate, key)
        }
        guard let leaf = SSL_CTX_get0_certificate(pointer) else { return }
        if X509_cmp_current_time(X509_get0_notAfter(leaf)) < 0 {
            throw WireError(
                .certificateExpired,
                "\(certificate) expired on \(Self.date(X509_get0_notAfter(leaf))); put a new one in its place"
            )
        }
        if X509_cmp_current_time(X509_get0_notBefore(leaf)) > 0 {
            throw WireError(
                .certificateExpired,
                "\(certificate) is not valid before \(Self.date(X509_get0_notBefore(leaf))); check the clock"
            )
        }
    }

    func trust(_ authority: String) throws(WireError) {
        try Self.expectReadable(authority, "certificate authority")
        OpenSSLErrors.clear()
        guard SSL_CTX_load_verify_locations(pointer, authority, nil) == 1 else {
            throw WireError(
                .certificate,
                "\(authority) holds no PEM certificate of an authority: \(OpenSSLErrors.take())")
        }
    }

    func askForCertificates(_ files: ServerTLS) throws(WireError) {
        let isRequired = files.clientCertificates == .required
        guard files.clientCertificates != .none else {
            SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil)
            return
        }
        guard let authority = files.clientAuthorityFile else {
            throw WireError(
                .certificate,
                "client certificates are \(files.clientCertificates), but no authority file says whose"
            )
        }
        try trust(authority)
        SSL_CTX_set_client_CA_list(pointer, shim_load_client_CA_file(authority))
        let mode = isRequired ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER
        SSL_CTX_set_verify(pointer, mode, nil)
    }

    private static func mismatch(_ certificate: String, _ key: String) -> WireError {
        WireError(
            .certificateKeyMismatch,
            "certificate \(certificate) and key \(key) do not belong together; use the key that the certificate was made for"
        )
    }

    private static func expectReadable(_ path: String, _ what: String) throws(WireError) {
        guard access(path, R_OK) == 0 else {
            let why = String(cString: strerror(errno))
            throw WireError(.certificate, "the \(what) file \(path) cannot be read: \(why)")
        }
    }

    /// "Nov 23 22:00:00 2026 GMT".
    private static func date(_ time: UnsafePointer<ASN1_TIME>?) -> String {
        guard let time, let bio = BIO_new(BIO_s_mem()) else { return "an unknown date" }
        defer { BIO_free(bio) }
        ASN1_TIME_print(bio, time)
        return PEM.text(of: bio)
    }
}
