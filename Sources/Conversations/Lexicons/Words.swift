/// Classes of words that phrases name with `@`, negators, and idioms that only look negative.
enum Words {
    static let classes: [(name: String, words: String)] = [
        ("i", "i we id"),
        ("will", "will would shall can could may might should"),
        (
            "act",
            """
            donate give contribute buy purchase order subscribe enroll join invest upgrade support \
            pay sponsor spare proceed sign book switch try start send help donation
            """
        ),
        (
            "want",
            "want like love plan intend hope ready willing happy glad going prepared able pleased"
        ),
        (
            "deal",
            "deal price offer amount sum"
        ),
        (
            "kin",
            """
            wife husband spouse partner boss manager team director ceo cfo board colleagues \
            parents mom dad girlfriend boyfriend family supervisor committee roommate accountant \
            lawyer procurement legal
            """
        ),
        (
            "great",
            """
            good great awesome wonderful fantastic amazing excellent perfect nice lovely cool \
            fabulous terrific super brilliant incredible fine beautiful noble worthy
            """
        ),
        (
            "cause",
            """
            cause charity organization organisation thing idea work product service program \
            mission company offer tool solution platform item
            """
        ),
        (
            "pricey",
            "expensive pricey steep costly overpriced high"
        ),
        (
            "later",
            "later tomorrow sometime eventually afterwards soon"
        ),
        (
            "delay",
            "wait waiting delay delaying postponing shopping looking"
        ),
        ("be", "is are am was were be been being"),
        ("you", "you u ya yourself"),
        ("my", "my our mine"),
        ("it", "it this that these those them one"),
        (
            "bring",
            "donate donation contribute contribution give giving gift support"
        ),
    ]

    /// Words that turn around what follows them, up to the end of the clause.
    static let negators =
        "not no never without hardly barely neither nor nobody none nothing cannot scarcely"

    /// Words that end a negator's reach.
    static let clauseBreakers = "but however though although because so yet then still and if"

    /// Phrases whose negator negates nothing; nothing else is found inside them.
    static let idioms: [String] = [
        "no problem/worry/worries/prob/issue/issues/biggie", "not a problem", "not at all",
        "not only", "not just", "no doubt", "no question about", "can not wait",
        "could not agree more", "could not be happier", "not bad", "why not",
        "do not mind", "would not mind", "no need to worry", "no matter", "do not worry",
        "no wonder", "can not go wrong", "no pressure", "no strings", "not to mention",
        "no rush", "no obligation", "no obligations", "do not get me wrong", "if not",
        "whether or not", "or not", "no less than", "nothing wrong", "nothing but",
        "can not complain", "nothing but good", "not interested in @delay",
        "not want to @delay", "no time to waste/lose", "no need to wait",
    ]
}
