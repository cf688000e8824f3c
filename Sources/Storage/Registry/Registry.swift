/// Keeps the records of the control plane (tenants, tokens, settings) and the log of who changed
/// them. Every registry keeps the same promises:
///
/// 1. Changes and their audit notes that are applied together are kept together, or not at all, and
///    what ``apply(_:noting:)`` returned is kept.
/// 2. A change that expects a revision is refused when the record has another one.
/// 3. Audit entries are numbered from 1 without a gap, each bound to the one before it by its hash,
///    and are never changed or removed.
package protocol Registry: Sendable {
    /// Every record of these kinds, those that are marked as deleted too, by their keys.
    func records(of kinds: Set<String>) async throws(StorageError) -> [RegistryRecord]

    /// Makes the changes in order and writes the notes after them. Gives what became of each
    /// change's record; nil where it was removed. Throws ``StorageError/Code/taken``,
    /// ``StorageError/Code/missing`` or ``StorageError/Code/changed``, having changed nothing.
    @discardableResult
    func apply(
        _ changes: [RegistryChange], noting notes: [AuditNote]
    ) async throws(StorageError) -> [RegistryRecord?]

    /// Entries of the audit log, the oldest first.
    func audit(_ query: AuditQuery) async throws(StorageError) -> [AuditEntry]

    /// The newest audit entry's number and hash.
    func auditHead() async throws(StorageError) -> AuditHead

    /// Serves what is under way, then lets go of what it holds. Nothing may be asked afterwards.
    func close() async
}

/// What a record is found by.
package struct RegistryKey: Sendable, Hashable, Comparable {
    /// What it is: "tenant", "token".
    package let kind: String
    /// Whose it is; empty for what belongs to no tenant.
    package let tenant: String
    /// Unique among the tenant's records of this kind.
    package let name: String

    package init(_ kind: String, tenant: String = "", _ name: String) {
        self.kind = kind
        self.tenant = tenant
        self.name = name
    }

    package static func < (left: RegistryKey, right: RegistryKey) -> Bool {
        (left.kind, left.tenant, left.name) < (right.kind, right.tenant, right.name)
    }
}

/// One thing that the control plane knows. Times are milliseconds since 1970-01-01 UTC.
package struct RegistryRecord: Sendable, Equatable {
    package let key: RegistryKey
    /// 1 for a new record, one more with each change.
    package var revision: Int
    /// As its kind writes it.
    package var body: [UInt8]
    package let createdAt: Int
    package var updatedAt: Int
    /// When it was marked as deleted; it is kept all the same.
    package var deletedAt: Int?

    package init(
        key: RegistryKey, revision: Int, body: [UInt8], createdAt: Int, updatedAt: Int,
        deletedAt: Int? = nil
    ) {
        self.key = key
        self.revision = revision
        self.body = body
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.deletedAt = deletedAt
    }
}

/// What is to become of one record.
package enum RegistryChange: Sendable, Equatable {
    /// Makes one; refused where there is one, deleted or not.
    case create(RegistryKey, body: [UInt8])
    /// Changes one whose revision is the expected one, and its mark of deletion with it.
    case update(RegistryKey, body: [UInt8], deletedAt: Int? = nil, expecting: Int)
    /// Makes or changes one, whatever its revision.
    case put(RegistryKey, body: [UInt8])
    /// Takes one away, whatever its revision; nothing happens where there is none.
    case remove(RegistryKey)

    package var key: RegistryKey {
        switch self {
        case .create(let key, _), .update(let key, _, _, _), .put(let key, _), .remove(let key):
            key
        }
    }

    /// What this change makes of what is there: the one place that knows the rules.
    package func result(
        on known: RegistryRecord?, at now: Int
    ) throws(StorageError) -> RegistryRecord? {
        switch self {
        case .create(let key, let body):
            guard known == nil else {
                throw StorageError(.taken, "there is a \(key.kind) \(key.name) already")
            }
            return RegistryRecord(
                key: key, revision: 1, body: body, createdAt: now, updatedAt: now)
        case .update(let key, let body, let deletedAt, let revision):
            guard var record = known else {
                throw StorageError(.missing, "there is no \(key.kind) \(key.name)")
            }
            guard record.revision == revision else {
                throw StorageError(
                    .changed,
                    "\(key.kind) \(key.name) has revision \(record.revision), not \(revision)")
            }
            record.revision += 1
            record.body = body
            record.deletedAt = deletedAt
            record.updatedAt = now
            return record
        case .put(let key, let body):
            return RegistryRecord(
                key: key, revision: (known?.revision ?? 0) + 1, body: body,
                createdAt: known?.createdAt ?? now, updatedAt: now)
        case .remove: return nil
        }
    }
}

/// What a registry takes. Every bound is checked before anything is written.
package enum RegistryLimits {
    /// Bytes of one record's body.
    package static let bodyBytes = 256 << 10
    /// Bytes of one of an audit note's texts; what is longer is cut.
    package static let noteBytes = 2 << 10
    /// Audit entries that one query gives.
    package static let page = 1_000
}

extension RegistryChange {
    /// Refuses what is too long to be kept.
    func check() throws(StorageError) {
        switch self {
        case .create(let key, let body), .update(let key, let body, _, _), .put(let key, let body):
            guard body.count <= RegistryLimits.bodyBytes else {
                throw StorageError(
                    .full,
                    "\(key.kind) \(key.name) has \(body.count) bytes; at most "
                        + "\(RegistryLimits.bodyBytes) are kept")
            }
        case .remove: break
        }
    }
}
