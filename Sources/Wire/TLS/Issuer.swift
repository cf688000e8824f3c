internal import COpenSSL

/// A certificate and the key that it was made for, both PEM.
package struct IssuedCertificate: Sendable, Equatable {
    package let certificatePEM: String
    /// PKCS #8, not encrypted: a file of it belongs to its owner alone.
    package let keyPEM: String

    package init(certificatePEM: String, keyPEM: String) {
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
    }
}

/// A certificate authority for development and tests: EC P-256, SHA-256, no revocation lists.
/// ```
/// let issuer = try Issuer.authority(named: "SalesRL development")
/// let server = try issuer.server()  // localhost, 127.0.0.1, ::1
/// ```
package struct Issuer: Sendable {
    package let authority: IssuedCertificate

    /// Takes up an authority that was made before.
    package init(authority: IssuedCertificate) { self.authority = authority }

    /// Makes a new authority.
    package static func authority(
        named name: String, validDays: Int = 3650
    ) throws(WireError) -> Issuer {
        let key = try IssuerKey.generate()
        var request = CertificateRequest(subject: [("O", "SalesRL"), ("CN", name)])
        request.validDays = validDays
        request.extensions = [
            (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
            (NID_key_usage, "critical,keyCertSign,cRLSign"),
            (NID_subject_key_identifier, "hash"),
        ]
        return Issuer(authority: try request.issue(for: key, signedBy: nil))
    }

    /// A server's certificate. Each name is a DNS name or an IP address.
    package func server(
        names: [String] = ["localhost", "127.0.0.1", "::1"], validDays: Int = 365
    ) throws(WireError) -> IssuedCertificate {
        var request = CertificateRequest(
            subject: [("O", "SalesRL"), ("CN", names.first ?? "localhost")])
        request.validDays = validDays
        request.extensions =
            Self.leaf + [
                (NID_ext_key_usage, "serverAuth"),
                (NID_subject_alt_name, names.map(Self.alternative).joined(separator: ",")),
            ]
        return try request.issue(for: try IssuerKey.generate(), signedBy: authority)
    }

    /// A client's certificate; `name` becomes the CN of its subject.
    package func client(
        named name: String, validDays: Int = 825
    ) throws(WireError) -> IssuedCertificate {
        var request = CertificateRequest(subject: [("O", "SalesRL"), ("CN", name)])
        request.validDays = validDays
        request.extensions = Self.leaf + [(NID_ext_key_usage, "clientAuth")]
        return try request.issue(for: try IssuerKey.generate(), signedBy: authority)
    }

    private static let leaf: [(Int32, String)] = [
        (NID_basic_constraints, "critical,CA:FALSE"),
        (NID_key_usage, "critical,digitalSignature"),
        (NID_subject_key_identifier, "hash"),
        (NID_authority_key_identifier, "keyid:always"),
    ]

    private static func alternative(_ name: String) -> String {
        guard let address = a2i_IPADDRESS(name) else { return "DNS:\(name)" }
        ASN1_OCTET_STRING_free(address)
        return "IP:\(name)"
    }
}

/// EVP_PKEY, owned.
struct IssuerKey: ~Copyable {
    let pointer: OpaquePointer

    static func generate() throws(WireError) -> IssuerKey {
        OpenSSLErrors.clear()
        guard let pointer = shim_EC_key_P256() else {
            throw WireError(.certificate, "OpenSSL made no P-256 key: \(OpenSSLErrors.take())")
        }
        return IssuerKey(pointer: pointer)
    }

    init(pointer: OpaquePointer) { self.pointer = pointer }

    init(pem: String) throws(WireError) {
        OpenSSLErrors.clear()
        guard let pointer = PEM.read(pem, { PEM_read_bio_PrivateKey($0, nil, nil, nil) }) else {
            throw WireError(
                .certificate,
                "the authority's key is not a PEM private key: \(OpenSSLErrors.take())")
        }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    func pem() throws(WireError) -> String {
        guard let bio = BIO_new(BIO_s_mem()) else {
            throw WireError(.certificate, "OpenSSL has no memory for a key")
        }
        defer { BIO_free(bio) }
        guard PEM_write_bio_PKCS8PrivateKey(bio, pointer, nil, nil, 0, nil, nil) == 1 else {
            throw WireError(.certificate, "OpenSSL wrote no key: \(OpenSSLErrors.take())")
        }
        return PEM.text(of: bio)
    }
}
