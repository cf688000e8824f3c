/// What happens to words on their way into a transcript: fillers, typing mistakes, and what speech
/// recognition makes of speech. None of it depends on who says what.
enum Noise {
    static func apply(
        to text: String, _ persona: Persona, _ channel: Channel, _ random: inout SplitMix
    ) -> String {
        var text = text
        if channel != .email, random.isTrue(persona.filler) {
            text = random.of(fillers) + lowercasedInitial(text)
            text = text.prefix(1).uppercased() + text.dropFirst()
        }
        switch channel {
        case .call:
            if random.isTrue(0.25) { text = recognised(text, &random) }
        case .chat, .email:
            if channel == .chat, random.isTrue(persona.casual) { text = casual(text) }
            if random.isTrue(persona.typo * 3) { text = mistyped(text, &random) }
        }
        return text
    }

    private static let fillers = [
        "Well, ", "So, ", "Um, ", "You know, ", "Look, ", "Uh, ", "Okay, so ", "Right, ",
    ]

    /// "The price" -> "the price", but "I" and "CRM" stay.
    private static func lowercasedInitial(_ text: String) -> String {
        let word = text.prefix { $0 != " " && $0 != "'" }
        guard word.count > 1, !word.dropFirst().contains(where: \.isUppercase) else { return text }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func casual(_ text: String) -> String {
        var text = text.lowercased()
        if text.last == "." { text.removeLast() }
        return text
    }

    /// No capitals, no marks, now and then a word lost or taken for another.
    private static func recognised(_ text: String, _ random: inout SplitMix) -> String {
        let plain = text.lowercased().filter { !",.?!;:".contains($0) }
        var words = plain.split(separator: " ").map(String.init)
        for index in words.indices where random.isTrue(0.05) {
            words[index] = homophones[words[index]] ?? words[index]
        }
        if words.count > 8, random.isTrue(0.2) { words.remove(at: random.below(words.count)) }
        if random.isTrue(0.2) { words.insert("uh", at: random.below(words.count + 1)) }
        return words.joined(separator: " ")
    }

    private static let homophones = [
        "their": "there", "there": "their", "we're": "were", "your": "you're", "two": "to",
        "to": "two", "for": "four", "know": "no", "right": "write", "whole": "hole",
        "cost": "costs", "week": "weak", "hear": "here", "here": "hear", "by": "buy", "an": "and",
    ]

    /// Two neighbouring letters change places, or one is lost, inside a longer word.
    private static func mistyped(_ text: String, _ random: inout SplitMix) -> String {
        var letters = Array(text)
        let places = letters.indices.dropFirst().dropLast().filter {
            letters[$0].isLetter && letters[$0 - 1].isLetter && letters[$0 + 1].isLetter
        }
        guard !places.isEmpty else { return text }
        let place = places[random.below(places.count)]
        if random.isTrue(0.5) {
            letters.swapAt(place, place + 1)
        } else {
            letters.remove(at: place)
        }
        return String(letters)
    }
}
