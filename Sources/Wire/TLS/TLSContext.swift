internal import COpenSSL
internal import Glibc

/// Whether callers show a certificate.
package enum ClientCertificates: String, Sendable, CaseIterable {
    case none, optional, required
}

/// The files that make a TLS server.
package struct ServerTLS: Sendable, Equatable {
    /// PEM, the server's certificate first, then the chain.
    package var certificateFile: String
    /// PEM, not encrypted.
    package var keyFile: String
    package var clientCertificates: ClientCertificates
    /// PEM: who may have signed clients' certificates. Needed unless `clientCertificates` is none.
    package var clientAuthorityFile: String?

    package init(
        certificateFile: String, keyFile: String, clientCertificates: ClientCertificates = .none,
        clientAuthorityFile: String? = nil
    ) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.clientCertificates = clientCertificates
        self.clientAuthorityFile = clientAuthorityFile
    }
}

/// The files and names that make a TLS client.
package struct ClientTLS: Sendable, Equatable {
    /// PEM: whom to believe. Nil believes the system's authorities.
    package var authorityFile: String?
    /// The name that the server's certificate must carry; nil takes the host that is connected to.
    package var serverName: String?
    /// PEM, both or neither.
    package var certificateFile: String?
    package var keyFile: String?

    package init(
        authorityFile: String? = nil, serverName: String? = nil, certificateFile: String? = nil,
        keyFile: String? = nil
    ) {
        self.authorityFile = authorityFile
        self.serverName = serverName
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

/// One generation of TLS settings: an SSL_CTX, never changed after its making, so that connections
/// on every thread may share it. A reload makes another one; connections keep the one they began
/// with.
final class TLSContext: @unchecked Sendable {
    /// SSL_CTX, owned.
    let pointer: OpaquePointer
    private let applicationProtocols: ApplicationProtocols
    /// Of a client: the ticket that lets the next connection skip half of the handshake.
    let sessions: TLSSessions?

    /// - Parameter protocols: ALPN names in the server's order of preference.
    static func server(_ files: ServerTLS, protocols: [String]) throws(WireError) -> TLSContext {
        let context = try TLSContext(protocols: protocols, isServer: true)
        try context.load(certificate: files.certificateFile, key: files.keyFile)
        try context.askForCertificates(files)
        return context
    }

    /// - Parameter protocols: ALPN names to offer, the best first.
    static func client(_ files: ClientTLS, protocols: [String]) throws(WireError) -> TLSContext {
        let context = try TLSContext(protocols: protocols, isServer: false)
        if let authority = files.authorityFile {
            try context.trust(authority)
        } else {
            SSL_CTX_set_default_verify_paths(context.pointer)
        }
        switch (files.certificateFile, files.keyFile) {
        case (let certificate?, let key?): try context.load(certificate: certificate, key: key)
        case (nil, nil): break
        default:
            throw WireError(
                .certificate,
                "a client certificate needs both its certificate file and its key file")
        }
        SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
        return context
    }

    private init(protocols: [String], isServer: Bool) throws(WireError) {
        OpenSSLErrors.clear()
        guard let pointer = SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()) else {
            throw WireError(.tls, "OpenSSL made no context: \(OpenSSLErrors.take())")
        }
        self.pointer = pointer
        applicationProtocols = ApplicationProtocols(protocols)
        sessions = isServer ? nil : TLSSessions()
        _ = shim_SSL_CTX_set_min_proto_version(pointer, TLS1_2_VERSION)
        _ = shim_SSL_CTX_set_max_proto_version(pointer, TLS1_3_VERSION)
        SSL_CTX_set_options(pointer, shim_SSL_options_of_the_house())
        // Idle connections give their 32 KiB of record buffers back.
        _ = shim_SSL_CTX_set_mode(pointer, Int(SSL_MODE_RELEASE_BUFFERS))
        SSL_CTX_set_security_level(pointer, 2)
        SSL_CTX_set_max_early_data(pointer, 0)
        let isConfigured =
            SSL_CTX_set_ciphersuites(pointer, Self.suites13) == 1
            && SSL_CTX_set_cipher_list(pointer, Self.suites12) == 1
            && shim_SSL_CTX_set_curves(pointer, "X25519:P-256:P-384") == 1
        guard isConfigured else {
            throw WireError(
                .tls, "OpenSSL refused the cipher suites of this server: \(OpenSSLErrors.take())")
        }
        if isServer { serve() } else { connect() }
    }

    deinit { SSL_CTX_free(pointer) }

    // Ephemeral keys and authenticated encryption, or nothing.
    private static let suites13 =
        "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let suites12 = """
        ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:\
        ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:\
        ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305
        """

    private func serve() {
        let name = Array("salesrl".utf8)
        SSL_CTX_set_session_id_context(pointer, name, UInt32(name.count))
        // Tickets hold the session: the server keeps none. One is enough for a client's next visit.
        _ = shim_SSL_CTX_set_session_cache_mode(pointer, Int(SSL_SESS_CACHE_OFF))
        SSL_CTX_set_num_tickets(pointer, 1)
        SSL_CTX_set_alpn_select_cb(
            pointer, ApplicationProtocols.select,
            Unmanaged.passUnretained(applicationProtocols).toOpaque())
    }

    private func connect() {
        let names = applicationProtocols.encoded
        if !names.isEmpty { SSL_CTX_set_alpn_protos(pointer, names, UInt32(names.count)) }
        guard let sessions else { return }
        let mode = Int(SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL)
        _ = shim_SSL_CTX_set_session_cache_mode(pointer, mode)
        SSL_CTX_set_ex_data(pointer, 0, Unmanaged.passUnretained(sessions).toOpaque())
        SSL_CTX_sess_set_new_cb(pointer, TLSSessions.keep)
    }
}
