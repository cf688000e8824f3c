internal import COpenSSL

/// What a certificate is to say, and its making.
struct CertificateRequest {
    var subject: [(field: String, value: String)]
    var validDays = 365
    /// By OpenSSL's numbers and in its notation.
    var extensions: [(Int32, String)] = []

    init(subject: [(field: String, value: String)]) { self.subject = subject }

    /// - Parameter signer: nil makes a certificate that vouches for itself.
    func issue(
        for key: borrowing IssuerKey, signedBy signer: IssuedCertificate?
    ) throws(WireError) -> IssuedCertificate {
        OpenSSLErrors.clear()
        guard let certificate = X509_new() else { throw failure("OpenSSL made no certificate") }
        defer { X509_free(certificate) }
        try fill(certificate, key)
        let signature: Int32
        if let signer {
            guard
                let authority = PEM.read(
                    signer.certificatePEM, { PEM_read_bio_X509($0, nil, nil, nil) })
            else { throw failure("the authority's certificate is not PEM") }
            defer { X509_free(authority) }
            X509_set_issuer_name(certificate, X509_get_subject_name(authority))
            try extend(certificate, authority)
            let signingKey = try IssuerKey(pem: signer.keyPEM)
            signature = X509_sign(certificate, signingKey.pointer, EVP_sha256())
        } else {
            X509_set_issuer_name(certificate, X509_get_subject_name(certificate))
            try extend(certificate, certificate)
            signature = X509_sign(certificate, key.pointer, EVP_sha256())
        }
        guard signature > 0 else { throw failure("the certificate could not be signed") }
        return IssuedCertificate(certificatePEM: try pem(certificate), keyPEM: try key.pem())
    }

    private func fill(_ certificate: OpaquePointer, _ key: borrowing IssuerKey) throws(WireError) {
        X509_set_version(certificate, 2)
        var serial = [UInt8](repeating: 0, count: 16)
        guard RAND_bytes(&serial, Int32(serial.count)) == 1 else {
            throw failure("there is no randomness for a serial number")
        }
        // Positive and not zero, as RFC 5280 wants it.
        serial[0] = serial[0] & 0x7f | 0x40
        guard let number = BN_bin2bn(serial, Int32(serial.count), nil) else {
            throw failure("the serial number could not be made")
        }
        defer { BN_free(number) }
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate))
        // An hour back, for clocks that run behind.
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600)
        X509_gmtime_adj(X509_getm_notAfter(certificate), validDays * 86_400)
        let name = X509_get_subject_name(certificate)
        for (field, value) in subject {
            guard
                X509_NAME_add_entry_by_txt(
                    name, field, MBSTRING_UTF8, Array(value.utf8), Int32(value.utf8.count), -1, 0)
                    == 1
            else { throw failure("\(field)=\(value) is not a name for a certificate") }
        }
        guard X509_set_pubkey(certificate, key.pointer) == 1 else {
            throw failure("the key could not be put into the certificate")
        }
    }

    private func extend(
        _ certificate: OpaquePointer, _ authority: OpaquePointer
    ) throws(WireError) {
        var context = X509V3_CTX()
        shim_X509V3_set_ctx_nodb(&context)
        X509V3_set_ctx(&context, authority, certificate, nil, nil, 0)
        for (number, value) in extensions {
            guard let made = X509V3_EXT_conf_nid(nil, &context, number, value) else {
                throw failure("the extension \(value) could not be made")
            }
            X509_add_ext(certificate, made, -1)
            X509_EXTENSION_free(made)
        }
    }

    private func pem(_ certificate: OpaquePointer) throws(WireError) -> String {
        guard let bio = BIO_new(BIO_s_mem()), PEM_write_bio_X509(bio, certificate) == 1 else {
            throw failure("the certificate could not be written")
        }
        defer { BIO_free(bio) }
        return PEM.text(of: bio)
    }

    private func failure(_ what: String) -> WireError {
        WireError(.certificate, "\(what): \(OpenSSLErrors.take())")
    }
}
