/// A phrase with slots and choices: "Our {product} {cuts|lowers} {costs}."
///
/// `{a|b}` is one of several wordings, `{name}` a slot of ``Slots``.
struct Template: Sendable {
    enum Part: Sendable, Equatable {
        case words(String)
        case choice([String])
        case slot(Slot)
    }

    let parts: [Part]

    init(_ text: Substring) {
        var parts: [Part] = []
        var rest = text
        while let open = rest.firstIndex(of: "{"),
            let close = rest[open...].firstIndex(of: "}")
        {
            if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
            let inner = rest[rest.index(after: open)..<close]
            if let slot = Slot(rawValue: String(inner)) {
                parts.append(.slot(slot))
            } else {
                parts.append(
                    .choice(
                        inner.split(separator: "|", omittingEmptySubsequences: false)
                            .map(String.init)))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    func text(_ slots: inout Slots, _ random: inout SplitMix) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .choice(let wordings): text += random.of(wordings)
            case .slot(let slot): text += slots.fill(slot, &random)
            }
        }
        return text
    }
}
