/// A text as JSON has it, its quotation marks included, appended to bytes.
enum JSONText {
    static func append(_ text: some StringProtocol, to bytes: inout [UInt8]) {
        bytes.append(quote)
        for byte in text.utf8 {
            switch byte {
            case quote, backslash: bytes += [backslash, byte]
            case 0x0a: bytes += [backslash, UInt8(ascii: "n")]
            case 0x0d: bytes += [backslash, UInt8(ascii: "r")]
            case 0x09: bytes += [backslash, UInt8(ascii: "t")]
            case 0..<0x20, 0x7f:
                bytes += [backslash, UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(quote)
    }

    static func append(key: String, to bytes: inout [UInt8]) {
        if bytes.last != UInt8(ascii: "{"), bytes.last != UInt8(ascii: "[") {
            bytes.append(UInt8(ascii: ","))
        }
        append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let digits = Array("0123456789abcdef".utf8)
}
