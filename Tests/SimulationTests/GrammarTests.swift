import Testing

@testable import Simulation

@Suite("The grammar")
struct GrammarTests {
    @Test("Every act has at least eighteen wordings to train on and twelve to be tested on")
    func enough() {
        for act in RepresentativeAct.allCases {
            #expect(PhraseBank.train.representative[act.rawValue].count >= 18, "\(act)")
            #expect(PhraseBank.test.representative[act.rawValue].count >= 12, "\(act)")
        }
        for act in CustomerAct.allCases {
            #expect(PhraseBank.train.customer[act.rawValue].count >= 18, "\(act)")
            #expect(PhraseBank.test.customer[act.rawValue].count >= 12, "\(act)")
        }
    }

    @Test("No wording is in both parts, whatever fills its slots and choices")
    func disjoint() {
        let phrases =
            Array(Phrases.representative.values) + Array(Phrases.customer.values)
            + Phrases.shared.map(\.phrases)
            + [Phrases.representativeAside, Phrases.customerAside]
        let train = Set(phrases.flatMap { $0.train.split(separator: "\n").flatMap(wordings) })
        let test = Set(phrases.flatMap { $0.test.split(separator: "\n").flatMap(wordings) })
        #expect(train.count > 1_000 && test.count > 400)
        #expect(train.isDisjoint(with: test), "\(train.intersection(test))")
    }

    /// Every choice of a template, slots left as they are, letters alone.
    private func wordings(_ line: Substring) -> [String] {
        texts(Template(line)).map { $0.lowercased().filter(\.isLetter) }
    }

    private func texts(_ template: Template) -> [String] {
        template.parts.reduce([""]) { texts, part in
            switch part {
            case .words(let words): texts.map { $0 + words }
            case .choice(let choices):
                texts.flatMap { text in choices.flatMap(self.texts).map { text + $0 } }
            case .slot(let slot): texts.map { $0 + slot.rawValue }
            }
        }
    }

    @Test("Slots are filled: no brace is left in any text")
    func filled() {
        for conversation in Made.conversations {
            for turn in conversation.turns {
                #expect(!turn.text.isEmpty)
                #expect(!turn.text.contains { "{}|".contains($0) }, "\(turn.text)")
            }
        }
    }

    @Test("Knows fifteen industries, each by its name")
    func industries() {
        #expect(Industry.all.count == 15)
        #expect(Set(Industry.all.map(\.name)).count == 15)
        for industry in Industry.all {
            #expect(Industry.named(industry.name.uppercased())?.name == industry.name)
            #expect(abs(industry.concernShares.reduce(0, +) - 1) < 1e-9)
        }
        #expect(Industry.named("alchemy") == nil)
    }
}
