internal import Foundation
internal import Wire

/// The key under which tokens are kept as hashes: 32 random bytes, hexadecimal, in a file of its
/// own. The database without this file proves nothing.
package struct ServerKey: Sendable {
    private let bytes: [UInt8]

    /// A new one, from the kernel's randomness.
    package static func make() -> ServerKey {
        ServerKey(bytes: (0..<32).map { _ in .random(in: 0...255) })
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// As the file holds it.
    var text: String { Hex.text(bytes) + "\n" }

    /// Reads the file; refuses one that others can read too.
    package init(contentsOf path: String) throws(AccountError) {
        var status = stat()
        guard stat(path, &status) == 0, let data = FileManager.default.contents(atPath: path) else {
            throw AccountError(
                .unreadable,
                "\(path): the key of the accounts is not there or not readable; `salesrl init` "
                    + "makes one with its accounts, and without it no token can be told")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw AccountError(
                .malformed,
                "\(path): can be read by others (mode "
                    + "\(String(status.st_mode & 0o777, radix: 8))); chmod 400 it, and rotate the "
                    + "tokens if somebody may have read it")
        }
        let text = String(decoding: data.prefix(200), as: UTF8.self)
        guard let bytes = Hex.bytes(text.trimmingCharacters(in: .whitespacesAndNewlines)),
            bytes.count == 32
        else {
            throw AccountError(
                .malformed, "\(path): is not a key of 32 bytes in hexadecimal")
        }
        self.init(bytes: bytes)
    }

    /// What is kept of a token: HMAC-SHA-256 over "salesrl token", NUL, and its text.
    func hash(of token: Token) -> [UInt8] { code("token", Array(token.text.utf8)) }

    /// Tells this key from another: HMAC-SHA-256 over "salesrl check" and NUL.
    var check: [UInt8] { code("check", []) }

    /// What proves that an end of the audit log was written by this server.
    package func seal(count: Int, hash: [UInt8]) -> [UInt8] {
        code("audit", Array("\(count) ".utf8) + hash)
    }

    private func code(_ purpose: String, _ message: [UInt8]) -> [UInt8] {
        Digest.authenticate(Array("salesrl \(purpose)\0".utf8) + message, key: bytes)
    }
}

/// Comparing what was shown with what is kept.
enum Secrets {
    /// As long as a hash, and the hash of nothing that anybody could show.
    static let nothing = [UInt8](repeating: 0, count: 32)

    /// SHA-256.
    static func digest(of text: String) -> [UInt8] { Digest.sha256(Array(text.utf8)) }

    /// In a time that tells nothing of where they differ.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { Digest.equal(left, right) }
}
