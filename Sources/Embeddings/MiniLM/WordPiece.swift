/// A text as the model reads it.
package struct Tokens: Sendable, Equatable {
    /// Between the marks of beginning and end; at most `EmbeddingLimits.tokensMax`.
    package var ids: [Int32]
    /// The text went on after the last of them.
    package var isTruncated: Bool
}

/// BERT's uncased tokenizer: fold, split at spaces and punctuation, then the longest known piece
/// first.
///
/// Equal to the original on all text, with one exception on purpose: "[SEP]" and its like in a text
/// are brackets and letters, never the model's own marks, so that no customer can write them.
/// Works on bytes; allocates the result alone.
package struct WordPiece: Sendable {
    private let vocabulary: Vocabulary
    private let folding = Folding.standard

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    package func tokens(of text: String) -> Tokens {
        var text = text
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Word.capacity) { room in
                var reading = Reading(
                    vocabulary: vocabulary, folding: folding, word: Word(bytes: room))
                return reading.tokens(of: bytes)
            }
        }
    }
}

/// The word being put together. Longer ones than the limit are only counted.
private struct Word {
    static let capacity = EmbeddingLimits.wordCharactersMax * 4
    let bytes: UnsafeMutableBufferPointer<UInt8>
    var length = 0
    var characters = 0

    var isTooLong: Bool { characters > EmbeddingLimits.wordCharactersMax }

    @inline(__always)
    mutating func append(ascii byte: UInt8) {
        characters += 1
        if isTooLong { return }
        bytes[length] = byte
        length += 1
    }

    mutating func append(_ point: UInt32) {
        if point < 0x80 { return append(ascii: UInt8(point)) }
        characters += 1
        if isTooLong { return }
        func put(_ value: UInt32) {
            bytes[length] = UInt8(truncatingIfNeeded: value)
            length += 1
        }
        if point < 0x800 {
            put(0xc0 | point >> 6)
        } else if point < 0x10000 {
            put(0xe0 | point >> 12)
            put(0x80 | point >> 6 & 0x3f)
        } else {
            put(0xf0 | point >> 18)
            put(0x80 | point >> 12 & 0x3f)
            put(0x80 | point >> 6 & 0x3f)
        }
        put(0x80 | point & 0x3f)
    }

    mutating func clear() { (length, characters) = (0, 0) }
}

private struct Reading {
    let vocabulary: Vocabulary
    let folding: Folding
    var word: Word
    var ids: [Int32] = []
    /// More pieces came than there is room for.
    var isFull = false

    mutating func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> Tokens {
        ids.reserveCapacity(min(EmbeddingLimits.tokensMax, bytes.count + 2))
        ids.append(vocabulary.begin)
        var at = 0
        while at < bytes.count, !isFull {
            let byte = bytes[at]
            if byte < 0x80 {
                readASCII(byte)
                at += 1
            } else {
                let (point, length) = Self.scalar(bytes, at)
                read(point)
                at += length
            }
        }
        endWord()
        ids.append(vocabulary.end)
        return Tokens(ids: ids, isTruncated: isFull)
    }

    /// A String's bytes are valid UTF-8, so no byte is missing here.
    private static func scalar(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
    ) -> (point: UInt32, length: Int) {
        func more(_ index: Int) -> UInt32 { UInt32(bytes[at + index] & 0x3f) }
        let first = UInt32(bytes[at])
        if first < 0xe0 { return ((first & 0x1f) << 6 | more(1), 2) }
        if first < 0xf0 { return ((first & 0x0f) << 12 | more(1) << 6 | more(2), 3) }
        return ((first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
    }

    @inline(__always)
    private mutating func readASCII(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            word.append(ascii: byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(ascii: byte | 0x20)
        case UInt8(ascii: " "): endWord()
        default: place(UInt32(byte), folding.fate(of: UInt32(byte)))
        }
    }

    private mutating func read(_ point: UInt32) {
        if let (lead, vowel, tail) = Folding.jamo(of: point) {
            word.append(lead)
            word.append(vowel)
            if let tail { word.append(tail) }
            return
        }
        let fate = folding.fate(of: point)
        guard case .replaced(let start, let count) = fate else { return place(point, fate) }
        for other in folding.expansions[start..<start + count] {
            // What stands for something is not replaced again.
            if case .replaced = folding.fate(of: other) {
                word.append(other)
            } else {
                place(other, folding.fate(of: other))
            }
        }
    }

    private mutating func place(_ point: UInt32, _ fate: Folding.Fate) {
        switch fate {
        case .letter, .replaced: word.append(point)
        case .removed: break
        case .space: endWord()
        case .alone:
            endWord()
            word.append(point)
            endWord()
        }
    }

    private mutating func endWord() {
        guard word.characters > 0 else { return }
        defer { word.clear() }
        let before = ids.count
        if word.isTooLong || !addPieces() {
            ids.removeSubrange(before...)
            ids.append(vocabulary.unknown)
        }
        let room = EmbeddingLimits.tokensMax - 1
        if ids.count > room {
            ids.removeSubrange(room...)
            isFull = true
        }
    }

    /// The longest piece that fits, again and again; false if at some place none does.
    private mutating func addPieces() -> Bool {
        var start = 0
        while start < word.length {
            let most = min(word.length - start, vocabulary.longest)
            guard let (id, length) = longestPiece(from: start, most: most) else { return false }
            ids.append(id)
            start += length
        }
        return true
    }

    private func longestPiece(from start: Int, most: Int) -> (id: Int32, length: Int)? {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: most + 1) { hashes in
            hashes[0] = Vocabulary.hashStart
            for index in 0..<most {
                hashes[index + 1] = Vocabulary.hash(hashes[index], word.bytes[start + index])
            }
            var length = most
            while length > 0 {
                let piece = UnsafeBufferPointer(
                    rebasing: word.bytes[start..<start + length])
                let id = vocabulary.id(of: piece, hash: hashes[length], continues: start > 0)
                if let id { return (id, length) }
                length -= 1
            }
            return nil
        }
    }
}
