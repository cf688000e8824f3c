internal import Foundation
internal import Messages
internal import Storage
internal import Synchronization

/// Everything that the accounts know at one moment. A change makes another one; nobody who reads
/// one waits for a disk.
struct AccountSnapshot: Sendable {
    struct StoredToken: Sendable {
        let id: String
        let tenant: TenantID
        let body: TokenBody
        let hash: [UInt8]
        let createdAt: Int
        let revision: Int
        let use: TokenUse
    }

    struct StoredCertificate: Sendable {
        let name: CertificateName
        let body: CertificateBody
        let createdAt: Int
        let revision: Int
        var tenant: TenantID { TenantID(body.tenant) }
    }

    /// As the registry has them: for the revision that a change expects.
    private(set) var records: [RegistryKey: RegistryRecord] = [:]
    private(set) var tenants: [TenantID: Tenant] = [:]
    private(set) var principals: [TenantID: [String: Principal]] = [:]
    private(set) var tokens: [TenantID: [String: StoredToken]] = [:]
    private(set) var certificates: [TenantID: [String: StoredCertificate]] = [:]
    private var tenantOfToken: [String: TenantID] = [:]
    private var tenantOfCertificate: [String: TenantID] = [:]

    /// Takes over what became of a record; nil where it was removed. News that is older than what
    /// is known changes nothing.
    mutating func take(_ record: RegistryRecord?, for key: RegistryKey) throws(AccountError) {
        if let record, let known = records[key], known.revision > record.revision { return }
        records[key] = record
        do {
            switch AccountKind(rawValue: key.kind) {
            case .tenant: tenants[TenantID(key.name)] = try record.map(Tenant.init)
            case .principal:
                principals[TenantID(key.tenant), default: [:]][key.name] =
                    try record.map(Principal.init)
            case .token: try takeToken(record, key)
            case .certificate: try takeCertificate(record, key)
            case .use:
                guard let record, let token = token(key.name) else { return }
                token.use.note(try JSONDecoder().decode(UseBody.self, from: record.body))
            case nil: break
            }
        } catch {
            throw AccountError(
                .malformed, "the record of \(key.kind) \(key.name) cannot be read: \(error)")
        }
    }

    private mutating func takeToken(_ record: RegistryRecord?, _ key: RegistryKey) throws {
        let tenant = TenantID(key.tenant)
        let known = tokens[tenant]?[key.name]
        tokens[tenant, default: [:]][key.name] = try record.map { record in
            let body = try JSONDecoder().decode(TokenBody.self, from: record.body)
            return StoredToken(
                id: key.name, tenant: tenant, body: body, hash: Hex.bytes(body.hash) ?? [],
                createdAt: record.createdAt, revision: record.revision,
                use: known?.use ?? TokenUse())
        }
        tenantOfToken[key.name] = record == nil ? nil : tenant
    }

    private mutating func takeCertificate(_ record: RegistryRecord?, _ key: RegistryKey) throws {
        if let tenant = tenantOfCertificate[key.name] {
            certificates[tenant]?[key.name] = nil
            tenantOfCertificate[key.name] = nil
        }
        guard let record else { return }
        let body = try JSONDecoder().decode(CertificateBody.self, from: record.body)
        let tenant = TenantID(body.tenant)
        certificates[tenant, default: [:]][key.name] = StoredCertificate(
            name: try CertificateName(key.name), body: body, createdAt: record.createdAt,
            revision: record.revision)
        tenantOfCertificate[key.name] = tenant
    }

    // MARK: Finding

    func token(_ id: String) -> StoredToken? {
        tenantOfToken[id].flatMap { tokens[$0]?[id] }
    }

    func certificate(_ name: CertificateName) -> StoredCertificate? {
        tenantOfCertificate[name.text].flatMap { certificates[$0]?[name.text] }
    }

    func principal(_ id: String, of tenant: TenantID) -> Principal? { principals[tenant]?[id] }

    /// A tenant whose principals may call: there, and not deleted. Operators need none.
    func isLive(_ tenant: TenantID) -> Bool {
        tenant == .above || tenants[tenant].map { !$0.isDeleted } ?? false
    }

    func record(of token: StoredToken) -> TokenRecord {
        TokenRecord(
            id: token.id, tenant: token.tenant, principal: token.body.principal,
            role: principal(token.body.principal, of: token.tenant)?.role ?? .viewer,
            label: token.body.label, createdAt: token.createdAt, expiresAt: token.body.expiresAt,
            lastUsedAt: token.use.lastUsedAt, revokedAt: token.body.revokedAt,
            revision: token.revision)
    }

    func binding(of one: StoredCertificate) -> CertificateBinding {
        CertificateBinding(
            name: one.name, tenant: one.tenant, principal: one.body.principal,
            role: principal(one.body.principal, of: one.tenant)?.role ?? .viewer,
            label: one.body.label, createdAt: one.createdAt, revision: one.revision)
    }
}

/// When a token was used last. One object for as long as the token is known, shared by snapshots.
final class TokenUse: Sendable {
    private let last = Atomic<Int>(0)

    /// Nil: never.
    var lastUsedAt: Int? {
        let value = last.load(ordering: .relaxed)
        return value > 0 ? value : nil
    }

    /// Returns true once a minute at most: then the use is worth writing down.
    func isNews(at now: Int) -> Bool {
        let known = last.load(ordering: .relaxed)
        guard now - known >= AccountLimits.useMilliseconds else { return false }
        return last.compareExchange(expected: known, desired: now, ordering: .relaxed).exchanged
    }

    func note(_ use: UseBody) { last.max(use.at, ordering: .relaxed) }
}
