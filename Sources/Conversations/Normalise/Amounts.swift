/// Decides which numbers are sums of money.
///
/// "$5", "5 dollars", "fifty cents" and "a dollar" say so. A bare number is one where a price is
/// expected ("I can do 40", "how about 35?") and no unit follows it ("40 miles").
enum Amounts {
    private static func stems(_ words: String) -> Set<UInt64> {
        Set(words.split(separator: " ").map { Stem.hash(String($0)) })
    }

    private static let currencies = stems(
        "dollar dollars buck bucks usd pound pounds euro euros quid")
    private static let cents = stems("cent cents penny pennies")
    private static let thousands = stems("grand thousand")
    private static let units = stems(
        """
        year month week day hour hr minute min second mile km bedroom bed bath bathroom door time \
        child kid people person percent inch foot feet ft lb pound gb mb cylinder piece item size \
        country million billion star speed level foot mpg block stop owner of am pm old seat user \
        employee license agent rep office store team customer client page slot sqft square
        """)
    private static let leads = stems(
        """
        do take for at pay offer give donate about accept ask to than say just go even be around \
        is of like with and or only maybe doing taking giving paying sell get ok yes how price how \
        want spend contribute was let i
        """)
    private static let calendar = stems("in since from year model")
    private static let months = stems(
        "january february march april june july august september october november december")
    private static let numberWords: [UInt64: Float] = {
        let words: [(String, Float)] = [
            ("a", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6),
            ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("fifteen", 15),
            ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
            ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("few", 3),
            ("couple", 2), ("some", 2), ("quarter", 0.25),
        ]
        var out: [UInt64: Float] = [:]
        for (word, value) in words { out[Stem.hash(word)] = value }
        return out
    }()

    /// The tokens with every sum of money marked as one token that holds its value.
    static func merge(_ tokens: [Token]) -> [Token] {
        var out: [Token] = []
        out.reserveCapacity(tokens.count)
        var at = 0
        while at < tokens.count {
            var token = tokens[at]
            at += 1
            let next = at < tokens.count && tokens[at].gap == .none ? tokens[at].stem : 0
            let spoken = token.kind == .word ? numberWords[token.stem] : nil
            if token.kind == .number || token.kind == .money || spoken != nil, next != 0 {
                if let scale = scale(of: next) {
                    token.value = (spoken ?? token.value) * scale
                    token.kind = .money
                    token.stem = 0
                    at += 1
                }
            }
            if token.kind == .number,
                isBare(token, after: out, next: next, isAlone: tokens.count == 1)
            {
                token.kind = .money
            }
            out.append(token)
        }
        return out
    }

    private static func scale(of word: UInt64) -> Float? {
        if currencies.contains(word) { return 1 }
        if cents.contains(word) { return 0.01 }
        return thousands.contains(word) ? 1_000 : nil
    }

    private static func isBare(
        _ token: Token, after: [Token], next: UInt64, isAlone: Bool
    ) -> Bool {
        guard token.value >= 0, token.length == 0, !units.contains(next) else { return false }
        guard let last = after.last, token.gap != .sentence else {
            return isAlone || (token.value > 0 && after.isEmpty)
        }
        if months.contains(last.stem) { return false }
        if token.value >= 1_950, token.value <= 2_035, calendar.contains(last.stem) { return false }
        return leads.contains(last.stem) || isAlone
    }
}
