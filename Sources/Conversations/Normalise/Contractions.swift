/// Short forms and the full ones that the lexicons are written in.
enum Contractions {
    /// Without an apostrophe, as people type them, and spoken forms.
    private static let table: [(String, String)] = [
        ("dont", "do not"), ("doesnt", "does not"), ("didnt", "did not"), ("cant", "can not"),
        ("cannot", "can not"), ("wont", "will not"), ("isnt", "is not"), ("arent", "are not"),
        ("wasnt", "was not"), ("werent", "were not"), ("havent", "have not"),
        ("hasnt", "has not"), ("hadnt", "had not"), ("wouldnt", "would not"),
        ("couldnt", "could not"), ("shouldnt", "should not"), ("aint", "is not"),
        ("im", "i am"), ("ive", "i have"), ("youre", "you are"), ("youve", "you have"),
        ("youll", "you will"), ("theyre", "they are"), ("thats", "that is"),
        ("whats", "what is"), ("lets", "let us"), ("theres", "there is"), ("itll", "it will"),
        ("gonna", "going to"), ("wanna", "want to"), ("gotta", "got to"), ("kinda", "kind of"),
        ("gimme", "give me"), ("dunno", "do not know"), ("u", "you"), ("ur", "your"),
        ("r", "are"), ("pls", "please"), ("plz", "please"), ("thx", "thanks"), ("ty", "thank you"),
        ("thankyou", "thank you"), ("thnx", "thanks"), ("tks", "thanks"), ("k", "ok"),
        ("okay", "ok"), ("okey", "ok"), ("oky", "ok"), ("okk", "ok"), ("yep", "yes"),
        ("yup", "yes"), ("yeah", "yes"),
        ("yea", "yes"), ("ya", "yes"), ("yah", "yes"), ("yess", "yes"), ("nope", "no"),
        ("nah", "no"), ("noo", "no"), ("ofcourse", "of course"), ("alot", "a lot"),
        ("intrested", "interested"), ("intersted", "interested"), ("donte", "donate"),
        ("dontate", "donate"), ("donat", "donate"), ("definately", "definitely"),
        ("defiantly", "definitely"), ("defintely", "definitely"), ("surely", "sure"),
        ("atleast", "at least"), ("thru", "through"), ("bcoz", "because"), ("cuz", "because"),
        ("cos", "because"), ("coz", "because"), ("tho", "though"), ("prob", "probably"),
    ]

    /// Hash of the lower-case letters -> stems of the full form.
    static let whole: [UInt64: [UInt64]] = {
        var out: [UInt64: [UInt64]] = [:]
        for (short, full) in table {
            out[Bytes.hash(short.utf8)] = full.split(separator: " ").map { Stem.hash(String($0)) }
        }
        return out
    }()

    private static let not = Stem.hash("not")
    private static let suffixes: [UInt64: UInt64] = [
        Bytes.hash("ve".utf8): Stem.hash("have"), Bytes.hash("ll".utf8): Stem.hash("will"),
        Bytes.hash("re".utf8): Stem.hash("are"), Bytes.hash("m".utf8): Stem.hash("am"),
        Bytes.hash("d".utf8): Stem.hash("would"), Bytes.hash("s".utf8): Stem.hash("is"),
    ]

    /// Stems of a word with an apostrophe: `head` before it, `tail` after it, both lower case.
    static func expand(_ head: ArraySlice<UInt8>, _ tail: ArraySlice<UInt8>) -> [UInt64] {
        if tail.elementsEqual("t".utf8), head.last == UInt8(ascii: "n") {
            if head.elementsEqual("won".utf8) { return [Stem.hash("will"), not] }
            if head.elementsEqual("can".utf8) { return [Stem.hash("can"), not] }
            if head.elementsEqual("ain".utf8) { return [Stem.hash("is"), not] }
            return [Stem.hash(head.dropLast()), not]
        }
        if head.elementsEqual("let".utf8), tail.elementsEqual("s".utf8) {
            return [Stem.hash("let"), Stem.hash("us")]
        }
        guard let suffix = suffixes[Bytes.hash(tail)] else {
            return [Stem.hash(head), Stem.hash(tail)]
        }
        return [Stem.hash(head), suffix]
    }
}
