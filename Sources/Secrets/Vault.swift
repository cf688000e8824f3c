internal import Foundation
package import Messages
package import Storage
package import Wire

/// What may be told of a secret: everything but itself.
package struct SecretFacts: Sendable, Equatable {
    package let place: SecretPlace
    /// Milliseconds since 1970-01-01 UTC; 0 for one that is not kept yet.
    package let updatedAt: Int
    /// The data key that it is sealed under.
    package let keyID: String
    /// 1 when it is set first, one more with each change.
    package let revision: Int
}

/// Connectors' secrets, sealed in the registry.
///
/// Sealed forms are held in memory, so that a connector's question reads no disk; what opens them is
/// not: a data key is unwrapped for each use and overwritten after it.
package actor Vault {
    static let secretKind = "secret"
    static let keysKind = "datakeys"

    /// A tenant's data keys, the one in use first. Older ones go when nothing is sealed under them.
    struct DataKeys: Codable, Sendable {
        var keys: [WrappedKey]
    }

    struct Kept<Value: Sendable>: Sendable {
        var value: Value
        var revision: Int
        var updatedAt: Int
    }

    let registry: any Registry
    private let readKeyFile: @Sendable () throws(SecretError) -> KeyFile
    /// Nil where there is none yet, which is well as long as nothing is sealed.
    var keyFile: KeyFile?
    var secrets: [SecretPlace: Kept<SealedSecret>] = [:]
    var dataKeys: [TenantID: Kept<DataKeys>] = [:]
    /// Changes are made one at a time, so that no secret is sealed under a key that is being
    /// dropped. Reads go on beside them.
    private var isChanging = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Reads what is sealed, and checks that the key file opens every tenant's data key.
    package init(registry: any Registry, keyFile path: String) async throws(SecretError) {
        self.registry = registry
        readKeyFile = { () throws(SecretError) in try KeyFile(contentsOf: path) }
        keyFile = FileManager.default.fileExists(atPath: path) ? try readKeyFile() : nil
        for record in try await Self.records(of: registry) { try take(record) }
        try checkKeys()
    }

    /// The value; nil where none was set.
    package func value(at place: SecretPlace) throws(SecretError) -> HiddenBytes? {
        guard let kept = secrets[place] else { return nil }
        let key = try dataKey(kept.value.key, of: place.tenant)
        return try kept.value.opened(at: place, with: key)
    }

    /// What is set for a tenant's connector, or for all of its connectors, by name.
    package func list(_ tenant: TenantID, connector: String? = nil) -> [SecretFacts] {
        secrets.keys.filter { $0.tenant == tenant && (connector ?? $0.connector) == $0.connector }
            .sorted { ($0.connector, $0.field) < ($1.connector, $1.field) }
            .compactMap(facts)
    }

    package func facts(_ place: SecretPlace) -> SecretFacts? {
        secrets[place].map { kept in
            SecretFacts(
                place: place, updatedAt: kept.updatedAt, keyID: kept.value.key,
                revision: kept.revision)
        }
    }

    /// Sets or replaces a secret; `note` is written with it.
    /// - Parameters:
    ///   - expecting: the revision that is there now, 0 for none; nil takes any.
    ///   - dryRun: everything is checked and nothing kept.
    package func set(
        _ value: HiddenBytes, at place: SecretPlace, expecting: Int? = nil, dryRun: Bool = false,
        noting note: AuditNote
    ) async throws(SecretError) -> SecretFacts {
        await enter()
        defer { leave() }
        try place.check()
        guard (1...SecretLimits.valueBytes).contains(value.count) else {
            throw SecretError(
                .invalid,
                "has \(value.count) bytes; must have 1 to \(SecretLimits.valueBytes)",
                field: "value")
        }
        try expect(expecting, place)
        let count = list(place.tenant, connector: place.connector).count
        guard secrets[place] != nil || count < SecretLimits.perConnector else {
            throw SecretError(
                .invalid,
                "the connector has \(count) secrets; at most \(SecretLimits.perConnector) are kept",
                field: "field")
        }
        _ = try file()
        if dryRun {
            return facts(place)
                ?? SecretFacts(place: place, updatedAt: 0, keyID: "", revision: 0)
        }
        let id = try await currentKey(of: place.tenant)
        let key = try dataKey(id, of: place.tenant)
        let sealed = SealedSecret(value, of: place, keyID: id, key: key)
        let change: RegistryChange =
            if let kept = secrets[place] {
                .update(
                    Self.key(place), body: try Self.body(sealed), expecting: kept.revision)
            } else {
                .create(Self.key(place), body: try Self.body(sealed))
            }
        try await apply(change, [note])
        // What was applied was taken up.
        return facts(place) ?? SecretFacts(place: place, updatedAt: 0, keyID: id, revision: 0)
    }

    /// Forgets a secret; nil where there was none.
    package func remove(
        _ place: SecretPlace, expecting: Int? = nil, dryRun: Bool = false, noting note: AuditNote
    ) async throws(SecretError) -> SecretFacts? {
        await enter()
        defer { leave() }
        guard let facts = facts(place) else { return nil }
        try expect(expecting, place)
        if !dryRun { try await apply(.remove(Self.key(place)), [note]) }
        return facts
    }

    /// Returns when this is the only change. To be followed by ``leave()``, whatever happens.
    func enter() async {
        guard isChanging else {
            isChanging = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty {
            isChanging = false
        } else {
            waiting.removeFirst().resume()
        }
    }

    private func expect(_ revision: Int?, _ place: SecretPlace) throws(SecretError) {
        let now = secrets[place]?.revision ?? 0
        guard let revision, revision != now else { return }
        throw SecretError(
            .conflict,
            "the secret \"\(place.field)\" has the etag \"\(now)\", not \"\(revision)\"; look again",
            field: "etag")
    }
}

// MARK: Keys

extension Vault {
    func file() throws(SecretError) -> KeyFile {
        // One that was made after the start is found.
        if keyFile == nil { keyFile = try readKeyFile() }
        guard let keyFile else { throw SecretError(.unreadable, "there is no key file") }
        return keyFile
    }

    /// Reads the key file again, and takes it where it opens everything that is wrapped.
    func rereadKeyFile() throws(SecretError) {
        let before = keyFile
        keyFile = try readKeyFile()
        do {
            try checkKeys()
        } catch {
            keyFile = before
            throw error
        }
    }

    private func checkKeys() throws(SecretError) {
        for (tenant, kept) in dataKeys {
            let file = try file()
            for key in kept.value.keys { _ = try key.unwrapped(for: tenant, with: file) }
        }
    }

    /// The id of the data key that seals for this tenant; makes the tenant's first one.
    private func currentKey(of tenant: TenantID) async throws(SecretError) -> String {
        if let key = dataKeys[tenant]?.value.keys.first { return key.id }
        let fresh = WrappedKey.make(for: tenant, under: try file())
        try await apply(
            .create(Self.keysKey(tenant), body: try Self.body(DataKeys(keys: [fresh]))), [])
        return fresh.id
    }

    func dataKey(_ id: String, of tenant: TenantID) throws(SecretError) -> HiddenBytes {
        guard let key = dataKeys[tenant]?.value.keys.first(where: { $0.id == id }) else {
            throw SecretError(.damaged, "tenant \(tenant) has no data key \(id)")
        }
        return try key.unwrapped(for: tenant, with: try file())
    }
}

// MARK: Records

extension Vault {
    static func key(_ place: SecretPlace) -> RegistryKey {
        RegistryKey(secretKind, tenant: place.tenant.name, "\(place.connector)/\(place.field)")
    }

    static func keysKey(_ tenant: TenantID) -> RegistryKey {
        RegistryKey(keysKind, tenant: tenant.name, "keys")
    }

    static func body(_ value: some Encodable) throws(SecretError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(value))
        } catch {
            throw SecretError(.storage, "a sealed form could not be written: \(error)")
        }
    }

    private static func records(
        of registry: any Registry
    ) async throws(SecretError) -> [RegistryRecord] {
        do throws(StorageError) {
            return try await registry.records(of: [secretKind, keysKind])
        } catch {
            throw SecretError(.storage, error.reason)
        }
    }

    /// Keeps changes with their notes, then takes them up in memory.
    func apply(_ change: RegistryChange, _ notes: [AuditNote]) async throws(SecretError) {
        let results: [RegistryRecord?]
        do throws(StorageError) {
            results = try await registry.apply([change], noting: notes)
        } catch {
            let isConflict = [.taken, .missing, .changed].contains(error.code)
            throw SecretError(
                isConflict ? .conflict : .storage, error.reason, field: isConflict ? "etag" : nil)
        }
        if let record = results.first ?? nil {
            try take(record)
        } else {
            forget(change.key)
        }
    }

    private func take(_ record: RegistryRecord) throws(SecretError) {
        let tenant = TenantID(record.key.tenant)
        do {
            if record.key.kind == Self.keysKind {
                let keys = try JSONDecoder().decode(DataKeys.self, from: Data(record.body))
                dataKeys[tenant] = Kept(
                    value: keys, revision: record.revision, updatedAt: record.updatedAt)
            } else {
                let place = Self.place(record.key)
                let sealed = try JSONDecoder().decode(SealedSecret.self, from: Data(record.body))
                secrets[place] = Kept(
                    value: sealed, revision: record.revision, updatedAt: record.updatedAt)
            }
        } catch {
            throw SecretError(
                .damaged, "the \(record.key.kind) \(record.key.name) of tenant \(tenant): \(error)")
        }
    }

    private func forget(_ key: RegistryKey) {
        if key.kind == Self.secretKind { secrets[Self.place(key)] = nil }
    }

    private static func place(_ key: RegistryKey) -> SecretPlace {
        let parts = key.name.split(separator: "/", maxSplits: 1)
        return SecretPlace(
            tenant: TenantID(key.tenant), connector: String(parts.first ?? ""),
            field: String(parts.dropFirst().first ?? ""))
    }
}
