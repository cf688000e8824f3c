internal import Foundation
internal import Messages
internal import Wire

/// The directory in which a daemon can run at once:
/// ```
/// DIR/salesrld.yaml          the daemon's configuration, every key explained
/// DIR/accounts.db            tenants, principals, hashes of their tokens, the audit log
/// DIR/accounts.key           the key that the hashes need
/// DIR/client.json            for `salesrl`: address, authority, an admin's and an operator's token
/// DIR/tls/ca.pem  ca.key     a development certificate authority
/// DIR/tls/server.pem  server.key
/// DIR/connectors/            what connectors keep
/// ```
/// Files with secrets can be read by their owner alone.
package struct DataDirectory: Sendable {
    package let path: String
    /// The tokens that were made, by role; shown once, kept nowhere but in client.json.
    package let tokens: [Role: String]

    package static let configurationName = "salesrld.yaml"
    package static let accountsName = "accounts.db"
    package static let keyName = "accounts.key"
    package static let clientName = "client.json"

    private struct Client: Codable {
        let address, ca, token, operatorToken: String
    }

    package static func accounts(in path: String) -> AccountFiles {
        AccountFiles(file: "\(path)/\(accountsName)", key: "\(path)/\(keyName)")
    }

    /// Makes the directory and all that belongs in it. Refuses where there is one of its files
    /// already: nothing is overwritten.
    package static func create(
        at path: String, tenant: String = "demo", port: Int = 7443
    ) async throws(AccountError) -> DataDirectory {
        try TenantID(tenant).check()
        for name in [
            configurationName, accountsName, keyName, clientName, "tls/ca.pem", "tls/server.pem",
        ]
        where FileManager.default.fileExists(atPath: path + "/" + name) {
            throw AccountError(
                .exists,
                "\(path)/\(name) exists already; nothing was changed. Choose another "
                    + "directory, or remove that one")
        }
        for folder in ["", "/tls", "/connectors"] { try makeFolder(path + folder) }
        try writeCertificates(to: path + "/tls")
        let made = try await write(accountsOf: [tenant], to: accounts(in: path))
        var tokens = made[tenant] ?? [:]
        tokens.merge(made[TenantID.above.name] ?? [:]) { $1 }
        try write(
            Client(
                address: "127.0.0.1:\(port)", ca: "tls/ca.pem", token: tokens[.admin] ?? "",
                operatorToken: tokens[.operator] ?? ""),
            to: path + "/" + clientName)
        let configuration = ExampleConfiguration.text(port: port)
        try write(Data(configuration.utf8), to: path + "/" + configurationName, mode: 0o644)
        return DataDirectory(path: path, tokens: tokens)
    }

    /// Makes accounts with a principal and a token for every role of every tenant, and an operator
    /// above them. Gives the tokens by tenant and role; the operator's under "*".
    package static func write(
        accountsOf tenants: [String], to files: AccountFiles
    ) async throws(AccountError) -> [String: [Role: String]] {
        let book = try await files.create()
        do throws(AccountError) {
            var made: [String: [Role: String]] = [:]
            for tenant in tenants {
                _ = try await book.createTenant(TenantID(tenant), Tenant.Settings(), .console)
            }
            let places = tenants.map { (TenantID($0), Role.ofTenants) } + [(.above, [.operator])]
            for (tenant, roles) in places {
                for role in roles {
                    let token = try await book.issueToken(
                        of: tenant, principal: role.rawValue, role: role, label: "of salesrl init",
                        .console)
                    made[tenant.name, default: [:]][role] = token.text
                }
            }
            await book.close()
            return made
        } catch {
            await book.close()
            throw error
        }
    }

    private static func writeCertificates(to folder: String) throws(AccountError) {
        do {
            let issuer = try Issuer.authority(named: "SalesRL development")
            for (name, issued) in [("ca", issuer.authority), ("server", try issuer.server())] {
                let certificate = Data(issued.certificatePEM.utf8)
                try write(certificate, to: "\(folder)/\(name).pem", mode: 0o644)
                try write(Data(issued.keyPEM.utf8), to: "\(folder)/\(name).key", mode: 0o600)
            }
        } catch let error as AccountError {
            throw error
        } catch {
            throw AccountError(.unwritable, "certificates could not be made: \(error)")
        }
    }

    private static func makeFolder(_ path: String) throws(AccountError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw AccountError(.unwritable, "\(path) could not be made: \(error)")
        }
    }

    private static func write(_ value: some Encodable, to path: String) throws(AccountError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try write(encoder.encode(value), to: path, mode: 0o600)
        } catch let error as AccountError {
            throw error
        } catch {
            throw AccountError(.unwritable, "\(path) could not be written: \(error)")
        }
    }

    static func write(_ data: Data, to path: String, mode: Int) throws(AccountError) {
        // The mode is set as the file is made: at no moment can others read a secret.
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: attributes),
            let file = FileHandle(forWritingAtPath: path)
        else { throw AccountError(.unwritable, "\(path) could not be made") }
        do {
            try file.write(contentsOf: data)
            try file.close()
        } catch {
            throw AccountError(.unwritable, "\(path) could not be written: \(error)")
        }
    }
}
