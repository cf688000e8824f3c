/// Recognises what is not a word: amounts, percentages, dates, times, phone numbers, addresses.
///
/// Each function looks at `bytes` from `at` and says what it found and where that ends.
enum Entities {
    struct Found {
        var kind: Token.Kind
        var value: Float
        var end: Int
    }

    /// From a digit, a currency sign, a `.` or `(` or `+` before a digit.
    static func number(_ bytes: [UInt8], _ at: Int) -> Found? {
        if let found = phone(bytes, at) { return found }
        var start = at
        let sign = currency(bytes, at)
        if let sign {
            start = sign
            while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        }
        guard let digits = decimal(bytes, start) else { return nil }
        if sign == nil, let found = dateOrTime(bytes, start, digits) { return found }
        var (value, end) = (digits.value, digits.end)
        (value, end) = scaled(bytes, value, end)
        if sign != nil { return Found(kind: .money, value: value, end: end) }
        if end < bytes.count, bytes[end] == UInt8(ascii: "%") {
            return Found(kind: .percent, value: value, end: end + 1)
        }
        if let after = currency(bytes, end) {
            let isCent = bytes[end] == 0xC2 && bytes[end + 1] == 0xA2
            return Found(kind: .money, value: isCent ? value / 100 : value, end: after)
        }
        // "1st", "2nd", "3x", "4gb": letters stuck to a number say that it is no amount.
        var tail = end
        while tail < bytes.count, Bytes.isWord(bytes[tail]) { tail += 1 }
        if tail > end { return Found(kind: .number, value: -1, end: tail) }
        return Found(kind: .number, value: value, end: end)
    }

    /// The index after a currency sign at `at`: $, £, €, ¢, ₹, ¥.
    static func currency(_ bytes: [UInt8], _ at: Int) -> Int? {
        guard at < bytes.count else { return nil }
        if bytes[at] == UInt8(ascii: "$") { return at + 1 }
        if bytes[at] == 0xC2, at + 1 < bytes.count {
            return [0xA3, 0xA2, 0xA5].contains(bytes[at + 1]) ? at + 2 : nil
        }
        if bytes[at] == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x82 {
            return [0xAC, 0xB9].contains(bytes[at + 2]) ? at + 3 : nil
        }
        return nil
    }

