import Messages
import Storage
import Testing

@testable import Accounts

@Suite("Client certificates in the book")
struct CertificateTests {
    private let one = String(repeating: "0a", count: 32)
    private let two = String(repeating: "0b", count: 32)
    private let three = String(repeating: "0c", count: 32)

    @Test("stand for a principal by their fingerprint, else by their subject")
    func mapping() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        #expect(book.caller(certificate: one, subject: "CN=x").name == "unknown")
        _ = try await book.bind(
            try CertificateName("subject:CN=x"), to: "by-subject", of: acme, role: .viewer, .console
        )
        #expect(book.caller(certificate: one, subject: "CN=x").principal?.id == "by-subject")
        _ = try await book.bind(
            try CertificateName(one), to: "by-print", of: other, role: .service, .console)
        for book in [book, try await accounts.again()] {
            let exact = book.caller(certificate: one, subject: "CN=x").principal
            #expect(exact?.id == "by-print")
            #expect(exact?.tenant == other)
            #expect(book.caller(certificate: two, subject: "CN=x").principal?.role == .viewer)
            #expect(book.caller(certificate: three, subject: "CN=x,O=y").name == "unknown")
        }
        _ = try await book.assign(.manager, to: "by-print", of: other, .console)
        #expect(book.caller(certificate: one, subject: nil).principal?.role == .manager)
        _ = try await book.unbind(try CertificateName(one), of: other, .console)
        #expect(book.caller(certificate: one, subject: nil).name == "unknown")
        #expect(book.certificates(of: other).items.isEmpty)
        _ = try await book.deleteTenant(acme, .console)
        #expect(book.caller(certificate: two, subject: "CN=x").name == "closed")
    }

    @Test("stand for one principal at most, whoever's it is")
    func once() async throws {
        let accounts = try await TestAccounts()
        let name = try CertificateName(one)
        let bound = try await accounts.book.bind(
            name, of: acme, role: .service, label: "the gateway", .console)
        #expect(bound.principal.hasPrefix("certificate-"))
        for tenant in [acme, other] {
            let error = await #expect(throws: AccountError(.exists, "")) {
                _ = try await accounts.book.bind(name, of: tenant, role: .admin, .console)
            }
            #expect(error?.reason.contains("acme") == false)
        }
        #expect(accounts.book.certificates(of: acme).items == [bound])
        #expect(accounts.book.principals(of: other).items.isEmpty)
    }

    @Test("are named as openssl prints them, or by their subject, and by nothing else")
    func names() throws {
        let colons = String(repeating: "0A:", count: 31) + "0A"
        #expect(try CertificateName(colons) == .fingerprint(one))
        #expect(try CertificateName("sha256:" + one).text == "sha256:" + one)
        #expect(try CertificateName("subject:CN=a:b") == .subject("CN=a:b"))
        let wrong = [
            "", "CN=x", "subject:", one + "0", String(one.dropLast()), "sha256:zz",
            "subject:" + String(repeating: "x", count: 501),
        ]
        for text in wrong {
            let error = #expect(throws: AccountError(.invalidField, "")) {
                try CertificateName(text)
            }
            #expect(error?.field == "certificate")
        }
    }
}
