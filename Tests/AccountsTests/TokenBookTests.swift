import Foundation
import Messages
import Storage
import Testing

@testable import Accounts

@Suite("Tokens in the book")
struct TokenBookTests {
    @Test("are good until the very moment at which they expire")
    func expiry() async throws {
        let accounts = try await TestAccounts()
        let made = try await accounts.book.issueToken(
            of: acme, role: .service, lifetime: .seconds(60), .console)
        #expect(made.record.expiresAt == accounts.clock.now() + 60_000)
        accounts.clock.advance(.milliseconds(59_999))
        #expect(accounts.book.caller(showing: made.text).name == "known")
        accounts.clock.advance(.milliseconds(1))
        for book in [accounts.book, try await accounts.again()] {
            #expect(book.caller(showing: made.text).name == "expired")
        }
    }

    @Test("are rotated with an overlap in which the old and the new one are good")
    func rotation() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let old = try await book.issueToken(
            of: acme, principal: "billing", role: .service, lifetime: .seconds(3600), .console)
        accounts.clock.advance(.seconds(600))
        let new = try await book.rotateToken(
            old.record.id, of: acme, overlap: .seconds(300), .console)
        #expect(new.record.principal == "billing")
        #expect(new.record.expiresAt == accounts.clock.now() + 3_600_000)
        accounts.clock.advance(.seconds(299))
        for text in [old.text, new.text] {
            #expect(book.caller(showing: text).principal?.id == "billing")
        }
        accounts.clock.advance(.seconds(1))
        #expect(book.caller(showing: old.text).name == "expired")
        #expect(book.caller(showing: new.text).name == "known")
        await #expect(throws: AccountError(.impossible, "")) {
            _ = try await book.rotateToken(old.record.id, of: acme, overlap: .zero, .console)
        }
        // Without an overlap the old one is over at once; an overlap never makes it live longer.
        let third = try await book.rotateToken(new.record.id, of: acme, overlap: .zero, .console)
        #expect(book.caller(showing: new.text).name == "expired")
        let fourth = try await book.rotateToken(
            third.record.id, of: acme, overlap: .seconds(86_400), .console)
        #expect(
            try book.token(third.record.id, of: acme).expiresAt == third.record.expiresAt)
        #expect(book.caller(showing: fourth.text).name == "known")
    }

    @Test("are refused from the moment they are revoked, also where they were remembered")
    func revocation() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let made = try await accounts.token(.service)
        #expect(book.caller(showing: made.text).name == "known")
        let revoked = try await book.revokeToken(made.record.id, of: acme, .console)
        #expect(revoked.revokedAt == accounts.clock.now())
        #expect(book.caller(showing: made.text).name == "revoked")
        #expect(try await accounts.again().caller(showing: made.text).name == "revoked")
        await #expect(throws: AccountError(.impossible, "")) {
            _ = try await book.revokeToken(made.record.id, of: acme, .console)
        }
        await #expect(throws: AccountError(.notFound, "")) {
            _ = try await book.revokeToken("none", of: acme, .console)
        }
    }

    @Test("remember when they were used last, at most a minute behind, and through a restart")
    func lastUse() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let made = try await accounts.token(.service)
        func lastUse(_ book: AccountBook) throws -> Int? {
            try book.token(made.record.id, of: acme).lastUsedAt
        }
        #expect(try lastUse(book) == nil)
        let first = accounts.clock.now()
        _ = book.caller(showing: made.text)
        accounts.clock.advance(.seconds(59))
        _ = book.caller(showing: made.text)
        #expect(try lastUse(book) == first)
        let before = try await accounts.registry.records(of: ["token-use"]).count
        try await book.noteUses()
        try await book.noteUses()
        let uses = try await accounts.registry.records(of: ["token-use"])
        #expect(before == 0)
        #expect(uses.map(\.revision) == [1])
        accounts.clock.advance(.seconds(1))
        _ = book.caller(showing: made.text)
        #expect(try lastUse(book) == first + 60_000)
        #expect(try lastUse(try await accounts.again()) == first)
        await book.close()
        #expect(try lastUse(try await accounts.again()) == first + 60_000)
    }

    @Test("belong to a principal, and have its role at any moment")
    func roles() async throws {
        let accounts = try await TestAccounts()
        let book = accounts.book
        let one = try await book.issueToken(of: acme, principal: "ann", role: .viewer, .console)
        let two = try await book.issueToken(of: acme, principal: "ann", .console)
        #expect(two.record.role == .viewer)
        #expect(book.caller(showing: one.text).principal?.role == .viewer)
        let ann = try await book.assign(.manager, to: "ann", of: acme, expecting: 1, .console)
        #expect(ann.revision == 2)
        for text in [one.text, two.text] {
            #expect(book.caller(showing: text).principal?.role == .manager)
        }
        await #expect(throws: AccountError(.changed, "")) {
            _ = try await book.assign(.admin, to: "ann", of: acme, expecting: 1, .console)
        }
        await #expect(throws: AccountError(.impossible, "")) {
            _ = try await book.issueToken(of: acme, principal: "ann", role: .admin, .console)
        }
        await #expect(throws: AccountError(.notFound, "")) {
            _ = try await book.issueToken(of: acme, principal: "bob", .console)
        }
        try await book.removePrincipal("ann", of: acme, .console)
        for text in [one.text, two.text] { #expect(book.caller(showing: text).name == "unknown") }
        #expect(book.tokens(of: acme).items.isEmpty)
        #expect(try await accounts.again().caller(showing: one.text).name == "unknown")
    }

    @Test("are listed in pages that hold each of them once")
    func pages() async throws {
        let accounts = try await TestAccounts()
        var made: Set<String> = []
        for _ in 0..<23 { made.insert(try await accounts.token(.viewer).record.id) }
        var seen: [String] = []
        var after: String? = ""
        while let from = after {
            let page = accounts.book.tokens(of: acme, after: from, limit: 5)
            #expect(page.items.count <= 5)
            seen += page.items.map(\.id)
            after = page.next
        }
        #expect(seen == made.sorted())
        #expect(accounts.book.tokens(of: other).items.isEmpty)
    }

    @Test("are refused with the field and the limit where what is asked for cannot be")
    func fields() async throws {
        let accounts = try await TestAccounts()
        let long = String(repeating: "x", count: 201)
        func refusal(
            _ field: String, _ body: (AccountBook) async throws -> IssuedToken
        ) async {
            let error = await #expect(throws: AccountError(.invalidField, "")) {
                _ = try await body(accounts.book)
            }
            #expect(error?.field == field)
        }
        await refusal("label") {
            try await $0.issueToken(of: acme, role: .viewer, label: long, .console)
        }
        await refusal("label") {
            try await $0.issueToken(of: acme, role: .viewer, label: "a\nb", .console)
        }
        await refusal("lifetime") {
            try await $0.issueToken(of: acme, role: .viewer, lifetime: .zero, .console)
        }
        await refusal("principal") {
            try await $0.issueToken(of: acme, principal: "a b", role: .viewer, .console)
        }
        await refusal("role") { try await $0.issueToken(of: acme, role: .operator, .console) }
        await refusal("role") { try await $0.issueToken(of: .above, role: .admin, .console) }
        #expect(accounts.book.tokens(of: acme).items.isEmpty)
        #expect(accounts.book.principals(of: acme).items.isEmpty)
    }
}
