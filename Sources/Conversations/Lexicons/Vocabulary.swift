/// Numbers for the words that any lexicon knows. Words that none knows share symbol 0.
struct Vocabulary: Sendable {
    static let any: UInt32 = 1
    static let money: UInt32 = 2
    static let number: UInt32 = 3
    static let url: UInt32 = 4
    static let when: UInt32 = 5
    static let percent: UInt32 = 6
    static let address: UInt32 = 7
    private static let firstClass: UInt32 = 16

    struct Flags: Sendable {
        var isNegator = false
        var isBreaker = false
    }

    /// What a word is: its number, and the classes it belongs to.
    private struct Entry {
        var number: UInt32 = 0
        var classes: [UInt32] = []
        var flags = Flags()
    }

    private var words: [UInt64: Entry] = [:]
    private var classes: [String: UInt32] = [:]
    private var count: UInt32 = 64
    /// Laid out for lookup by ``freeze()``: stems by open addressing (0 is an empty slot), and
    /// under each its symbols in `flat`.
    private var stems: [UInt64] = []
    private var slots: [(start: UInt32, end: UInt32, flags: Flags)] = []
    private var flat: [UInt32] = []
    private var mask = 0

    init() {
        for (index, entry) in Words.classes.enumerated() {
            let symbol = Self.firstClass + UInt32(index)
            classes[entry.name] = symbol
            for word in entry.words.split(separator: " ") { join(word, symbol) }
        }
        // Phrases are written with "be" for all its forms.
        for word in "is are am was were been being".split(separator: " ") {
            join(word, number(of: "be"))
        }
        for word in Words.negators.split(separator: " ") {
            _ = number(of: word)
            words[Stem.hash(String(word))]?.flags.isNegator = true
        }
        for word in Words.clauseBreakers.split(separator: " ") {
            _ = number(of: word)
            words[Stem.hash(String(word))]?.flags.isBreaker = true
        }
    }

    /// The symbol of a class that a phrase names; nil when there is none of that name.
    func symbol(ofClass name: Substring) -> UInt32? {
        switch name {
        case "url": Self.url
        case "when": Self.when
        case "percent": Self.percent
        case "address": Self.address
        default: classes[String(name)]
        }
    }

    /// The number of a word, given now if it is new.
    mutating func number(of word: Substring) -> UInt32 {
        let stem = Stem.hash(String(word))
        if let known = words[stem] { return known.number }
        count += 1
        words[stem] = Entry(number: count)
        return count
    }

    private mutating func join(_ word: Substring, _ symbol: UInt32) {
        let number = number(of: word)
        let stem = Stem.hash(String(word))
        guard number != symbol, words[stem]?.classes.contains(symbol) == false else { return }
        words[stem]?.classes.append(symbol)
    }

    /// Lays the words out for lookup; no word can be added afterwards.
    mutating func freeze() {
        var size = 16
        while size < words.count * 2 { size *= 2 }
        mask = size - 1
        stems = [UInt64](repeating: 0, count: size)
        slots = Array(repeating: (0, 0, Flags()), count: size)
        for (stem, entry) in words {
            var slot = Int(truncatingIfNeeded: stem) & mask
            while stems[slot] != 0 { slot = (slot + 1) & mask }
            stems[slot] = stem
            let start = UInt32(flat.count)
            flat.append(entry.number)
            flat.append(contentsOf: entry.classes)
            slots[slot] = (start, UInt32(flat.count), entry.flags)
        }
        words = [:]
    }

    /// Appends the symbols of a token, "any word" the last of them.
    func append(_ token: Token, to symbols: inout [UInt32]) -> Flags {
        var flags = Flags()
        switch token.kind {
        case .word:
            var slot = Int(truncatingIfNeeded: token.stem) & mask
            while stems[slot] != 0, stems[slot] != token.stem { slot = (slot + 1) & mask }
            if stems[slot] == token.stem {
                for index in slots[slot].start..<slots[slot].end {
                    symbols.append(flat[Int(index)])
                }
                flags = slots[slot].flags
            }
        case .money:
            symbols.append(Self.money)
            symbols.append(Self.number)
        case .number: symbols.append(Self.number)
        case .percent:
            symbols.append(Self.percent)
            symbols.append(Self.number)
        case .date, .time: symbols.append(Self.when)
        case .phone, .email: symbols.append(Self.address)
        case .url: symbols.append(Self.url)
        }
        symbols.append(Self.any)
        return flags
    }
}
