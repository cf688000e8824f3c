/// Remnants of HTML in a text that should be plain.
enum Markup {
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "hellip": "...",
        "rsquo": "'", "lsquo": "'", "rdquo": "\"", "ldquo": "\"", "ndash": "-", "mdash": "-",
        "pound": "£", "euro": "€", "cent": "¢", "copy": "", "reg": "", "trade": "",
    ]
    private static let tags: Set<String> = [
        "a", "b", "i", "p", "u", "br", "hr", "li", "ol", "td", "th", "tr", "ul", "em", "h1", "h2",
        "h3", "div", "img", "pre", "sub", "sup", "code", "span", "font", "body", "html", "head",
        "table", "tbody", "strong", "style", "script", "blockquote",
    ]

    /// Decodes entities and turns known tags into spaces; any other `<` or `&` stays as it is.
    static func strip(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<"), let end = tagEnd(bytes, at) {
                out.append(UInt8(ascii: " "))
                at = end
            } else if bytes[at] == UInt8(ascii: "&"), let (plain, end) = entity(bytes, at) {
                out.append(contentsOf: plain.utf8)
                at = end
            } else {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `<name ...>` or `</name>`: the index after it, if the name is a tag of HTML.
    private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        var at = start + 1
        if at < bytes.count, bytes[at] == UInt8(ascii: "/") { at += 1 }
        let nameStart = at
        while at < bytes.count, at - nameStart < 12, Bytes.isWord(bytes[at]) { at += 1 }
        guard at > nameStart else { return nil }
        let name = String(decoding: bytes[nameStart..<at].map(Bytes.lower), as: UTF8.self)
        guard tags.contains(name) else { return nil }
        let bound = min(bytes.count, at + 512)
        while at < bound, bytes[at] != UInt8(ascii: ">") { at += 1 }
        return at < bound ? at + 1 : nil
    }

    /// `&name;` or `&#number;`: its text and the index after it.
    private static func entity(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        var end = start + 1
        let bound = min(bytes.count, start + 12)
        while end < bound, Bytes.isWord(bytes[end]) || bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end < bound, bytes[end] == UInt8(ascii: ";"), end > start + 1 else { return nil }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        if let plain = named[name] { return (plain, end + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value =
            digits.hasPrefix("x") || digits.hasPrefix("X")
            ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, let scalar = Unicode.Scalar(value) else { return nil }
        return (String(scalar), end + 1)
    }
}
