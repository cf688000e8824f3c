import Foundation
import Messages
import Testing

@testable import Accounts

@Suite("The account book")
struct AccountBookTests {
    private func book(_ tenants: [String] = ["demo"]) throws -> (
        AccountBook, [String: [Role: String]], path: String
    ) {
        let path = NSTemporaryDirectory() + "tokens-\(UUID().uuidString).json"
        let tokens = try DataDirectory.write(tokensFor: tenants, to: path)
        return (try AccountBook(contentsOf: path), tokens, path)
    }

    @Test("knows who shows a token, again and again")
    func knows() throws {
        let (book, tokens, _) = try book(["demo", "other"])
        for _ in 0..<2 {
            for (tenant, roles) in tokens {
                for (role, token) in roles {
                    let principal = book.principal(showing: token)
                    #expect(principal?.tenant == TenantID(tenant))
                    #expect(principal?.role == role)
                }
            }
        }
        #expect(book.tenants == [TenantID("demo"), TenantID("other")])
    }

    @Test("knows nobody by a token that is changed, cut, strange or long")
    func wrong() throws {
        let (book, tokens, _) = try book()
        let good = try #require(tokens["demo"]?[.admin])
        let last = try #require(good.last)
        let changed = String(good.dropLast()) + (last == "A" ? "B" : "A")
        let parts = good.split(separator: "_")
        let wrong: [String] = [
            changed, String(good.dropLast()), good + "x", "", "srl__", "srl_\(parts[1])_",
            "srl_nobody_\(parts[2])", "xxx_\(parts[1])_\(parts[2])", "a b",
            String(repeating: "x", count: 1_000_000),
        ]
        for token in wrong { #expect(book.principal(showing: token) == nil, "\(token)") }
    }

    @Test("holds no token, and its file is for its owner alone")
    func noSecrets() throws {
        let (_, tokens, path) = try book()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for token in tokens["demo", default: [:]].values {
            let secret = try #require(token.split(separator: "_").last)
            #expect(!text.contains(secret))
        }
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
    }

    @Test("refuses a file that is absent, no JSON, of another version, or damaged, and names it")
    func refusals() throws {
        #expect(throws: AccountError(.unreadable, "")) {
            try AccountBook(contentsOf: "/nonexistent/tokens.json")
        }
        let good = AccountBook.Entry(Token.make(), tenant: "demo", role: .viewer)
        var shortSalt = good
        shortSalt.salt = "00"
        var noHash = good
        noHash.hash = "xyz"
        let files = [
            AccountBook.File(version: 2, tokens: []),
            AccountBook.File(version: 1, tokens: [noHash]),
            AccountBook.File(version: 1, tokens: [good, good]),
            AccountBook.File(version: 1, tokens: [shortSalt]),
        ]
        for file in files {
            let error = #expect(throws: AccountError(.malformed, "")) {
                try AccountBook(file, named: "tokens.json")
            }
            #expect(error?.reason.contains("tokens.json") == true)
        }
    }
}

@Suite("Permissions")
struct PermissionTests {
    @Test("has a rule for every method of the contract")
    func everyMethod() {
        var count = 0
        for service in Descriptors.ours.services where !service.name.hasPrefix("grpc.testing.") {
            for method in service.methods {
                let path = "\(service.name)/\(method.name)"
                #expect(Permissions.table[path] != nil, "no rule for \(path)")
                count += 1
            }
        }
        #expect(count > 10)
    }

    @Test("lets nobody in without a token but those who ask whether the server is well")
    func anonymous() {
        let open = Permissions.table.filter { $0.value == .everyone }.keys.sorted()
        #expect(
            open == [
                "grpc.health.v1.Health/Check", "grpc.health.v1.Health/List",
                "grpc.health.v1.Health/Watch",
            ])
        for role in Role.allCases {
            for version in ["v1", "v1alpha"] {
                let path = "grpc.reflection.\(version).ServerReflection/ServerReflectionInfo"
                #expect(Permissions.allows(role, path))
            }
        }
    }

    @Test("denies what it does not know")
    func denies() {
        for role in Role.allCases {
            #expect(!Permissions.allows(role, "salesrl.v1.Scoring/NoSuchMethod"))
            #expect(!Permissions.allows(role, "salesrl.v1.ConnectorHost/Deliver"))
        }
    }

    @Test("lets each role do what it is for, and no more")
    func roles() {
        let may: [Role: [String]] = [
            .viewer: ["Watch", "GetConversation"],
            .service: [
                "ScoreConversation", "Observe", "Live", "Watch", "Close", "GetConversation",
            ],
            .connector: ["Observe", "Live", "Close"],
            .manager: ["ScoreConversation", "Watch", "GetConversation"],
            .admin: ["ScoreConversation", "Observe", "Live", "Watch", "Close", "GetConversation"],
            .auditor: ["Watch", "GetConversation"],
        ]
        for role in Role.allCases {
            for (path, _) in Permissions.table where path.hasPrefix("salesrl.v1.Scoring/") {
                let method = String(path.dropFirst("salesrl.v1.Scoring/".count))
                #expect(
                    Permissions.allows(role, path) == (may[role]?.contains(method) ?? false),
                    "\(role) \(method)")
            }
        }
    }
}

@Suite("The data directory")
struct DataDirectoryTests {
    @Test("holds all that a daemon and a client need, and is never overwritten")
    func create() throws {
        let path = NSTemporaryDirectory() + "data-\(UUID().uuidString)"
        let made = try DataDirectory.create(at: path, tenant: "acme", port: 7001)
        #expect(made.tokens.count == Role.allCases.count)
        for name in [
            "salesrld.yaml", "tokens.json", "client.json", "tls/ca.pem", "tls/server.pem",
            "tls/server.key",
        ] {
            #expect(FileManager.default.fileExists(atPath: "\(path)/\(name)"), "\(name)")
        }
        let configuration = try String(contentsOfFile: path + "/salesrld.yaml", encoding: .utf8)
        #expect(configuration.contains("port: 7001"))
        let key = try FileManager.default.attributesOfItem(atPath: path + "/tls/server.key")
        #expect((key[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(throws: AccountError(.exists, "")) { try DataDirectory.create(at: path) }
        let book = try AccountBook(contentsOf: path + "/tokens.json")
        let token = try #require(made.tokens[.service])
        #expect(book.principal(showing: token)?.tenant == TenantID("acme"))
    }

    @Test("refuses a tenant without a name that can be written")
    func tenantName() {
        for name in ["", "a b", "\u{7}", String(repeating: "x", count: 65)] {
            #expect(throws: AccountError(.malformed, "")) {
                try DataDirectory.write(tokensFor: [name], to: "/nonexistent/tokens.json")
            }
        }
    }
}
