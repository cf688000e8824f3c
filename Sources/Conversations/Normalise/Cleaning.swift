internal import Foundation

/// Makes text plain: one spelling for quotes, dashes and spaces, no markup, nothing invisible.
///
/// Steps, in order: bound the bytes; decode HTML's entities and drop its tags; compose to NFC (only
/// where a character from U+0300 on could need it); fold compatibility forms; drop controls and
/// zero-width characters; make each run of white space one space. What is left may be empty.
enum Cleaning {
    struct Result: Equatable {
        var text: String
        var isTruncated: Bool
    }

    static func clean(_ raw: String, limit: Int = Limits.turnBytes) -> Result {
        var isTruncated = false
        var text = raw
        if text.utf8.count > Limits.rawTurnBytes {
            text = prefix(text, bytes: Limits.rawTurnBytes)
            isTruncated = true
        }
        if text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            text = Markup.strip(text)
        }
        // Below U+0300 every scalar is its own NFC, and U+0300 begins with the byte 0xCC.
        if text.utf8.contains(where: { $0 >= 0xCC }) {
            text = text.precomposedStringWithCanonicalMapping
        }
        var bytes = fold(text)
        if bytes.count > limit {
            var end = limit
            while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.removeSubrange(end...)
            while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
            isTruncated = true
        }
        return Result(text: String(decoding: bytes, as: UTF8.self), isTruncated: isTruncated)
    }

    /// The longest prefix of whole scalars within `bytes`.
    private static func prefix(_ text: String, bytes: Int) -> String {
        let utf8 = text.utf8
        let end = utf8.index(utf8.startIndex, offsetBy: bytes)
        var cut = end
        while cut > utf8.startIndex, utf8[cut] & 0xC0 == 0x80 { cut = utf8.index(before: cut) }
        return String(text.unicodeScalars[..<cut])
    }

    private static func fold(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var wantsSpace = false
        for scalar in text.unicodeScalars {
            if isSpace(scalar.value) {
                wantsSpace = !out.isEmpty
                continue
            }
            if isDropped(scalar.value) { continue }
            if wantsSpace {
                out.append(UInt8(ascii: " "))
                wantsSpace = false
            }
            if scalar.value < 0x80 {
                out.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if let plain = plainForm(scalar.value) {
                out.append(contentsOf: plain.utf8)
            } else {
                out.append(contentsOf: String(scalar).utf8)
            }
        }
        return out
    }

    private static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000:
            true
        default: false
        }
    }

    /// Controls, zero-width and direction marks, variation selectors, tags, the byte order mark,
    /// the replacement character, and private use.
    private static func isDropped(_ value: UInt32) -> Bool {
        switch value {
        case 0...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xAD, 0x034F, 0x061C, 0x180E,
            0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xFFF9...0xFFFD, 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
            true
        default: false
        }
    }

    private static func plainForm(_ value: UInt32) -> String? {
        switch value {
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC, 0x00B4: "'"
        case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB: "\""
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
        case 0x2026: "..."
        case 0x2022, 0x00B7, 0x2023, 0x25E6: "-"
        case 0x2044: "/"
        case 0x00BD: "1/2"
        case 0x00BC: "1/4"
        case 0x00BE: "3/4"
        case 0xFB00: "ff"
        case 0xFB01: "fi"
        case 0xFB02: "fl"
        case 0xFB03: "ffi"
        case 0xFB04: "ffl"
        case 0xFF01...0xFF5E:
            Unicode.Scalar(value - 0xFEE0).map { String($0) }
        default: nil
        }
    }
}
