internal import Foundation
package import Messages
package import Storage
internal import Synchronization

/// Who may come in: tenants, their principals, and what those show.
///
/// Whoever asks who is calling reads a snapshot in memory. A change goes to the registry first,
/// with its audit entry in the same transaction, and is in the snapshot when it returns: the next
/// call is judged by it.
package final class AccountBook: Sendable {
    /// What became of something that was shown.
    package enum Verdict: Sendable {
        case known(Caller)
        case unknown
        /// It was good once; only who has the whole of it learns so.
        case expired, revoked
        /// Its tenant has been deleted.
        case closed
    }

    private struct Current {
        var snapshot = AccountSnapshot()
        /// One more with each snapshot.
        var generation = 0
        /// What was found right in this generation, by token or certificate.
        var remembered: [String: Remembered] = [:]
    }

    /// Holds for as long as its generation does, but for the end of a token.
    private struct Remembered {
        let verdict: Verdict
        let token: AccountSnapshot.StoredToken?
    }

    package let registry: any Registry
    let key: ServerKey
    let now: @Sendable () -> Int
    private let current = Mutex(Current())
    /// Tokens whose last use is not written down yet.
    private let used = Mutex<Set<RegistryKey>>([])

    /// Reads everything. A registry that is empty takes this key as its own; one that was made
    /// under another key is refused.
    /// - Parameter now: milliseconds since 1970-01-01 UTC.
    package init(
        registry: any Registry, key: ServerKey,
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    ) async throws(AccountError) {
        self.registry = registry
        self.key = key
        self.now = now
        try await checkKey()
        // Uses come last: they belong to tokens.
        for kinds: Set<AccountKind> in [[.tenant, .principal, .token, .certificate], [.use]] {
            let names = Set(kinds.map(\.rawValue))
            let records = try await Self.attempt { () async throws(StorageError) in
                try await registry.records(of: names)
            }
            try current.withLock { current throws(AccountError) in
                for record in records { try current.snapshot.take(record, for: record.key) }
            }
        }
    }

    private func checkKey() async throws(AccountError) {
        let place = RegistryKey("server", "key")
        let (registry, check) = (registry, key.check)
        let known = try await Self.attempt { () async throws(StorageError) in
            let found = try await registry.records(of: ["server"]).first { $0.key == place }
            if found == nil {
                try await registry.apply([.create(place, body: check)], noting: [])
            }
            return found
        }
        guard known.map({ $0.body == check }) ?? true else {
            throw AccountError(
                .malformed,
                "the key of the accounts is not the one that they were made under; restore the "
                    + "file that belongs to this accounts.file")
        }
    }

    static func attempt<Value>(
        _ body: () async throws(StorageError) -> Value
    ) async throws(AccountError) -> Value {
        do {
            return try await body()
        } catch {
            throw AccountError(error)
        }
    }

    /// Writes down what is only in memory yet, and lets go of the file.
    package func close() async {
        try? await noteUses()
        await registry.close()
    }

    // MARK: Who is calling

    /// Who shows this token.
    package func caller(showing text: String) -> Verdict {
        guard text.utf8.count <= AccountLimits.tokenBytes else { return .unknown }
        if let known = remembered(text) { return verdict(known) }
        guard let token = Token(text) else { return .unknown }
        let (snapshot, generation) = current.withLock { ($0.snapshot, $0.generation) }
        // An unknown id takes as long as a wrong secret.
        let hash = key.hash(of: token)
        let stored = snapshot.token(token.id)
        guard Secrets.areEqual(hash, stored?.hash ?? Secrets.nothing), let stored,
            let principal = snapshot.principal(stored.body.principal, of: stored.tenant)
        else { return .unknown }
        let caller = Caller(principal, credential: "token \(stored.id)")
        let found = Remembered(
            verdict: !snapshot.isLive(stored.tenant)
                ? .closed : stored.body.revokedAt != nil ? .revoked : .known(caller),
            token: stored)
        remember(found, text, generation)
        return verdict(found)
    }

    /// Whom a verified client certificate stands for: by its fingerprint, else by its subject.
    /// - Parameter fingerprint: SHA-256 of its DER, 64 hexadecimal digits, small letters.
    package func caller(certificate fingerprint: String, subject: String?) -> Verdict {
        if let known = remembered(fingerprint) { return verdict(known) }
        let (snapshot, generation) = current.withLock { ($0.snapshot, $0.generation) }
        let stored =
            snapshot.certificate(.fingerprint(fingerprint))
            ?? subject.flatMap { snapshot.certificate(.subject($0)) }
        guard let stored,
            let principal = snapshot.principal(stored.body.principal, of: stored.tenant)
        else { return .unknown }
        let caller = Caller(principal, credential: "certificate \(fingerprint.prefix(16))")
        let found = Remembered(
            verdict: snapshot.isLive(stored.tenant) ? .known(caller) : .closed, token: nil)
        remember(found, fingerprint, generation)
        return verdict(found)
    }

    private func remembered(_ shown: String) -> Remembered? {
        current.withLock { $0.remembered[shown] }
    }

    /// What was found in one snapshot says nothing about the next.
    private func remember(_ found: Remembered, _ shown: String, _ generation: Int) {
        current.withLock { current in
            guard current.generation == generation else { return }
            if current.remembered.count >= AccountLimits.remembered { current.remembered = [:] }
            current.remembered[shown] = found
        }
    }

    private func verdict(_ found: Remembered) -> Verdict {
        guard case .known = found.verdict, let token = found.token else { return found.verdict }
        let now = now()
        if let end = token.body.expiresAt, end <= now { return .expired }
        if token.use.isNews(at: now) {
            let key = AccountKind.use.key(token.tenant, token.id)
            used.withLock { _ = $0.insert(key) }
        }
        return found.verdict
    }

    // MARK: What is known

    var snapshot: AccountSnapshot { current.withLock { $0.snapshot } }

    /// Those who may call, without the deleted ones.
    package var tenants: Set<TenantID> {
        Set(snapshot.tenants.values.filter { !$0.isDeleted }.map(\.id))
    }

    /// What a tenant may take; nothing said where there is none.
    package func quota(of id: TenantID) -> Quota {
        current.withLock { $0.snapshot.tenants[id]?.quota ?? Quota() }
    }

    /// A tenant as it is known, deleted or not; nil where there is none.
    package func tenant(_ id: TenantID) -> Tenant? {
        current.withLock { $0.snapshot.tenants[id] }
    }

    /// A tenant that `principal` may know of. "Not yours" and "there is none" are one answer.
    package func tenant(
        _ id: TenantID, for principal: Principal
    ) throws(AccountError) -> Tenant {
        guard principal.role == .operator || principal.tenant == id, let tenant = tenant(id) else {
            throw .noTenant(id.name)
        }
        return tenant
    }

    // MARK: Changes

    /// Keeps changes with what the audit log says of them, and takes them over. A dry run only
    /// says what would become of them.
    func commit(
        _ act: Act, _ changes: [RegistryChange], noting notes: [AuditNote]
    ) async throws(AccountError) -> [RegistryRecord?] {
        let (registry, snapshot, now) = (registry, snapshot, now())
        let results = try await Self.attempt { () async throws(StorageError) in
            guard act.isDryRun else { return try await registry.apply(changes, noting: notes) }
            var results: [RegistryRecord?] = []
            for change in changes {
                results.append(try change.result(on: snapshot.records[change.key], at: now))
            }
            return results
        }
        guard !act.isDryRun else { return results }
        try current.withLock { current throws(AccountError) in
            for (change, record) in zip(changes, results) {
                try current.snapshot.take(record, for: change.key)
            }
            current.generation += 1
            current.remembered = [:]
        }
        return results
    }

    /// Writes down when tokens were used last: to be called every now and then.
    package func noteUses() async throws(AccountError) {
        let keys = used.withLock { used in
            defer { used = [] }
            return used
        }
        let snapshot = snapshot
        var changes: [RegistryChange] = []
        for key in keys {
            guard let at = snapshot.token(key.name)?.use.lastUsedAt else { continue }
            changes.append(.put(key, body: try UseBody(at: at).recordBody))
        }
        guard !changes.isEmpty else { return }
        let (registry, kept) = (registry, changes)
        do {
            _ = try await registry.apply(kept, noting: [])
        } catch {
            used.withLock { $0.formUnion(keys) }
            throw AccountError(error)
        }
    }
}
