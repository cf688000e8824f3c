/// A phrase with slots and choices: "Our {product} {cuts|lowers} {costs}."
///
/// `{a|b}` is one of several wordings, which may hold slots and choices themselves; `{name}` is a
/// slot of ``Slots``.
struct Template: Sendable, Equatable {
    indirect enum Part: Sendable, Equatable {
        case words(String)
        case choice([Template])
        case slot(Slot)
    }

    let parts: [Part]

    init(_ text: Substring) {
        var parts: [Part] = []
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = Self.end(of: rest[open...]) {
            if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
            let inner = rest[rest.index(after: open)..<close]
            if let slot = Slot(rawValue: String(inner)) {
                parts.append(.slot(slot))
            } else {
                parts.append(.choice(Self.wordings(inner).map(Template.init)))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    /// The brace that closes the one at the start.
    private static func end(of text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// Divided at the bars that stand in no inner braces.
    private static func wordings(_ text: Substring) -> [Substring] {
        var found: [Substring] = []
        var start = text.startIndex
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case "|" where depth == 0:
                found.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        return found + [text[start...]]
    }

    func text(_ slots: inout Slots, _ random: inout SplitMix) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .choice(let wordings): text += random.of(wordings).text(&slots, &random)
            case .slot(let slot): text += slots.fill(slot, &random)
            }
        }
        return text
    }
}
