internal import Foundation
internal import Synchronization

/// Keeps the control plane in this process's memory: for tests.
package final class MemoryRegistry: Registry {
    private struct Contents {
        var records: [RegistryKey: RegistryRecord] = [:]
        var entries: [AuditEntry] = []
        var head = AuditHead.start
    }

    private let digest: Digesting
    private let now: @Sendable () -> Int
    private let contents = Mutex(Contents())

    /// - Parameter now: milliseconds since 1970-01-01 UTC.
    package init(
        digest: @escaping Digesting,
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.digest = digest
        self.now = now
    }

    package func records(of kinds: Set<String>) async throws(StorageError) -> [RegistryRecord] {
        contents.withLock { contents in
            contents.records.values.filter { kinds.contains($0.key.kind) }
                .sorted { $0.key < $1.key }
        }
    }

    @discardableResult
    package func apply(
        _ changes: [RegistryChange], noting notes: [AuditNote]
    ) async throws(StorageError) -> [RegistryRecord?] {
        for change in changes { try change.check() }
        let now = now()
        return try contents.withLock { contents throws(StorageError) in
            var next = contents
            var results: [RegistryRecord?] = []
            for change in changes {
                let record = try change.result(on: next.records[change.key], at: now)
                next.records[change.key] = record
                results.append(record)
            }
            for note in notes {
                let entry = AuditEntry(after: next.head, note, at: now, digest: digest)
                next.entries.append(entry)
                next.head = AuditHead(count: entry.number, hash: entry.hash)
            }
            contents = next
            return results
        }
    }

    package func audit(_ query: AuditQuery) async throws(StorageError) -> [AuditEntry] {
        contents.withLock { contents in
            Array(
                contents.entries.lazy.filter { entry in
                    entry.number > query.after
                        && (query.tenant.map { $0 == entry.note.tenant } ?? true)
                        && entry.note.action.hasPrefix(query.action)
                }.prefix(min(query.limit, RegistryLimits.page)))
        }
    }

    package func auditHead() async throws(StorageError) -> AuditHead {
        contents.withLock { $0.head }
    }

    package func close() async {}
}
