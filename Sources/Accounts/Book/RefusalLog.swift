internal import Foundation
package import Storage
internal import Synchronization

/// Brings every refused call into the audit log, however many there are.
///
/// The first of a kind is written within a second. What is refused alike, one after the other, is
/// counted, and written as one entry with its count: after one second, then two, then four, up to
/// ten minutes. So a flood costs a few entries an hour, and none of it is left uncounted. Kinds
/// beyond ``kindsMax`` are counted together.
package final class RefusalLog: Sendable {
    private struct Pending {
        var count = 0
        var window: Int
        /// Milliseconds: not written before.
        var due: Int
    }

    static let kindsMax = 1_024
    static let windowFirst = 1_000
    static let windowLast = 600_000
    /// Entries of one write.
    static let batch = 256

    private let registry: any Registry
    private let now: @Sendable () -> Int
    private let pending = Mutex<[AuditNote: Pending]>([:])

    /// - Parameter now: milliseconds since 1970-01-01 UTC.
    package init(
        _ registry: any Registry,
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    ) {
        self.registry = registry
        self.now = now
    }

    /// Counts one.
    /// - Parameter note: what is the same for all that are counted together: no ids of its own, and
    ///   a count of 1.
    package func count(_ note: AuditNote) {
        let now = now()
        pending.withLock { pending in
            var note = note
            if pending[note] == nil, pending.count >= Self.kindsMax {
                note = AuditNote(
                    actor: "-", action: note.action, object: "(various)", outcome: note.outcome,
                    detail: "more than \(Self.kindsMax) kinds of refusal at once")
            }
            pending[
                note, default: Pending(window: Self.windowFirst, due: now + Self.windowFirst)
            ].count += 1
        }
    }

    /// Writes what is due; to be called every second or so.
    /// - Parameter all: what is not due as well, as at the end.
    package func write(all: Bool = false) async throws(AccountError) {
        while true {
            let (notes, kept) = take(all)
            guard !notes.isEmpty else { return }
            do {
                try await registry.apply([], noting: notes)
            } catch {
                giveBack(kept)
                throw AccountError(error)
            }
        }
    }

    private func take(_ all: Bool) -> (notes: [AuditNote], kept: [AuditNote: Int]) {
        let now = now()
        return pending.withLock { pending in
            var notes: [AuditNote] = []
            var kept: [AuditNote: Int] = [:]
            for (note, one) in pending where all || one.due <= now {
                guard one.count > 0 else {
                    // Quiet for a whole window: the next one is a first one again.
                    pending[note] = nil
                    continue
                }
                guard notes.count < Self.batch else { continue }
                var counted = note
                counted.count = one.count
                notes.append(counted)
                kept[note] = one.count
                let window = min(one.window * 2, Self.windowLast)
                pending[note] = Pending(window: window, due: now + window)
            }
            return (notes, kept)
        }
    }

    private func giveBack(_ kept: [AuditNote: Int]) {
        let now = now()
        pending.withLock { pending in
            for (note, count) in kept {
                pending[note, default: Pending(window: Self.windowFirst, due: now)].count += count
            }
        }
    }
}
