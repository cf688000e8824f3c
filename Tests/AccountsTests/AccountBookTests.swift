import Foundation
import Messages
import Storage
import Testing

@testable import Accounts

@Suite("Who is calling")
struct CallerTests {
    @Test("is known by a token, again and again, also when the accounts are read anew")
    func knows() async throws {
        let accounts = try await TestAccounts()
        var tokens: [(TenantID, Role, String)] = []
        for tenant in [acme, other] {
            for role in Role.ofTenants {
                tokens.append((tenant, role, try await accounts.token(role, of: tenant).text))
            }
        }
        for book in [accounts.book, accounts.book, try await accounts.again()] {
            for (tenant, role, token) in tokens {
                let principal = book.caller(showing: token).principal
                #expect(principal?.tenant == tenant)
                #expect(principal?.role == role)
            }
            #expect(book.tenants == [acme, other])
        }
    }

    @Test("is nobody by a token that is changed, cut, strange or long")
    func wrong() async throws {
        let accounts = try await TestAccounts()
        let good = try await accounts.token(.admin).text
        let last = try #require(good.last)
        let changed = String(good.dropLast()) + (last == "A" ? "B" : "A")
        let parts = good.split(separator: "_")
        let wrong: [String] = [
            changed, String(good.dropLast()), good + "x", "", "srl__", "srl_\(parts[1])_",
            "srl_nobody_\(parts[2])", "xxx_\(parts[1])_\(parts[2])", "a b",
            String(repeating: "x", count: 1_000_000),
        ]
        for token in wrong {
            #expect(accounts.book.caller(showing: token).name == "unknown", "\(token.prefix(80))")
        }
        // The same token of another server.
        let elsewhere = try await TestAccounts()
        #expect(elsewhere.book.caller(showing: good).name == "unknown")
    }

    @Test("cannot be learned from the files, which are for their owner alone")
    func noSecrets() async throws {
        let folder = try Folder()
        let made = try await DataDirectory.write(accountsOf: ["acme"], to: folder.files)
        var kept = Data()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let path = folder.path + "/" + name
            kept.append(try Data(contentsOf: URL(fileURLWithPath: path)))
            let expected = name == "accounts.key" ? 0o400 : 0o600
            #expect(try mode(of: path) == expected, "\(name)")
        }
        #expect(kept.count > 1_000)
        for token in made.values.flatMap(\.values) {
            let secret = try #require(token.split(separator: "_").last)
            #expect(kept.range(of: Data(secret.utf8)) == nil)
        }
    }
}
