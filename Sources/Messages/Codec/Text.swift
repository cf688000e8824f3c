/// Tells whether bytes are text that a C string can hold: UTF-8 without NUL.
enum Text {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// What is wrong with a part of the bytes, or nil.
    static func fault(_ bytes: UnsafeRawBufferPointer, _ part: Range<Int>) -> String? {
        let text = UnsafeRawBufferPointer(rebasing: bytes[part])
        guard let place = firstFault(text) else { return nil }
        return text[place] == 0
            ? "NUL at byte \(place); text cannot hold it" : "not UTF-8 at byte \(place)"
    }

    /// Position of the first NUL or of the first byte of a sequence that is not UTF-8.
    @inline(__always)
    static func firstFault(_ bytes: UnsafeRawBufferPointer) -> Int? {
        let count = bytes.count
        guard count >= 8 else { return slowFault(bytes, from: 0) }
        var place = 0
        while place + 8 <= count {
            guard isPlain(bytes, place) else { return slowFault(bytes, from: place) }
            place += 8
        }
        // The rest, with bytes before it that are known to be plain.
        return isPlain(bytes, count - 8) ? nil : slowFault(bytes, from: place)
    }

    /// Eight bytes of ASCII: no top bit, no zero byte.
    @inline(__always)
    private static func isPlain(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        return (word | (word &- ones) & ~word) & tops == 0
    }

    @inline(never)
    private static func slowFault(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        let count = bytes.count
        var place = start
        while place < count {
            let byte = bytes[place]
            if byte < 0x80 {
                if byte == 0 { return place }
                place += 1
                // Back to eight at a time once ASCII has come back.
                while place + 8 <= count, isPlain(bytes, place) { place += 8 }
            } else {
                let length = sequence(bytes, at: place, lead: byte)
                if length == 0 { return place }
                place += length
            }
        }
        return nil
    }

    /// Length of the well-formed sequence that begins at `place`, or 0. Table 3-7 of the Unicode
    /// standard: no overlong forms, no surrogates, nothing above U+10FFFF.
    @inline(__always)
    private static func sequence(
        _ bytes: UnsafeRawBufferPointer, at place: Int, lead: UInt8
    ) -> Int {
        let left = bytes.count - place
        func isTail(_ offset: Int) -> Bool { bytes[place + offset] & 0xc0 == 0x80 }
        switch lead {
        case 0xc2...0xdf:
            return left >= 2 && isTail(1) ? 2 : 0
        case 0xe0...0xef:
            guard left >= 3, isTail(1), isTail(2) else { return 0 }
            let second = bytes[place + 1]
            if lead == 0xe0, second < 0xa0 { return 0 }
            if lead == 0xed, second > 0x9f { return 0 }
            return 3
        case 0xf0...0xf4:
            guard left >= 4, isTail(1), isTail(2), isTail(3) else { return 0 }
            let second = bytes[place + 1]
            if lead == 0xf0, second < 0x90 { return 0 }
            if lead == 0xf4, second > 0x8f { return 0 }
            return 4
        default:
            return 0
        }
    }

    /// A NUL cannot travel in a C string, so it goes as U+FFFD.
    static func withoutNUL(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }
}
