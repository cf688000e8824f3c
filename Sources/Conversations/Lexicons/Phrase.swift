/// One line of a lexicon, spelled out into every sequence of symbols that it stands for.
enum Phrase {
    struct Form {
        var symbols: [UInt32] = []
        /// Only at the beginning of a sentence.
        var wantsStart = false
        /// Only at the end of a sentence.
        var wantsEnd = false
    }

    static func forms(_ phrase: Substring, _ vocabulary: inout Vocabulary) -> [Form] {
        var forms = [Form()]
        for element in phrase.split(separator: " ") {
            switch element {
            case "^": forms = forms.map { Form(symbols: $0.symbols, wantsStart: true) }
            case ".", "?":
                for at in forms.indices { forms[at].wantsEnd = true }
            case "..":
                forms = forms.flatMap { form in
                    (0...Limits.gapWords).map { words in
                        var longer = form
                        longer.symbols += [UInt32](repeating: Vocabulary.any, count: words)
                        return longer
                    }
                }
            default:
                let choices = element.split(separator: "/").map { symbol($0, &vocabulary) }
                forms = forms.flatMap { form in
                    choices.map { choice in
                        var longer = form
                        longer.symbols.append(choice)
                        return longer
                    }
                }
            }
        }
        return forms.filter { !$0.symbols.isEmpty }
    }

    private static func symbol(_ element: Substring, _ vocabulary: inout Vocabulary) -> UInt32 {
        switch element {
        case "_": return Vocabulary.any
        case "$": return Vocabulary.money
        case "#": return Vocabulary.number
        default: break
        }
        if element.hasPrefix("@") {
            guard let symbol = vocabulary.symbol(ofClass: element.dropFirst()) else {
                preconditionFailure("a lexicon names the class \(element), which Words lacks")
            }
            return symbol
        }
        return vocabulary.number(of: element)
    }
}
