internal import Foundation
package import Messages
package import Storage
internal import Wire

/// New keys while everything goes on: a reader finds a form that it can open at every moment,
/// because what opens the old form stays until the last of them is gone.
extension Vault {
    /// Reads the key file again and wraps every tenant's data keys under its first key. Returns how
    /// many data keys were wrapped anew, and the id of the key that wraps now. Where it was cut
    /// short, calling it again goes on.
    package func rewrap(
        dryRun: Bool = false, noting note: AuditNote
    ) async throws(SecretError) -> (changed: Int, keyID: String) {
        await enter()
        defer { leave() }
        try rereadKeyFile()
        let file = try file()
        var changed = 0
        for tenant in dataKeys.keys.sorted(by: { $0.name < $1.name }) {
            guard let kept = dataKeys[tenant] else { continue }
            var keys: [WrappedKey] = []
            var fresh = 0
            for key in kept.value.keys {
                if let rewrapped = try key.rewrapped(for: tenant, with: file) {
                    keys.append(rewrapped)
                    fresh += 1
                } else {
                    keys.append(key)
                }
            }
            guard fresh > 0 else { continue }
            changed += fresh
            if dryRun { continue }
            var own = note
            own.tenant = tenant.name
            own.detail = "\(fresh) data keys under \(file.current)"
            try await apply(
                .update(
                    Self.keysKey(tenant), body: try Self.body(DataKeys(keys: keys)),
                    expecting: kept.revision), [own])
        }
        return (changed, file.current)
    }

    /// A new data key for one tenant, and its secrets under it, one by one. Returns how many were
    /// sealed anew, and the new key's id.
    package func rotate(
        _ tenant: TenantID, dryRun: Bool = false, noting note: AuditNote
    ) async throws(SecretError) -> (changed: Int, keyID: String) {
        await enter()
        defer { leave() }
        guard let kept = dataKeys[tenant] else { return (0, "") }
        let mine = secrets.keys.filter { $0.tenant == tenant }
        if dryRun { return (mine.count, kept.value.keys.first?.id ?? "") }
        let fresh = WrappedKey.make(for: tenant, under: try file())
        var begun = note
        begun.detail = "data key \(fresh.id), for \(mine.count) secrets"
        try await apply(
            .update(
                Self.keysKey(tenant),
                body: try Self.body(DataKeys(keys: [fresh] + kept.value.keys)),
                expecting: kept.revision), [begun])
        var changed = 0
        for place in mine where try await reseal(place, under: fresh) { changed += 1 }
        try await dropUnusedKeys(of: tenant)
        return (changed, fresh.id)
    }

    /// Whether the secret was sealed under another key before.
    private func reseal(
        _ place: SecretPlace, under fresh: WrappedKey
    ) async throws(SecretError) -> Bool {
        guard let kept = secrets[place], kept.value.key != fresh.id else { return false }
        let value = try kept.value.opened(
            at: place, with: try dataKey(kept.value.key, of: place.tenant))
        let key = try fresh.unwrapped(for: place.tenant, with: try file())
        let sealed = SealedSecret(value, of: place, keyID: fresh.id, key: key)
        try await apply(
            .update(Self.key(place), body: try Self.body(sealed), expecting: kept.revision), [])
        return true
    }

    private func dropUnusedKeys(of tenant: TenantID) async throws(SecretError) {
        guard let kept = dataKeys[tenant] else { return }
        let used = Set(secrets.filter { $0.key.tenant == tenant }.map(\.value.value.key))
        let keys = kept.value.keys.enumerated()
            .filter { $0.offset == 0 || used.contains($0.element.id) }.map(\.element)
        guard keys.count < kept.value.keys.count else { return }
        try await apply(
            .update(
                Self.keysKey(tenant), body: try Self.body(DataKeys(keys: keys)),
                expecting: kept.revision), [])
    }
}
