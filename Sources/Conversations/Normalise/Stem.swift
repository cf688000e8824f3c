/// Brings the forms of an English word together: "donates", "donated", "donating" -> "donat".
///
/// Deliberately lighter than Porter's stemmer. Lexicons pass through the same function, so a stem
/// need not be a word; it only has to be the same on both sides.
enum Stem {
    /// Hash of the stem of a lower-case word.
    static func hash(_ word: some Collection<UInt8>) -> UInt64 {
        if word.count <= 3 { return Bytes.hash(word) }
        var letters = [UInt8](word)
        shorten(&letters)
        return Bytes.hash(letters)
    }

    static func hash(_ word: String) -> UInt64 { hash(Array(word.utf8)) }

    private static func shorten(_ word: inout [UInt8]) {
        collapse(&word)
        if word.hasSuffix("ies"), word.count > 4 {
            word.removeLast(3)
            word.append(UInt8(ascii: "y"))
        } else if word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is"), word.count > 3
        {
            word.removeLast(word.hasSuffix("xes") || word.hasSuffix("ches") ? 2 : 1)
        }
        if word.hasSuffix("ing"), word.count >= 6 {
            word.removeLast(3)
            undouble(&word)
        } else if word.hasSuffix("ed"), word.count >= 5, !word.hasSuffix("eed") {
            word.removeLast(2)
            undouble(&word)
        }
        if word.last == UInt8(ascii: "e"), word.count >= 4 { word.removeLast() }
    }

    /// "sooo" and "yesss" -> "so", "yes": three or more of a letter are one.
    private static func collapse(_ word: inout [UInt8]) {
        var out: [UInt8] = []
        var at = 0
        var isChanged = false
        while at < word.count {
            var end = at + 1
            while end < word.count, word[end] == word[at] { end += 1 }
            let run = end - at
            isChanged = isChanged || run > 2
            for _ in 0..<(run > 2 ? 1 : run) { out.append(word[at]) }
            at = end
        }
        if isChanged { word = out }
    }

    private static func undouble(_ word: inout [UInt8]) {
        guard word.count >= 4, let last = word.last, word[word.count - 2] == last else { return }
        let stays: [UInt8] = [UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "z")]
        if !stays.contains(last) { word.removeLast() }
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard count >= length else { return false }
        for at in 0..<length where self[count - length + at] != suffix.utf8Start[at] {
            return false
        }
        return true
    }
}
