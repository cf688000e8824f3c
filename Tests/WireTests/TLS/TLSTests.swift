internal import Messages
internal import NIOCore
internal import Testing

@testable internal import Wire

@Suite("TLS between two memories")
struct TLSSessionTests {
    /// Hands ciphertext over until both sides are content. Nil when they are, else who failed and
    /// why.
    private func shake(
        _ server: borrowing TLSSession, _ client: borrowing TLSSession
    ) -> String? {
        let allocator = ByteBufferAllocator()
        for _ in 0..<10 {
            let clientProgress = client.handshake()
            if let bytes = client.takeOutput(allocator) { server.receive(bytes) }
            let serverProgress = server.handshake()
            if let bytes = server.takeOutput(allocator) { client.receive(bytes) }
            switch (serverProgress, clientProgress) {
            case (_, .failed(let reason)): return "client: \(reason)"
            case (.failed(let reason), _): return "server: \(reason)"
            case (.done, .done): return nil
            default: continue
            }
        }
        return "the handshake does not end"
    }

    @Test("ALPN is chosen in the server's order, SNI arrives, and 1.3 is spoken")
    func handshake() throws {
        let files = try TestCertificates()
        let server = try TLSSession.accepting(
            try TLSContext.server(files.server, protocols: ["ttrpc", "h2", "http/1.1"]))
        let client = try TLSSession.connecting(
            try TLSContext.client(files.client, protocols: ["http/1.1", "h2"]), to: "localhost")
        #expect(shake(server, client) == nil)
        let result = TLSHandshake(of: server.ssl)
        #expect(result.alpn == "h2")
        #expect(result.serverName == "localhost")
        #expect(result.version == "TLSv1.3")
        #expect(result.certificateSubject == nil)
        #expect(!result.isResumed)
    }

    @Test("Plaintext longer than a record comes out as it went in, both ways, until close_notify")
    func data() throws {
        let files = try TestCertificates()
        let server = try TLSSession.accepting(try TLSContext.server(files.server, protocols: []))
        let client = try TLSSession.connecting(
            try TLSContext.client(files.client, protocols: []), to: "127.0.0.1")
        #expect(shake(server, client) == nil)
        let allocator = ByteBufferAllocator()
        let sent = ByteBuffer(bytes: (0..<100_000).map { UInt8(truncatingIfNeeded: $0) })
        #expect(client.write(sent) == nil)
        client.close()
        if let bytes = client.takeOutput(allocator) { server.receive(bytes) }
        var received = ByteBuffer()
        #expect(server.read(into: &received) == .closed)
        #expect(received == sent)
        #expect(server.write(sent) == nil)
        if let bytes = server.takeOutput(allocator) { client.receive(bytes) }
        received.clear()
        #expect(client.read(into: &received) == .wantsMore)
        #expect(received == sent)
    }

    @Test("A server of another authority, or of another name, is not believed")
    func verification() throws {
        let files = try TestCertificates()
        let others = try TestCertificates()
        for (authority, name) in [(others.client, "localhost"), (files.client, "example.org")] {
            let server = try TLSSession.accepting(
                try TLSContext.server(files.server, protocols: []))
            let client = try TLSSession.connecting(
                try TLSContext.client(authority, protocols: []), to: name)
            #expect(shake(server, client)?.hasPrefix("client: ") == true)
        }
    }

    @Test("A ClientHello of TLS 1.1 is answered with the alert protocol_version")
    func oldVersion() throws {
        let files = try TestCertificates()
        let server = try TLSSession.accepting(try TLSContext.server(files.server, protocols: []))
        var hello = ByteBuffer()
        hello.writeBytes([22, 3, 1, 0, 49, 1, 0, 0, 45, 3, 2])
        hello.writeRepeatingByte(7, count: 32)
        hello.writeBytes([0, 0, 6, 0xc0, 0x13, 0xc0, 0x09, 0, 0x2f, 1, 0])
        server.receive(hello)
        guard case .failed = server.handshake() else {
            Issue.record("TLS 1.1 was accepted")
            return
        }
        let alert = server.takeOutput(ByteBufferAllocator())
        #expect(alert.map { Array($0.readableBytesView.suffix(2)) } == [2, 70])
    }

    @Test("A ticket resumes the session, once")
    func resumption() throws {
        let files = try TestCertificates()
        let serverContext = try TLSContext.server(files.server, protocols: ["ttrpc"])
        let clientContext = try TLSContext.client(files.client, protocols: ["ttrpc"])
        for isResumed in [false, true, true] {
            let server = try TLSSession.accepting(serverContext)
            let client = try TLSSession.connecting(clientContext, to: "localhost")
            #expect(shake(server, client) == nil)
            // The ticket comes behind the handshake.
            var nothing = ByteBuffer()
            #expect(client.read(into: &nothing) == .wantsMore)
            #expect(TLSHandshake(of: server.ssl).isResumed == isResumed)
        }
    }
}

