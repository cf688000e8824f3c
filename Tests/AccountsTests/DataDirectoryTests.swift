import Foundation
import Messages
import Testing

@testable import Accounts

@Suite("The data directory")
struct DataDirectoryTests {
    @Test("holds all that a daemon and a client need, and is never overwritten")
    func create() async throws {
        let path = NSTemporaryDirectory() + "data-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let made = try await DataDirectory.create(at: path, tenant: "acme", port: 7001)
        #expect(Set(made.tokens.keys) == Set(Role.allCases))
        for name in [
            "salesrld.yaml", "accounts.db", "accounts.key", "client.json", "tls/ca.pem",
            "tls/server.pem", "tls/server.key",
        ] {
            #expect(FileManager.default.fileExists(atPath: "\(path)/\(name)"), "\(name)")
        }
        let configuration = try String(contentsOfFile: path + "/salesrld.yaml", encoding: .utf8)
        #expect(configuration.contains("port: 7001"))
        #expect(try mode(of: path + "/tls/server.key") == 0o600)
        #expect(try mode(of: path + "/accounts.key") == 0o400)
        await #expect(throws: AccountError(.exists, "")) {
            _ = try await DataDirectory.create(at: path)
        }
        let book = try await DataDirectory.accounts(in: path).open()
        for (role, token) in made.tokens {
            let principal = book.caller(showing: token).principal
            #expect(principal?.role == role)
            #expect(principal?.tenant == (role == .operator ? .above : acme))
        }
        await book.close()
    }

    @Test("refuses a tenant without a name that can be written, and makes nothing")
    func tenantName() async throws {
        for name in ["", "a b", "*", "-x", "\u{7}", "ä", String(repeating: "x", count: 65)] {
            let path = NSTemporaryDirectory() + "data-\(UUID().uuidString)"
            let error = await #expect(throws: AccountError(.invalidField, "")) {
                _ = try await DataDirectory.create(at: path, tenant: name)
            }
            #expect(error?.field == "tenant")
            #expect(error?.reason.contains("64") == true)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("says what is wrong with a key or an accounts file, and where")
    func refusals() async throws {
        let folder = try Folder()
        _ = try await DataDirectory.write(accountsOf: ["acme"], to: folder.files)
        func refusal(_ files: AccountFiles, _ code: AccountError.Code, _ words: String) async {
            let error = await #expect(throws: AccountError(code, "")) { _ = try await files.open() }
            #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
        }
        let nowhere = AccountFiles(file: folder.path + "/none.db", key: folder.files.key)
        await refusal(nowhere, .unreadable, "none.db")
        let keyless = AccountFiles(file: folder.files.file, key: folder.path + "/none.key")
        await refusal(keyless, .unreadable, "none.key")
        let wrong = folder.path + "/wrong.key"
        try DataDirectory.write(Data(ServerKey.make().text.utf8), to: wrong, mode: 0o644)
        let others = AccountFiles(file: folder.files.file, key: wrong)
        await refusal(others, .malformed, "mode 644")
        chmod(wrong, 0o600)
        // It is the anchor's seal that shows it first.
        await refusal(others, .malformed, "not written by this server")
        try FileManager.default.removeItem(atPath: folder.files.file + ".head")
        await refusal(others, .malformed, "not the one that they were made under")
        try Data("00".utf8).write(to: URL(fileURLWithPath: wrong))
        await refusal(others, .malformed, "32 bytes")
        let book = try await folder.files.open()
        await refusal(folder.files, .inUse, "another process")
        await book.close()
    }
}
