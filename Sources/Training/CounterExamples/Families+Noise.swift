internal import Foundation
internal import Messages

// Families that damage what was said. What damages a text does not know the outcome.

extension Family {
    /// Label-preserving. Speech recognition: no capitals and hardly a punctuation mark, and each
    /// word is dropped, doubled or heard as another one with a chance of 8 % in all.
    static let recognitionNoise = Family(
        name: "recognition noise", use: .training, meaning: .preserved, level: 1
    ) { draft in
        for place in draft.turns.indices {
            draft.turns[place].text = Misheard.text(draft.turns[place].text, &draft.random)
        }
    }

    /// Label-preserving. The record breaks off: two to four fifths of the turns are left, at least
    /// two. What the rest would have shown is gone, the outcome is not.
    static let truncation = Family(
        name: "truncated call", use: .training, meaning: .preserved, level: 1
    ) { draft in
        let share = 0.4 + 0.4 * draft.random.unit()
        let left = max(2, Int(Float(draft.turns.count) * share))
        draft.turns = Array(draft.turns.prefix(left))
    }

    /// Label-preserving. Who spoke is got wrong in one turn of five, and in one at least.
    static let speakerSwap = Family(
        name: "speaker swap", use: .testing, meaning: .preserved, level: 1
    ) { draft in
        let certain = draft.random.below(draft.turns.count)
        for place in draft.turns.indices where draft.isDrawn(0.2) || place == certain {
            let speaker = draft.turns[place].speaker
            draft.turns[place].speaker =
                speaker == .customer ? .representative : .customer
        }
    }

    /// Label-preserving. Footers, disclaimers and notices of a customer database are pasted into a
    /// quarter of the turns, whoever spoke.
    static let boilerplate = Family(
        name: "boilerplate", use: .testing, meaning: .preserved, level: 1
    ) { draft in
        let certain = draft.random.below(draft.turns.count)
        for place in draft.turns.indices where draft.isDrawn(0.25) || place == certain {
            draft.turns[place].text += " " + draft.phrase(Phrasebook.boilerplate)
        }
    }
}

/// What a recogniser makes of a text.
private enum Misheard {
    private static let alike = [
        "to": "two", "two": "to", "for": "four", "their": "there", "there": "their",
        "your": "you're", "buy": "by", "by": "buy", "know": "no", "right": "write",
        "would": "wood", "here": "hear", "our": "are", "its": "it's", "sale": "sail",
        "price": "prize", "cost": "coast", "than": "then", "then": "than", "week": "weak",
        "we'll": "will", "i'll": "aisle", "accept": "except", "affect": "effect",
    ]

    static func text(_ text: String, _ random: inout Random) -> String {
        var heard: [String] = []
        for word in text.lowercased().split(separator: " ") {
            let bare = word.filter { !".,!?;:\"()".contains($0) }
            guard !bare.isEmpty else { continue }
            switch random.unit() {
            case ..<0.03: continue
            case ..<0.04: heard += [bare, bare]
            case ..<0.08: heard.append(alike[bare] ?? String(bare.dropLast()))
            default: heard.append(bare)
            }
        }
        let result = heard.filter { !$0.isEmpty }.joined(separator: " ")
        return result.isEmpty ? text : result
    }
}
