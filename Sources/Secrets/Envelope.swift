internal import Foundation
package import Messages
internal import Wire

/// Whose a secret is, and what it is called.
package struct SecretPlace: Sendable, Hashable {
    package let tenant: TenantID
    package let connector: String
    package let field: String

    package init(tenant: TenantID, connector: String, field: String) {
        self.tenant = tenant
        self.connector = connector
        self.field = field
    }

    /// Both names are 1 to 64 letters, digits, "-" or "_".
    func check() throws(SecretError) {
        for (what, name) in [("connector", connector), ("field", field)]
        where !Self.isPlain(name) {
            throw SecretError(
                .invalid, "must be 1 to 64 letters, digits, \"-\" or \"_\"", field: what)
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
            }
    }
}

/// A tenant's data key as the registry keeps it: wrapped under a key of the key file.
struct WrappedKey: Codable, Equatable, Sendable {
    /// Names it in what it seals.
    var id: String
    /// The id of the key that unwraps it.
    var under: String
    /// Nonce, ciphertext and tag.
    var wrapped: Data

    /// A new data key.
    static func make(for tenant: TenantID, under file: KeyFile) -> WrappedKey {
        let id = UUID().uuidString.lowercased()
        let key = HiddenBytes.random(count: Sealing.keyCount)
        return WrappedKey(id: id, key, for: tenant, under: file)
    }

    private init(id: String, _ key: HiddenBytes, for tenant: TenantID, under file: KeyFile) {
        self.id = id
        let first = file.keys[0]
        under = first.id
        let binding = Binding.bytes(["salesrl data key 1", tenant.name, id, first.id])
        wrapped = Data(Sealing.seal(key, key: first.bytes, additional: binding))
    }

    /// The data key itself.
    func unwrapped(for tenant: TenantID, with file: KeyFile) throws(SecretError) -> HiddenBytes {
        guard let key = file.key(under) else {
            throw SecretError(
                .keyMissing,
                "the data key \(id) of tenant \(tenant) is wrapped under the key \(under), which "
                    + "secrets.keyFile does not hold; put that key's line back")
        }
        let binding = Binding.bytes(["salesrl data key 1", tenant.name, id, under])
        guard let opened = Sealing.open(Array(wrapped), key: key, additional: binding),
            opened.count == Sealing.keyCount
        else {
            throw SecretError(
                .damaged, "the data key \(id) of tenant \(tenant) is not what was wrapped")
        }
        return opened
    }

    /// The same data key under the first key of the file; nil where it is there already.
    func rewrapped(
        for tenant: TenantID, with file: KeyFile
    ) throws(SecretError) -> WrappedKey? {
        guard under != file.current else { return nil }
        let key = try unwrapped(for: tenant, with: file)
        return WrappedKey(id: id, key, for: tenant, under: file)
    }
}

/// A secret as the registry keeps it.
struct SealedSecret: Codable, Equatable, Sendable {
    /// The id of the data key that opens it.
    var key: String
    /// Nonce, ciphertext and tag.
    var sealed: Data

    init(_ value: HiddenBytes, of place: SecretPlace, keyID: String, key: HiddenBytes) {
        self.key = keyID
        sealed = Data(
            Sealing.seal(value, key: key, additional: Self.binding(place, keyID)))
    }

    func opened(at place: SecretPlace, with key: HiddenBytes) throws(SecretError) -> HiddenBytes {
        let binding = Self.binding(place, self.key)
        guard let value = Sealing.open(Array(sealed), key: key, additional: binding) else {
            throw SecretError(
                .damaged,
                "the secret \"\(place.field)\" of connector \(place.connector) of tenant "
                    + "\(place.tenant) is not what was sealed for it; set it again")
        }
        return value
    }

    private static func binding(_ place: SecretPlace, _ key: String) -> [UInt8] {
        Binding.bytes(["salesrl secret 1", place.tenant.name, place.connector, place.field, key])
    }
}

/// Additional data: each part with its length before it, so that no two lists are the same bytes.
private enum Binding {
    static func bytes(_ parts: [String]) -> [UInt8] {
        parts.flatMap { part in
            let text = Array(part.utf8)
            return withUnsafeBytes(of: UInt32(text.count).bigEndian) { Array($0) } + text
        }
    }
}
