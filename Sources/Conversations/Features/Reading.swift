internal import Messages

/// What one turn says by itself: its cues, amounts, and tone, before it meets the state.
struct Reading {
    /// By raw value of ``Cue``: 1 for the first match and half for each further one, at most 2.
    var cues = [Float](repeating: 0, count: Cue.allCases.count)
    var scan: Scan
    /// Sums of money in the order in which they are said.
    var amounts: [Float] = []
    var questions: Float = 0
    /// -1...1.
    var sentiment: Float = 0
    /// The first word is a yes or a no: +1, -1, else 0.
    var opening: Float = 0

    init(_ text: String, speaker: Speaker) {
        scan = Tokenizer.scan(text)
        var last = [Int](repeating: -1, count: Cue.allCases.count)
        Matcher.shared.matches(scan.tokens) { match, negatedTo in
            var cue = match.cue
            if match.isNegated {
                guard let other = negatedTo else {
                    return
                }
                cue = other
            }
            let index = Int(cue.rawValue)
            // A longer phrase that begins inside a counted one is the same sign twice.
            guard match.start > last[index] else { return }
            last[index] = max(last[index], match.end - 1)
            cues[index] = min(2, cues[index] + (cues[index] == 0 ? 1 : 0.5))
            count(cue)
        }
        amounts = scan.tokens.filter { $0.kind == .money }.map(\.value)
        questions = Float(scan.questionMarks)
        if questions == 0, asksWithoutMark { questions = 1 }
        sentiment = tone / (abs(tone) + 2)
        opening = Self.answer(scan.tokens)
    }

    private var tone: Float = 0

    private mutating func count(_ cue: Cue) {
        if cue == .positive { tone += 1 }
        if cue == .negative { tone -= 1 }
    }

    private static let yes = Set(
        "yes sure ok absolutely definitely certainly gladly course".split(separator: " ").map {
            Stem.hash(String($0))
        })
    private static let no = Set("no not never".split(separator: " ").map { Stem.hash(String($0)) })
    private static let interrogatives = Set(
        "what how why where when who which do does did is are can could would will".split(
            separator: " "
        ).map { Stem.hash(String($0)) })
    private static let pronouns = Set(
        "you it this that they i we there the your is are do does can much many".split(
            separator: " "
        ).map { Stem.hash(String($0)) })

    /// "what is the price": an interrogative and then its subject or verb, without a mark.
    private var asksWithoutMark: Bool {
        for (first, second) in zip(scan.tokens, scan.tokens.dropFirst())
        where first.gap == .sentence && second.gap == .none {
            if Self.interrogatives.contains(first.stem), Self.pronouns.contains(second.stem) {
                return true
            }
        }
        return false
    }

    private static func answer(_ tokens: [Token]) -> Float {
        for token in tokens.prefix(3) {
            if yes.contains(token.stem) { return 1 }
            if no.contains(token.stem) { return -1 }
        }
        return 0
    }

    subscript(cue: Cue) -> Float { cues[Int(cue.rawValue)] }
}
