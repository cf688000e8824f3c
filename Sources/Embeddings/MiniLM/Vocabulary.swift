/// The model's tokens, found by their bytes.
///
/// Two open-addressed tables, one for the beginnings of words and one for what continues them
/// (written "##ing" in the file). A lookup hashes no more than it must: FNV-1a grows byte by byte,
/// so all prefixes of a word cost one pass.
struct Vocabulary: Sendable {
    private struct Slot {
        var hash: UInt64 = 0
        var offset: UInt32 = 0
        var length: UInt32 = 0
        /// -1 marks a free slot.
        var id: Int32 = -1
    }

    /// The tokens' bytes, one after another.
    private var text: [UInt8] = []
    private var beginnings: [Slot]
    private var continuations: [Slot]
    /// Bytes of the longest token, without "##".
    private(set) var longest = 0
    let unknown: Int32
    let begin: Int32
    let end: Int32
    let count: Int

    /// One token a line; a token's number is its line's, from 0.
    init(lines file: [UInt8], path: String) throws(EmbeddingError) {
        var lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        var size = 1024
        while size < 2 * lines.count { size *= 2 }
        beginnings = [Slot](repeating: Slot(), count: size)
        continuations = beginnings
        var marks: [String: Int32] = [:]
        for (index, var line) in lines.enumerated() {
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.first == UInt8(ascii: "["), line.count < 8 {
                marks[String(decoding: line, as: UTF8.self)] = Int32(index)
            }
            let continues = line.count > 2 && line.starts(with: "##".utf8)
            let token = continues ? line.dropFirst(2) : line
            let slot = Slot(
                hash: Self.hash(token), offset: UInt32(text.count), length: UInt32(token.count),
                id: Int32(index))
            text.append(contentsOf: token)
            longest = max(longest, token.count)
            if continues {
                Self.insert(slot, into: &continuations)
            } else {
                Self.insert(slot, into: &beginnings)
            }
        }
        guard let unknown = marks["[UNK]"], let begin = marks["[CLS]"], let end = marks["[SEP]"]
        else {
            throw EmbeddingError(
                .weightsDamaged,
                "\(path): \(lines.count) lines, and not all of [UNK], [CLS], [SEP] among them. "
                    + "Run `make models`")
        }
        (self.unknown, self.begin, self.end) = (unknown, begin, end)
        count = lines.count
    }

    static let hashStart: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(hashStart) { hash($0, $1) }
    }

    private static func insert(_ slot: Slot, into table: inout [Slot]) {
        var at = start(slot.hash, table.count)
        while table[at].id >= 0 { at = (at + 1) & (table.count - 1) }
        table[at] = slot
    }

    /// The high bits of FNV-1a are better mixed than the low ones.
    @inline(__always)
    private static func start(_ hash: UInt64, _ size: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (size - 1)
    }

    /// The number of the token with these bytes and this hash, or nil.
    func id(of token: UnsafeBufferPointer<UInt8>, hash: UInt64, continues: Bool) -> Int32? {
        let table = continues ? continuations : beginnings
        return table.withUnsafeBufferPointer { table in
            var at = Self.start(hash, table.count)
            while table[at].id >= 0 {
                let slot = table[at]
                if slot.hash == hash, Int(slot.length) == token.count, holds(slot, token) {
                    return slot.id
                }
                at = (at + 1) & (table.count - 1)
            }
            return nil
        }
    }

    private func holds(_ slot: Slot, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in
            for index in 0..<token.count where text[Int(slot.offset) + index] != token[index] {
                return false
            }
            return true
        }
    }
}
