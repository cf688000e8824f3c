internal import Foundation
package import Storage
internal import Wire

/// The two files that hold the accounts.
package struct AccountFiles: Sendable {
    /// `accounts.file`: SQLite.
    package let file: String
    /// `accounts.key`: without it the file proves nothing.
    package let key: String

    package init(file: String, key: String) {
        self.file = file
        self.key = key
    }

    /// Opens them for the one process that may have them; another one is told so.
    /// - Parameter onBroken: is told once, when a failure leaves what is on the disk in doubt.
    package func open(
        onBroken: @escaping @Sendable (StorageError) -> Void = { _ in }
    ) async throws(AccountError) -> AccountBook {
        guard FileManager.default.fileExists(atPath: file) else {
            throw AccountError(
                .unreadable,
                "\(file): the accounts are not there or not readable; `salesrl init` makes them")
        }
        let key = try ServerKey(contentsOf: key)
        let registry = try Self.registry(file, key, onBroken)
        do throws(AccountError) {
            return try await AccountBook(registry: registry, key: key)
        } catch {
            await registry.close()
            throw error
        }
    }

    /// Says whether they could be opened, while a daemon has them or not.
    package func check() throws(AccountError) {
        _ = try ServerKey(contentsOf: key)
        do {
            try AuditFile.check(file)
        } catch {
            throw AccountError(error)
        }
    }

    /// Makes them anew. Refuses where there is one already.
    package func create() async throws(AccountError) -> AccountBook {
        for path in [file, key] where FileManager.default.fileExists(atPath: path) {
            throw AccountError(.exists, "\(path) exists already; nothing was changed")
        }
        let made = ServerKey.make()
        try DataDirectory.write(Data(made.text.utf8), to: key, mode: 0o400)
        return try await AccountBook(
            registry: try Self.registry(file, made, { _ in }), key: made)
    }

    /// Follows the audit log of an accounts file from outside.
    /// - Parameters:
    ///   - key: the key's file; where there is none, the anchor's seal is not looked at.
    ///   - known: an end of the log that was noted elsewhere.
    package static func verifyAudit(
        _ file: String, key: String, known: AuditHead? = nil
    ) throws(AccountError) -> AuditFile.Findings {
        let seal: AuditAnchor.Seal? =
            FileManager.default.fileExists(atPath: key)
            ? try ServerKey(contentsOf: key).seal : nil
        do {
            return try AuditFile.verify(file, digest: Digest.sha256, seal: seal, known: known)
        } catch {
            throw AccountError(error)
        }
    }

    private static func registry(
        _ file: String, _ key: ServerKey, _ onBroken: @escaping @Sendable (StorageError) -> Void
    ) throws(AccountError) -> SQLiteRegistry {
        do {
            return try SQLiteRegistry(
                path: file, digest: Digest.sha256, seal: key.seal, onBroken: onBroken)
        } catch {
            throw AccountError(error)
        }
    }
}

extension ServerKey {
    fileprivate var seal: AuditAnchor.Seal { { seal(count: $0.count, hash: $0.hash) } }
}
