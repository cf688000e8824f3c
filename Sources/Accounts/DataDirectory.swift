internal import Foundation
internal import Wire

/// The directory in which a daemon can run at once:
/// ```
/// DIR/salesrld.yaml          the daemon's configuration, every key explained
/// DIR/tokens.json            tenants, roles and hashes of their tokens
/// DIR/client.json            for `salesrl`: address, authority and the admin's token
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
    package static let tokensName = "tokens.json"
    package static let clientName = "client.json"

    private struct Client: Codable {
        let address, ca, token: String
    }

    /// Makes the directory and all that belongs in it. Refuses where there is a configuration or a
    /// tokens file already: nothing is overwritten.
    package static func create(
        at path: String, tenant: String = "demo", port: Int = 7443
    ) throws(AccountError) -> DataDirectory {
        for name in [configurationName, tokensName, clientName, "tls/ca.pem", "tls/server.pem"]
        where FileManager.default.fileExists(atPath: path + "/" + name) {
            throw AccountError(
                .exists,
                "\(path)/\(name) exists already; nothing was changed. Choose another "
                    + "directory, or remove that one")
        }
        for folder in ["", "/tls", "/connectors"] { try makeFolder(path + folder) }
        try writeCertificates(to: path + "/tls")
        let tokens = try write(tokensFor: [tenant], to: path + "/" + tokensName)
        let own = tokens[tenant] ?? [:]
        try write(
            Client(address: "127.0.0.1:\(port)", ca: "tls/ca.pem", token: own[.admin] ?? ""),
            to: path + "/" + clientName)
        let configuration = ExampleConfiguration.text(port: port)
        try write(Data(configuration.utf8), to: path + "/" + configurationName, mode: 0o644)
        return DataDirectory(path: path, tokens: own)
    }

    /// Makes a token for every role of every tenant and keeps their hashes at `path`.
    package static func write(
        tokensFor tenants: [String], to path: String
    ) throws(AccountError) -> [String: [Role: String]] {
        var entries: [AccountBook.Entry] = []
        var made: [String: [Role: String]] = [:]
        for tenant in tenants {
            guard !tenant.isEmpty, tenant.utf8.count <= 64,
                tenant.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
            else {
                throw AccountError(
                    .malformed,
                    "the tenant's name \"\(tenant)\" is not 1 to 64 visible ASCII "
                        + "characters")
            }
            for role in Role.allCases {
                let token = Token.make()
                entries.append(AccountBook.Entry(token, tenant: tenant, role: role))
                made[tenant, default: [:]][role] = token.text
            }
        }
        try write(AccountBook.File(version: 1, tokens: entries), to: path)
        return made
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

    private static func write(_ data: Data, to path: String, mode: Int) throws(AccountError) {
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
