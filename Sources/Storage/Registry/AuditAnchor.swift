internal import Foundation
internal import Synchronization

/// Where the audit log ended when this was written, in a file beside it: `PATH.head`, one line of
/// count, hash and seal, the last two in hexadecimal.
package struct AuditAnchor: Sendable, Equatable {
    /// Gives a code over a head that only who has the server's key can make.
    package typealias Seal = @Sendable (AuditHead) -> [UInt8]

    package let head: AuditHead
    package let seal: [UInt8]

    package init(head: AuditHead, seal: [UInt8]) {
        self.head = head
        self.seal = seal
    }

    package static func path(of registry: String) -> String { registry + ".head" }

    /// Nil where there is none.
    package init?(beside registry: String) throws(StorageError) {
        let name = Self.path(of: registry)
        guard let data = FileManager.default.contents(atPath: name) else { return nil }
        let words = String(decoding: data.prefix(1_000), as: UTF8.self).split(
            whereSeparator: \.isWhitespace)
        guard words.count == 3, let count = Int(words[0]), let hash = Self.bytes(words[1]),
            hash.count == 32, let seal = Self.bytes(words[2])
        else {
            throw StorageError(
                .damaged, "\(name) is not the end of an audit log: count, hash and seal")
        }
        self.init(head: AuditHead(count: count, hash: hash), seal: seal)
    }

    package var text: String {
        "\(head.count) \(Self.hexadecimal(head.hash)) \(Self.hexadecimal(seal))\n"
    }

    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Nil where `text` is not hexadecimal.
    package static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }

    /// What is wrong between a log and its anchor; nil where nothing is.
    func problem(in database: Database, _ seal: Seal?) throws(StorageError) -> String? {
        if let seal, seal(head) != self.seal {
            return "the anchor was not written by this server"
        }
        guard head.count > 0 else { return nil }
        let last = try database.auditHead().count
        guard last >= head.count else {
            return "the log ends with entry \(last), and \(head.count) were written"
        }
        let hash = try database.first(
            "SELECT hash FROM audit WHERE number = ?", .integer(head.count)
        ) { $0.blob(0) }
        return hash == head.hash
            ? nil : "entry \(head.count) is not the one that the anchor names"
    }

    /// Refuses a log that does not reach its anchor.
    static func check(
        _ database: Database, _ path: String, _ seal: @escaping Seal
    ) throws(StorageError) {
        guard let anchor = try AuditAnchor(beside: path),
            let problem = try anchor.problem(in: database, seal)
        else { return }
        throw StorageError(
            .damaged,
            "\(path): the audit log and \(Self.path(of: path)) do not agree: \(problem). "
                + "`salesrl audit verify \(path)` says more; where this is known, as after "
                + "restoring a backup, move \(Self.path(of: path)) away")
    }
}

/// Writes the anchor, forwards only.
final class Anchor: Sendable {
    private let path: String
    private let seal: AuditAnchor.Seal
    private let count = Mutex(0)

    init(path: String, seal: @escaping AuditAnchor.Seal) {
        self.path = path
        self.seal = seal
    }

    func move(to head: AuditHead) throws(StorageError) {
        try count.withLock { count throws(StorageError) in
            guard head.count > count else { return }
            let text = AuditAnchor(head: head, seal: seal(head)).text
            try Self.replace(AuditAnchor.path(of: path), with: Array(text.utf8))
            count = head.count
        }
    }

    /// Whole or not at all: written beside, fsynced, then renamed.
    private static func replace(_ path: String, with bytes: [UInt8]) throws(StorageError) {
        let next = path + ".next"
        let file = Glibc.open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        let isWritten =
            file >= 0 && write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        let reason = String(cString: strerror(errno))
        if file >= 0 { Glibc.close(file) }
        guard isWritten, rename(next, path) == 0 else {
            throw StorageError(.full, "\(path) could not be written: \(reason)")
        }
    }
}
