private import Foundation

/// Words of a text for probes and for finding near-duplicates: lower case, letters and digits.
enum Words {
    static func of(_ text: String) -> [Substring.UTF8View] {
        let isSeparator: (UInt8) -> Bool = { byte in
            !(byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte))
        }
        return text.lowercased()[...].utf8.split(whereSeparator: isSeparator)
    }

    /// FNV-1a, as `EmbeddingScratch` hashes texts.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    static let columns = 1 << 14

    /// Counts of hashed words and pairs of words, dampened by a logarithm, scaled to length 1.
    static func row(_ words: [UInt64]) -> Logistic.Row {
        var counts: [Int32: Float] = [:]
        for (index, word) in words.enumerated() {
            counts[Int32(word % UInt64(columns)), default: 0] += 1
            guard index > 0 else { continue }
            let pair = (words[index - 1] &* 31) ^ word
            counts[Int32((pair &* 0x9e37_79b9_7f4a_7c15) >> 50), default: 0] += 1
        }
        let sorted = counts.sorted { $0.key < $1.key }
        let values = sorted.map { log($0.value + 1) }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return Logistic.Row(
            columns: sorted.map(\.key), values: values.map { length > 0 ? $0 / length : 0 })
    }

    /// Words that name an outcome or all but do. Those of four letters or more are matched by their
    /// beginning.
    private static let outcomes = [
        "accept", "agree", "approv", "bought", "buy", "cancel", "close", "commit", "confirm",
        "contract", "convert", "deal", "declin", "deliver", "donat", "give", "invoice", "lost",
        "no", "nope", "offer", "ok", "okay", "order", "paid", "pass", "pay", "purchas", "refus",
        "reject", "sale", "sell", "sign", "sold", "subscri", "sure", "take", "thank", "won",
        "yea", "yeah", "yep", "yes",
    ]

    static func isOutcome(_ word: Substring.UTF8View) -> Bool {
        let text = Substring(word)
        return outcomes.contains { text == $0 || ($0.utf8.count >= 4 && text.hasPrefix($0)) }
    }
}
