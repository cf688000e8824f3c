/// The words of one conversation: who talks how, about which product.
struct Voice: Sendable {
    let persona: Persona
    let channel: Channel
    private let bank: PhraseBank
    private var slots: Slots
    private var random: SplitMix
    /// The last template of each act, not to be said twice in a row.
    private var lastTemplate: [Int: Int] = [:]

    var product: String { slots.product }

    init(_ industry: Industry, _ part: PhraseBank.Part, random: SplitMix) {
        var random = random
        bank = PhraseBank.of(part)
        persona = random.of(Persona.all)
        channel = Channel.allCases[random.index([0.4, 0.15, 0.45])]
        slots = Slots(industry, &random)
        self.random = random
    }

    /// The words of an act, and the number of the wording that they were made from: the same for
    /// all texts of one template of a bank's part.
    mutating func text(
        of act: SimulatedTurn.Act, isElaborate: Bool
    ) -> (text: String, phrase: Int) {
        let (key, templates, asides, speaker) = source(act)
        guard !templates.isEmpty else { return ("", key * Self.templatesMax) }
        var choice = random.below(templates.count)
        if choice == lastTemplate[key] { choice = (choice + 1) % templates.count }
        lastTemplate[key] = choice
        var text = templates[choice].text(&slots, &random)
        if isElaborate, !asides.isEmpty {
            text += " " + random.of(asides).text(&slots, &random)
        }
        text = text.prefix(1).uppercased() + text.dropFirst()
        return (
            Noise.apply(to: text, speaker, channel, &random), key * Self.templatesMax + choice
        )
    }

    /// Of one act; more would share numbers with the next.
    private static let templatesMax = 1_000

    private mutating func source(
        _ act: SimulatedTurn.Act
    ) -> (key: Int, templates: [Template], asides: [Template], speaker: Persona) {
        switch act {
        case .representative(let act):
            return (
                act.rawValue, bank.representative[act.rawValue], bank.asides.representative,
                .representative
            )
        case .customer(let act):
            let shared = bank.shared[act.rawValue]
            if !shared.isEmpty, random.isTrue(PhraseBank.ambiguity) {
                return (200 + act.rawValue, shared, bank.asides.customer, persona)
            }
            return (100 + act.rawValue, bank.customer[act.rawValue], bank.asides.customer, persona)
        }
    }
}