    /// "12", "17,000", ".50", "2.5".
    private static func decimal(_ bytes: [UInt8], _ start: Int) -> (value: Float, end: Int)? {
        var at = start
        var value = 0.0
        var digits = 0
        while at < bytes.count, digits < 18 {
            if Bytes.isDigit(bytes[at]) {
                value = value * 10 + Double(bytes[at] - 48)
                digits += 1
            } else if bytes[at] != UInt8(ascii: ",") || digits == 0 || !threeDigits(bytes, at + 1) {
                break
            }
            at += 1
        }
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), Bytes.isDigit(bytes[at + 1]) {
            at += 1
            var unit = 0.1
            while at < bytes.count, Bytes.isDigit(bytes[at]) {
                value += unit * Double(bytes[at] - 48)
                unit /= 10
                digits += 1
                at += 1
            }
        }
        return digits > 0 ? (Float(value), at) : nil
    }

    private static func threeDigits(_ bytes: [UInt8], _ at: Int) -> Bool {
        guard at + 3 <= bytes.count, bytes[at..<(at + 3)].allSatisfy(Bytes.isDigit) else {
            return false
        }
        return at + 3 == bytes.count || !Bytes.isDigit(bytes[at + 3])
    }

    /// "5k" and "2m" are thousands and millions when nothing but the letter follows.
    private static func scaled(_ bytes: [UInt8], _ value: Float, _ end: Int) -> (Float, Int) {
        guard end < bytes.count else { return (value, end) }
        let isLast = end + 1 >= bytes.count || !Bytes.isWord(bytes[end + 1])
        guard isLast else { return (value, end) }
        switch Bytes.lower(bytes[end]) {
        case UInt8(ascii: "k"): return (value * 1_000, end + 1)
        case UInt8(ascii: "m"): return (value * 1_000_000, end + 1)
        default: return (value, end)
        }
    }

    /// "10:30", "5pm", "3/14/2025", "2025-03-14".
    private static func dateOrTime(
        _ bytes: [UInt8], _ start: Int, _ first: (value: Float, end: Int)
    ) -> Found? {
        let at = first.end
        guard at < bytes.count else { return nil }
        if bytes[at] == UInt8(ascii: ":"), first.value < 25, let minutes = decimal(bytes, at + 1) {
            return Found(kind: .time, value: 0, end: meridiem(bytes, minutes.end) ?? minutes.end)
        }
        if first.value < 13, let end = meridiem(bytes, at) {
            return Found(kind: .time, value: 0, end: end)
        }
        let mark = bytes[at]
        guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-"),
            let second = decimal(bytes, at + 1), second.end < bytes.count,
            bytes[second.end] == mark, let third = decimal(bytes, second.end + 1)
        else { return nil }
        return Found(kind: .date, value: 0, end: third.end)
    }

    private static func meridiem(_ bytes: [UInt8], _ at: Int) -> Int? {
        var start = at
        if start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        guard start + 1 < bytes.count, Bytes.lower(bytes[start + 1]) == UInt8(ascii: "m"),
            [UInt8(ascii: "a"), UInt8(ascii: "p")].contains(Bytes.lower(bytes[start])),
            start + 2 >= bytes.count || !Bytes.isWord(bytes[start + 2])
        else { return nil }
        // "i am 5 am" is rare; "5 am" is not.
        return start + 2
    }

    /// Seven digits with a dash, or ten to fifteen with separators; a plain run of digits is none.
    private static func phone(_ bytes: [UInt8], _ start: Int) -> Found? {
        var at = start
        var digits = 0
        var separators = 0
        var end = start
        while at < bytes.count, at - start < 24 {
            let byte = bytes[at]
            if Bytes.isDigit(byte) {
                digits += 1
                end = at + 1
            } else if [40, 41, 43, 45, 46, 32].contains(byte) {
                if at > start, digits == 0, bytes[at - 1] == byte { return nil }
                separators += byte == 32 || byte == 46 ? 0 : 1
            } else {
                break
            }
            at += 1
        }
        let isLocal = digits == 7 && separators == 1 && end - start == 8
        guard isLocal || (digits >= 10 && digits <= 15 && separators >= 1) else { return nil }
        if isLocal, bytes[start + 3] != UInt8(ascii: "-") { return nil }
        return Found(kind: .phone, value: 0, end: end)
    }

    /// An e-mail address or a link that begins with the word `bytes[start..<end]`.
    ///
    /// `checked` is the end of the last run without white space that was no address: each run is
    /// looked through once, so that the whole stays linear.
    static func address(
        _ bytes: [UInt8], _ start: Int, _ end: Int, _ checked: inout Int
    ) -> Found? {
        guard end < bytes.count, start >= checked else { return nil }
        let next = bytes[end]
        let interesting: [UInt8] = [64, 46, 58, 43, 95, 45]  // @ . : + _ -
        guard interesting.contains(next) else { return nil }
        var stop = end
        var at = -1
        var dot = -1
        while stop < bytes.count, bytes[stop] > 0x20, stop - start < 2_048 {
            if bytes[stop] == 64, at < 0 { at = stop }
            if bytes[stop] == 46 { dot = stop }
            stop += 1
        }
        checked = stop
        while stop > end, [46, 44, 33, 63, 41, 34, 39, 59, 58].contains(bytes[stop - 1]) {
            stop -= 1
        }
        if at >= 0, dot > at + 1, dot < stop - 1 {
            return Found(kind: .email, value: 0, end: stop)
        }
        let head = bytes[start..<stop]
        if startsWith(head, "http://") || startsWith(head, "https://") || startsWith(head, "www.") {
            return Found(kind: .url, value: 0, end: stop)
        }
        let domains = [".com", ".org", ".net", ".io", ".gov", ".edu", ".co.uk"]
        guard next == 46, domains.contains(where: { contains(head, $0) }) else { return nil }
        return Found(kind: .url, value: 0, end: stop)
    }

    private static func startsWith(_ bytes: ArraySlice<UInt8>, _ prefix: String) -> Bool {
        bytes.count > prefix.utf8.count
            && zip(bytes, prefix.utf8).allSatisfy { Bytes.lower($0) == $1 }
    }

    /// `suffix` ends a label of `bytes`: at their end, or before `/`, `:` or `?`.
    private static func contains(_ bytes: ArraySlice<UInt8>, _ suffix: String) -> Bool {
        let wanted = Array(suffix.utf8)
        guard bytes.count > wanted.count else { return false }
        for start in bytes.startIndex...(bytes.endIndex - wanted.count) {
            let end = start + wanted.count
            guard zip(bytes[start..<end], wanted).allSatisfy({ Bytes.lower($0) == $1 }) else {
                continue
            }
            if end == bytes.endIndex || [47, 58, 63].contains(bytes[end]) { return true }
        }
        return false
    }
}
