internal import Foundation
internal import Messages
internal import Storage

/// The kinds of record that are accounts, by their names in the registry.
enum AccountKind: String, CaseIterable {
    /// tenant: "", name: the tenant's. One with the name "*" marks the server's key.
    case tenant
    /// tenant: whose, name: its id.
    case principal
    /// tenant: whose, name: the token's id.
    case token
    /// tenant: whose, name: the token's id.
    case use = "token-use"
    /// tenant: "", name: ``CertificateName/text``, so that none can stand for two principals.
    case certificate

    func key(_ tenant: TenantID, _ name: String) -> RegistryKey {
        switch self {
        case .tenant, .certificate: RegistryKey(rawValue, name)
        case .principal, .token, .use: RegistryKey(rawValue, tenant: tenant.name, name)
        }
    }
}

// What records hold, as JSON. A key that is absent is nil.

struct TenantBody: Codable {
    var display: String
    var quota: Quota
    var retentionSeconds: Int?
    var purgeAt: Int?
    var isPurged: Bool?
}

struct PrincipalBody: Codable {
    var role: Role
    var label: String
}

struct TokenBody: Codable {
    var principal: String
    /// Hexadecimal; see ``ServerKey/hash(of:)``.
    var hash: String
    var label: String
    var expiresAt: Int?
    var revokedAt: Int?
}

struct UseBody: Codable {
    var at: Int
}

struct CertificateBody: Codable {
    var tenant: String
    var principal: String
    var label: String
}

extension Encodable {
    /// A record's body. Sorted, so that the same values are the same bytes.
    var recordBody: [UInt8] {
        get throws(AccountError) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            do {
                return [UInt8](try encoder.encode(self))
            } catch {
                throw AccountError(.unwritable, "a record could not be written: \(error)")
            }
        }
    }
}

extension JSONDecoder {
    func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decode(type, from: Data(bytes))
    }
}

extension Tenant {
    init(_ record: RegistryRecord) throws {
        let body = try JSONDecoder().decode(TenantBody.self, from: record.body)
        self.init(
            id: TenantID(record.key.name),
            settings: Settings(
                display: body.display, quota: body.quota,
                retention: body.retentionSeconds.map { .seconds($0) }),
            createdAt: record.createdAt, updatedAt: record.updatedAt, deletedAt: record.deletedAt,
            purgeAt: body.purgeAt, isPurged: body.isPurged ?? false, revision: record.revision)
    }

    var body: TenantBody {
        TenantBody(
            display: display, quota: quota,
            retentionSeconds: settings.retention.map { Int($0.components.seconds) },
            purgeAt: purgeAt, isPurged: isPurged ? true : nil)
    }
}

extension Principal {
    init(_ record: RegistryRecord) throws {
        let body = try JSONDecoder().decode(PrincipalBody.self, from: record.body)
        self.init(tenant: TenantID(record.key.tenant), id: record.key.name, role: body.role)
        label = body.label
        createdAt = record.createdAt
        revision = record.revision
    }
}
