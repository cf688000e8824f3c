import Accounts
import Foundation
import Messages
import Storage
import Testing
import Wire

private func info(_ caller: Caller) async throws -> String {
    let info: GetInfoResponse = try await caller.call(
        "salesrl.v1.Info/GetInfo", GetInfoRequest.Draft())
    return "\(info.tenant) \(info.role)"
}

private func refusal(_ caller: Caller) async -> Status? {
    await #expect(throws: Status.self) { _ = try await info(caller) }
}

extension Daemon {
    /// Changes the accounts of a daemon that does not run.
    fileprivate func withBook<Value: Sendable>(
        _ body: (AccountBook) async throws -> Value
    ) async throws -> Value {
        let book = try await AccountFiles(
            file: directory + "/two-tenants.db", key: directory + "/two-tenants.key"
        ).open()
        let value = try await body(book)
        await book.close()
        return value
    }

    fileprivate func audit(_ action: String) async throws -> [AuditNote] {
        try await withBook { book in
            var query = AuditQuery()
            query.action = action
            query.limit = RegistryLimits.page
            return try await book.registry.audit(query).map(\.note)
        }
    }

    fileprivate func stop() async {
        signal(SIGTERM)
        await ended()
    }

    /// Issues a client's certificate; gives its fingerprint as openssl reckons it.
    fileprivate func certificate(_ name: String) throws -> String {
        let folder = directory + "/tls"
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
        let issuer = Issuer(
            authority: IssuedCertificate(
                certificatePEM: try text("ca.pem"), keyPEM: try text("ca.key")))
        let made = try issuer.client(named: name)
        try made.certificatePEM.write(
            toFile: "\(folder)/\(name).pem", atomically: true, encoding: .utf8)
        try made.keyPEM.write(toFile: "\(folder)/\(name).key", atomically: true, encoding: .utf8)
        let body = made.certificatePEM.split(separator: "\n").filter { !$0.hasPrefix("-----") }
        let der = try #require(Data(base64Encoded: body.joined()))
        return Digest.sha256([UInt8](der)).map { String(format: "%02x", $0) }.joined()
    }
}

@Suite("Accounts of a daemon", .serialized, .enabled(if: Daemon.models != nil, Daemon.cannotRun))
struct AccountTests {
    @Test(
        "takes a client's certificate for the principal that it stands for, and a token before it",
        .timeLimit(.minutes(2)), arguments: TestDoor.allCases)
    func certificates(door: TestDoor) async throws {
        let daemon = try await Daemon()
        let exact = try daemon.certificate("exact")
        _ = try daemon.certificate("named")
        _ = try daemon.certificate("nobody")
        try await daemon.withBook { book in
            _ = try await book.bind(
                try CertificateName(exact), to: "gateway", of: TenantID("acme"), role: .service,
                .console)
            _ = try await book.bind(
                try CertificateName("subject:CN=named,O=SalesRL"), to: "billing",
                of: TenantID("other"), role: .viewer, .console)
        }
        try await daemon.start([
            "SALESRLD_TLS_CLIENT_CERTIFICATES": "optional",
            "SALESRLD_TLS_CLIENT_AUTHORITY": "tls/ca.pem",
        ])
        func caller(_ certificate: String?, role: Role? = nil) async throws -> Caller {
            try await daemon.caller(door, role: role, certificate: certificate)
        }
        // Twice: a handshake that resumes another brings the certificate all the same.
        for _ in 0..<2 {
            #expect(try await info(try await caller("exact")) == "acme service")
            #expect(try await info(try await caller("named")) == "other viewer")
        }
        #expect(try await info(try await caller("exact", role: .auditor)) == "acme auditor")
        let unknown = await refusal(try await caller("nobody"))
        #expect(unknown?.code == .unauthenticated)
        #expect(unknown?.errorInfo?.reason == "CERTIFICATE_UNKNOWN")
        let without = await refusal(try await caller(nil))
        #expect(without?.errorInfo?.reason == "TOKEN_MISSING")
        await daemon.stop()
        let reasons = try await daemon.audit("call.refuse").map(\.outcome)
        #expect(Set(reasons) == ["CERTIFICATE_UNKNOWN", "TOKEN_MISSING"])
    }

