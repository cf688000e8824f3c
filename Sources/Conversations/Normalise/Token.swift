/// One word or entity of a cleaned text.
struct Token: Equatable {
    enum Kind: UInt8 {
        case word, number, money, percent, date, time, phone, email, url
    }

    /// What stands between this token and the one before it.
    enum Break: UInt8, Comparable {
        case none, comma, sentence

        static func < (left: Break, right: Break) -> Bool { left.rawValue < right.rawValue }
    }

    var kind: Kind
    var gap: Break
    /// The sentence that this token belongs to ends in a question mark.
    var isAsked = false
    /// Hash of the stem; 0 for entities.
    var stem: UInt64
    /// Letters of the word before stemming.
    var length: UInt8
    /// The number of a number, the amount of money in its own currency, else 0.
    var value: Float
}

/// A cleaned text, taken apart.
struct Scan {
    /// What gets embedded: addresses, links and phone numbers stand as plain words.
    var text: String
    var tokens: [Token]
    /// Words as they are written: what length and share are counted in.
    var words = 0
    var questionMarks = 0
    var exclamationMarks = 0
    var letters = 0
    var capitals = 0
    /// The first letter is a capital, and the last character ends a sentence.
    var isCareful = false
}
