internal import Storage

/// `srl_<id>_<secret>`: the id finds the account, the secret proves it.
///
/// Secrets are 256 random bits, so one round of a keyed hash is enough: there is nothing to guess.
package struct Token: Sendable {
    /// 12 letters and digits.
    let id: String
    /// 43 letters and digits: 256 bits.
    let secret: String

    package var text: String { "srl_\(id)_\(secret)" }

    /// A new one, from the kernel's randomness.
    package static func make() -> Token {
        Token(id: random(12), secret: random(43))
    }

    /// Reads what a caller shows; nil where it does not look like a token.
    init?(_ text: String) {
        guard text.utf8.count <= AccountLimits.tokenBytes else { return nil }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "srl", !parts[1].isEmpty, !parts[2].isEmpty else {
            return nil
        }
        self.init(id: String(parts[1]), secret: String(parts[2]))
    }

    private init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }

    private static func random(_ count: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }
}

/// Bytes as hexadecimal digits, and back.
enum Hex {
    static func text(_ bytes: [UInt8]) -> String { AuditAnchor.hexadecimal(bytes) }

    static func bytes(_ text: String) -> [UInt8]? {
        let values = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == text.utf8.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map {
            UInt8(values[$0] << 4 | values[$0 + 1])
        }
    }
}
