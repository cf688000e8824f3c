internal import Foundation
package import Messages
internal import Synchronization
internal import Wire

/// The tenants and tokens that a daemon knows.
///
/// The file is JSON and holds no secret that can be used:
/// ```
/// {"version": 1, "tokens": [
///   {"id": "…", "tenant": "demo", "role": "service", "salt": "hex", "hash": "hex"}]}
/// ```
package final class AccountBook: Sendable {
    struct File: Codable {
        var version: Int
        var tokens: [Entry]
    }

    struct Entry: Codable {
        var id: String
        var tenant: String
        var role: Role
        var salt: String
        var hash: String
    }

    private struct Account {
        let principal: Principal
        let salt, hash: [UInt8]
    }

    private let accounts: [String: Account]
    /// Tokens found right, so that a busy caller's is not hashed for each of its calls.
    private let remembered = Mutex<[String: Principal]>([:])

    /// Reads the file; a mistake in it is told with the entry it is in.
    package convenience init(contentsOf path: String) throws(AccountError) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw AccountError(
                .unreadable,
                "\(path): the tokens file is not there or not readable; "
                    + "`salesrl init` makes one")
        }
        guard bytes.count <= AccountLimits.fileBytes else {
            throw AccountError(
                .malformed,
                "\(path): \(bytes.count) bytes of tokens; at most "
                    + "\(AccountLimits.fileBytes) are read")
        }
        do {
            try self.init(JSONDecoder().decode(File.self, from: bytes), named: path)
        } catch let error as AccountError {
            throw error
        } catch {
            throw AccountError(.malformed, "\(path): not a tokens file: \(error)")
        }
    }

    init(_ file: File, named path: String) throws(AccountError) {
        guard file.version == 1 else {
            throw AccountError(
                .malformed, "\(path): version \(file.version) where this program reads 1")
        }
        guard file.tokens.count <= AccountLimits.tokens else {
            throw AccountError(
                .malformed,
                "\(path): \(file.tokens.count) tokens; at most "
                    + "\(AccountLimits.tokens) are kept")
        }
        var accounts: [String: Account] = [:]
        for (index, entry) in file.tokens.enumerated() {
            guard let salt = Hex.bytes(entry.salt), salt.count >= 16,
                let hash = Hex.bytes(entry.hash), hash.count == Digest.count, !entry.tenant.isEmpty
            else {
                throw AccountError(
                    .malformed,
                    "\(path): tokens[\(index)] (\(entry.id)) lacks a tenant, a salt "
                        + "of 16 bytes or a hash of 32 bytes in hexadecimal")
            }
            let principal = Principal(
                tenant: TenantID(entry.tenant), role: entry.role, tokenID: entry.id)
            let account = Account(principal: principal, salt: salt, hash: hash)
            guard accounts.updateValue(account, forKey: entry.id) == nil else {
                throw AccountError(.malformed, "\(path): two tokens have the id \(entry.id)")
            }
        }
        self.accounts = accounts
    }

    package var tenants: Set<TenantID> { Set(accounts.values.map(\.principal.tenant)) }

    /// Who shows this token; nil where nobody does.
    package func principal(showing text: String) -> Principal? {
        guard text.utf8.count <= AccountLimits.tokenBytes else { return nil }
        if let known = remembered.withLock({ $0[text] }) { return known }
        guard let token = Token(text) else { return nil }
        // An unknown id takes as long as a wrong secret.
        let account = accounts[token.id]
        let hash = token.hash(salt: account?.salt ?? [UInt8](repeating: 0, count: 16))
        guard let account, Digest.equal(hash, account.hash) else { return nil }
        remembered.withLock { remembered in
            if remembered.count >= AccountLimits.remembered { remembered = [:] }
            remembered[text] = account.principal
        }
        return account.principal
    }
}

extension AccountBook.Entry {
    /// What is kept of a new token.
    init(_ token: Token, tenant: String, role: Role) {
        let salt = Token.salt()
        self.init(
            id: token.id, tenant: tenant, role: role, salt: Hex.text(salt),
            hash: Hex.text(token.hash(salt: salt)))
    }
}
