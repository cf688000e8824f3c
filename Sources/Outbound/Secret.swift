internal import Foundation

/// A key. It goes into the head of a request and nowhere else: whoever prints it reads
/// "[redacted]".
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { "[redacted]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The key in a file, without the spaces and line ends around it.
    package init(contentsOf path: String) throws(OutboundError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OutboundError(.badKey, "\(path): the file with the key cannot be read")
        }
        guard data.count <= OutboundLimits.keyBytesMax,
            let text = String(data: data, encoding: .utf8)
        else {
            throw OutboundError(
                .badKey,
                "\(path): must hold a key: one line of text, at most "
                    + "\(OutboundLimits.keyBytesMax) bytes")
        }
        try self.init(checking: text, from: path)
    }

    /// A key of one line; `source` names where it came from.
    package init(checking text: String, from source: String) throws(OutboundError) {
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw OutboundError(
                .badKey,
                "\(source): must hold a key: one line of printable ASCII without spaces")
        }
        value = key
    }
}

/// Takes keys out of what is going to be read by somebody.
struct Redaction: Sendable {
    private let secrets: [Secret]

    init(_ secrets: [Secret]) { self.secrets = secrets.filter { !$0.value.isEmpty } }

    func callAsFunction(_ text: String) -> String {
        var text = text
        for secret in secrets {
            text = text.replacingOccurrences(of: secret.value, with: secret.description)
        }
        // Services repeat a wrong key with some of its letters starred: what is left is a hint too.
        return text.replacing(/\bsk-[A-Za-z0-9_*.\-]{4,}/, with: "[redacted]")
    }
}
