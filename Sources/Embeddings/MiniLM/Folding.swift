/// What becomes of each code point before words are looked up: lower case, no accents, ideographs
/// apart.
///
/// Two levels of tables: 4,352 pages of 256 code points, equal pages shared. ASCII is decided by
/// arithmetic.
struct Folding: Sendable {
    enum Fate: Equatable {
        /// Part of a word, as it is.
        case letter
        case removed
        case space
        /// A word of its own.
        case alone
        /// Other code points stand for it: so many of `expansions`, from there.
        case replaced(start: Int, count: Int)
    }

    /// 0 letter, 1 removed, 2 space, 3 alone, otherwise 4 + index of a replacement.
    private var codes: [UInt16]
    private var pages: [UInt16]
    private(set) var expansions: [UInt32] = []
    private var starts: [Int] = [0]

    static let standard = Folding()

    private init() {
        codes = [UInt16](repeating: 0, count: 256)
        pages = [UInt16](repeating: 0, count: 0x1100)
        for byte in UInt32(0)..<0x80 { set(Self.ascii(byte), at: byte) }
        for (table, code) in [
            (FoldingTable.removed, UInt16(1)), (FoldingTable.spaces, 2),
            (FoldingTable.apart, 3), (FoldingTable.punctuation, 3),
        ] {
            for range in table.split(separator: " ") {
                let ends = range.split(separator: "-").map(Self.number)
                for point in ends[0]...ends[ends.count - 1] { set(code, at: point) }
            }
        }
        for run in FoldingTable.replaced.split(separator: " ") { addReplacements(run) }
    }

    /// "C0+0*6>61": the first, [+ step * count], what stands for it.
    private mutating func addReplacements(_ run: Substring) {
        let sides = run.split(separator: ">")
        let numbers = sides[0].split(whereSeparator: { $0 == "+" || $0 == "*" }).map(Self.number)
        let targets = sides[1].split(separator: ".").map(Self.number)
        let (step, count) = numbers.count == 3 ? (numbers[1], numbers[2]) : (0, 1)
        for index in 0..<count {
            expansions.append(contentsOf: targets.map { $0 + step * index })
            starts.append(expansions.count)
            set(UInt16(4 + starts.count - 2), at: numbers[0] + max(step, 1) * index)
        }
    }

    private static func number(_ text: Substring) -> UInt32 { UInt32(text, radix: 16) ?? 0 }

    /// Pages are made when something on them is set; page 0 of `codes` is the empty one.
    private mutating func set(_ code: UInt16, at point: UInt32) {
        let page = Int(point >> 8)
        if pages[page] == 0 {
            pages[page] = UInt16(codes.count / 256)
            codes.append(contentsOf: repeatElement(0, count: 256))
        }
        codes[Int(pages[page]) * 256 + Int(point & 0xff)] = code
    }

    /// Upper case is lowered by whoever reads the bytes.
    private static func ascii(_ byte: UInt32) -> UInt16 {
        switch byte {
        case 0x09, 0x0a, 0x0d, 0x20: 2
        case 0..<0x20, 0x7f: 1
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: 0
        default: 3
        }
    }

    @inline(__always)
    func fate(of point: UInt32) -> Fate {
        switch codes[Int(pages[Int(point >> 8)]) * 256 + Int(point & 0xff)] {
        case 0: .letter
        case 1: .removed
        case 2: .space
        case 3: .alone
        case let code:
            .replaced(
                start: starts[Int(code) - 4],
                count: starts[Int(code) - 3] - starts[Int(code) - 4])
        }
    }

    /// A Hangul syllable as its two or three letters (Unicode 3.12); nil for all else.
    static func jamo(of point: UInt32) -> (lead: UInt32, vowel: UInt32, tail: UInt32?)? {
        guard 0xac00...0xd7a3 ~= point else { return nil }
        let index = point - 0xac00
        let tail = index % 28
        return (
            0x1100 + index / 588, 0x1161 + index % 588 / 28, tail == 0 ? nil : 0x11a7 + tail
        )
    }
}