@Suite("Certificate files")
struct TLSContextTests {
    private func failure(_ tls: ServerTLS) -> WireError? {
        do {
            _ = try TLSContext.server(tls, protocols: [])
            return nil
        } catch {
            return error
        }
    }

    @Test("A file that is missing, or is no certificate or key, is named")
    func unreadable() throws {
        let files = try TestCertificates()
        var tls = files.server
        tls.certificateFile = files.path("absent.pem")
        #expect(failure(tls) == WireError(.certificate, ""))
        #expect(failure(tls)?.reason.contains(files.path("absent.pem")) == true)
        tls.certificateFile = files.path("server.key")
        #expect(failure(tls) == WireError(.certificate, ""))
        tls = files.server
        tls.keyFile = files.path("ca.pem")
        #expect(failure(tls) == WireError(.certificate, ""))
        #expect(failure(tls)?.reason.contains(files.path("ca.pem")) == true)
    }

    @Test("A certificate and a key that do not match are both named")
    func mismatch() throws {
        let files = try TestCertificates()
        try files.put("other.key", try files.issuer.server().keyPEM)
        var tls = files.server
        tls.keyFile = files.path("other.key")
        #expect(failure(tls) == WireError(.certificateKeyMismatch, ""))
        #expect(failure(tls)?.reason.contains(files.path("other.key")) == true)
        #expect(failure(tls)?.reason.contains(files.path("server.pem")) == true)
    }

    @Test("An expired certificate is refused by name")
    func expired() throws {
        let files = try TestCertificates()
        let old = try files.issuer.server(validDays: -1)
        try files.put("server.pem", old.certificatePEM)
        try files.put("server.key", old.keyPEM)
        #expect(failure(files.server) == WireError(.certificateExpired, ""))
        #expect(failure(files.server)?.reason.contains("expired on") == true)
    }

    @Test("Asking for client certificates without saying whose is refused")
    func noAuthority() throws {
        let files = try TestCertificates()
        var tls = files.server
        tls.clientCertificates = .required
        #expect(failure(tls) == WireError(.certificate, ""))
    }
}

@Suite("Client certificates and reload, on real sockets")
struct TLSServerTests {
    @Test("A required certificate is asked for, verified, and its subject told")
    func required() async throws {
        try await withServer(clients: .required) { test in
            let known = try await test.client(test.certificates.client(named: "alice"))
            #expect(try await known.echo("Peer").contains("CN=alice"))
            await known.close()
            let without = await refusal { try await test.client() }
            #expect(without)
            var stranger = try TestCertificates().client(named: "mallory")
            stranger.authorityFile = test.certificates.authority
            let strange = stranger
            let unknown = await refusal { try await test.client(strange) }
            #expect(unknown)
        }
    }

    /// In TLS 1.3 a client is ready before the server has looked at its certificate: the refusal
    /// comes with the connection or with its first call.
    private func refusal(_ connect: () async throws -> NativeClient) async -> Bool {
        do {
            let client = try await connect()
            _ = try await client.echo("Unary")
            return false
        } catch let error as Status {
            return error == Status(.unavailable, "")
        } catch {
            return error is WireError
        }
    }

    @Test("An optional certificate may be left out")
    func optional() async throws {
        try await withServer(clients: .optional) { test in
            let nobody = try await test.client()
            expect(try await nobody.echo("Peer"), "")
            await nobody.close()
            let bob = try await test.client(test.certificates.client(named: "bob"))
            #expect(try await bob.echo("Peer").contains("CN=bob"))
            await bob.close()
        }
    }

    @Test(
        "A reload serves new connections with the new pair, keeps old ones, and refuses a bad pair")
    func reload() async throws {
        try await withServer { test in
            let old = try await test.client()
            expect(try await old.echo("Unary", "1"), "1")

            let files = test.certificates
            let otherIssuer = try Issuer.authority(named: "new authority")
            let fresh = try otherIssuer.server()
            try files.put("new-ca.pem", otherIssuer.authority.certificatePEM)
            try files.put("server.pem", fresh.certificatePEM)
            // Half of a new pair: the server goes on with the old one.
            #expect(throws: WireError(.certificateKeyMismatch, "")) {
                try test.server.reloadCertificates()
            }
            let still = try await test.client()
            expect(try await still.echo("Unary", "2"), "2")
            await still.close()

            try files.put("server.key", fresh.keyPEM)
            try test.server.reloadCertificates()
            let new = try await test.client(ClientTLS(authorityFile: files.path("new-ca.pem")))
            expect(try await new.echo("Unary", "3"), "3")
            await new.close()
            await #expect(throws: WireError.self) { _ = try await test.client() }
            expect(try await old.echo("Unary", "4"), "4")
            await old.close()
        }
    }
}