    @Test(
        "refuses tokens that are over by their reason, and notes when good ones were used",
        .timeLimit(.minutes(2)))
    func tokens() async throws {
        let daemon = try await Daemon()
        let acme = TenantID("acme")
        let (revoked, expired, gone) = try await daemon.withBook { book in
            let revoked = try await book.issueToken(of: acme, role: .viewer, .console)
            _ = try await book.revokeToken(revoked.record.id, of: acme, .console)
            let expired = try await book.issueToken(
                of: acme, role: .viewer, lifetime: .milliseconds(1), .console)
            let third = TenantID("third")
            _ = try await book.createTenant(third, Tenant.Settings(), .console)
            let gone = try await book.issueToken(of: third, role: .viewer, .console)
            _ = try await book.deleteTenant(third, .console)
            return (revoked.text, expired.text, gone.text)
        }
        try await daemon.start()
        for (token, reason) in [
            (revoked, "TOKEN_REVOKED"), (expired, "TOKEN_EXPIRED"), (gone, "TENANT_DELETED"),
            ("srl_none_none", "TOKEN_UNKNOWN"),
        ] {
            let status = await refusal(try await daemon.caller(token: token))
            #expect(status?.code == .unauthenticated)
            #expect(status?.errorInfo?.reason == reason)
        }
        let good = try #require(daemon.tokens["acme"]?[.manager])
        #expect(try await info(try await daemon.caller(token: good)) == "acme manager")
        await daemon.stop()
        let used = try await daemon.withBook { book in
            book.tokens(of: acme).items.filter { $0.lastUsedAt != nil }.map(\.principal)
        }
        #expect(used == ["manager"])
    }

    @Test("ends a stream whose token is over, between turns", .timeLimit(.minutes(2)))
    func streams() async throws {
        let daemon = try await Daemon()
        let token = try await daemon.withBook { book in
            try await book.issueToken(
                of: TenantID("acme"), role: .service, lifetime: .seconds(5), .console
            ).text
        }
        try await daemon.start()
        let caller = try await daemon.caller(token: token)
        let stream = try await caller.client.stream(
            "salesrl.v1.Scoring", "Live", kind: .bidirectional, options: caller.options)
        let status = await #expect(throws: Status.self) {
            for number in 1... {
                let turn = Turn(number: 0, speaker: .customer, text: "Go on.")
                try await stream.send(
                    Payload(
                        ObserveRequest.Draft(
                            conversationID: "c", eventID: "e\(number)", turn: turn)))
                _ = try await stream.next()
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        #expect(status?.code == .unauthenticated)
        #expect(status?.errorInfo?.reason == "TOKEN_EXPIRED")
    }

    @Test("slows down who guesses, and goes on serving who is known", .timeLimit(.minutes(2)))
    func guessing() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        let known = try await daemon.caller(role: .viewer)
        #expect(try await info(known) == "acme viewer")
        let guesser = try await daemon.caller(token: "srl_none_none")
        var reasons: [String] = []
        for _ in 0..<12 { reasons.append(await refusal(guesser)?.errorInfo?.reason ?? "") }
        #expect(reasons.first == "TOKEN_UNKNOWN")
        #expect(reasons.last == "TOO_MANY_GUESSES")
        let fresh = await refusal(try await daemon.caller(role: .auditor))
        #expect(fresh?.code == .resourceExhausted)
        #expect(fresh?.retryInfo != nil)
        #expect(try await info(known) == "acme viewer")
        await daemon.stop()
        let notes = try await daemon.audit("call.refuse")
        #expect(notes.reduce(0) { $0 + $1.count } == 13)
    }

    @Test("are one process's: a second daemon is told so, and so is an offline change")
    func oneProcess() async throws {
        let daemon = try await Daemon()
        try await daemon.start()
        await #expect(throws: AccountError(.inUse, "")) { try await daemon.withBook { _ in } }
        let second = try await Daemon()
        let ended = try await second.refusal(
            [],
            [
                "SALESRLD_ACCOUNTS_FILE": daemon.directory + "/two-tenants.db",
                "SALESRLD_ACCOUNTS_KEY": daemon.directory + "/two-tenants.key",
            ])
        #expect(ended.code == 69)
        #expect(ended.said.contains("accounts.file"))
        let check = try await second.refusal(
            ["--check-config"],
            [
                "SALESRLD_ACCOUNTS_FILE": daemon.directory + "/two-tenants.db",
                "SALESRLD_ACCOUNTS_KEY": daemon.directory + "/two-tenants.key",
            ])
        #expect(check.code == 0, "\(check.said)")
    }
}
