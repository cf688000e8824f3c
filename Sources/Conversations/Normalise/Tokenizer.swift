/// Takes a cleaned text apart in one pass over its bytes.
struct Tokenizer {
    private let bytes: [UInt8]
    private var scan: Scan
    /// Where the embedded text differs: bytes to leave out, and the word that stands for them.
    private var replacements: [(range: Range<Int>, word: StaticString)] = []
    private var at = 0
    private var gap = Token.Break.sentence
    private var sentenceStart = 0
    private var lower: [UInt8] = []
    private var checked = 0

    static func scan(_ text: String) -> Scan {
        var tokenizer = Tokenizer(text)
        return tokenizer.run()
    }

    private init(_ text: String) {
        bytes = Array(text.utf8)
        scan = Scan(text: text, tokens: [])
        scan.tokens.reserveCapacity(bytes.count / 4 + 4)
    }

    private mutating func run() -> Scan {
        while at < bytes.count { step() }
        scan.tokens = Amounts.merge(scan.tokens)
        if let first = bytes.first, let last = bytes.last {
            scan.isCareful = Bytes.isUpper(first) && [33, 46, 63].contains(last)
        }
        if !replacements.isEmpty { scan.text = replaced() }
        return scan
    }

    private mutating func step() {
        let byte = bytes[at]
        if Bytes.isDigit(byte) || startsNumber(byte), let found = Entities.number(bytes, at) {
            add(found)
        } else if Bytes.isWord(byte) {
            word()
        } else {
            punctuation(byte)
            at += 1
        }
    }

    private func startsNumber(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "$") { return true }
        guard at + 1 < bytes.count else { return false }
        if byte == 0xC2 || byte == 0xE2 { return Entities.currency(bytes, at) != nil }
        guard [40, 43, 46].contains(byte), Bytes.isDigit(bytes[at + 1]) else { return false }
        return byte != 46 || at == 0 || !Bytes.isWord(bytes[at - 1])
    }

    private mutating func add(_ found: Entities.Found) {
        if found.kind == .phone { replacements.append((at..<found.end, "phone number")) }
        if found.kind == .email { replacements.append((at..<found.end, "email address")) }
        if found.kind == .url { replacements.append((at..<found.end, "link")) }
        scan.words += 1
        append(Token(kind: found.kind, gap: gap, stem: 0, length: 0, value: found.value))
        at = found.end
    }

    private mutating func append(_ token: Token) {
        scan.tokens.append(token)
        gap = .none
    }

    private mutating func word() {
        var end = at
        lower.removeAll(keepingCapacity: true)
        while end < bytes.count, Bytes.isWord(bytes[end]) {
            if Bytes.isLetter(bytes[end]) { scan.letters += 1 }
            if Bytes.isUpper(bytes[end]) { scan.capitals += 1 }
            lower.append(Bytes.lower(bytes[end]))
            end += 1
        }
        if let found = Entities.address(bytes, at, end, &checked) { return add(found) }
        scan.words += 1
        let length = UInt8(clamping: lower.count)
        let head = lower.count
        if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "'"), Bytes.isLetter(bytes[end + 1]) {
            end += 1
            while end < bytes.count, Bytes.isWord(bytes[end]) {
                lower.append(Bytes.lower(bytes[end]))
                end += 1
            }
            for stem in Contractions.expand(lower[..<head], lower[head...]) {
                append(Token(kind: .word, gap: gap, stem: stem, length: length, value: 0))
            }
        } else if lower.count <= 10, let full = Contractions.whole[Bytes.hash(lower)] {
            for stem in full {
                append(Token(kind: .word, gap: gap, stem: stem, length: length, value: 0))
            }
        } else if lower.elementsEqual("url".utf8) {
            append(Token(kind: .url, gap: gap, stem: 0, length: 0, value: 0))
        } else {
            append(
                Token(kind: .word, gap: gap, stem: Stem.hash(lower), length: length, value: 0))
        }
        at = end
    }

    private mutating func punctuation(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "?"):
            if at == 0 || bytes[at - 1] != byte { scan.questionMarks += 1 }
            for index in sentenceStart..<scan.tokens.count { scan.tokens[index].isAsked = true }
            endSentence()
        case UInt8(ascii: "!"):
            scan.exclamationMarks += 1
            endSentence()
        case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"):
            endSentence()
        case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"):
            gap = max(gap, .comma)
        default: break
        }
    }

    private mutating func endSentence() {
        gap = .sentence
        sentenceStart = scan.tokens.count
    }

    private func replaced() -> String {
        var out: [UInt8] = []
        var done = 0
        for (range, word) in replacements {
            out.append(contentsOf: bytes[done..<range.lowerBound])
            out.append(
                contentsOf: UnsafeBufferPointer(
                    start: word.utf8Start, count: word.utf8CodeUnitCount))
            done = range.upperBound
        }
        out.append(contentsOf: bytes[done...])
        return String(decoding: out, as: UTF8.self)
    }
}
