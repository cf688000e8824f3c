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
            #expect(PhraseBank.validation.customer[act.rawValue].count >= 4, "\(act)")
        }
    }

    @Test("No wording is in both parts, whatever fills its slots and choices")
    func disjoint() {
        let phrases =
            Array(Phrases.representative.values) + Array(Phrases.customer.values)
            + Phrases.shared.map(\.phrases)
            + [Phrases.representativeAside, Phrases.customerAside]
        let more =
            Array(Phrases.moreRepresentative.values) + Array(Phrases.moreCustomer.values)
            + [Phrases.moreRepresentativeAside, Phrases.moreCustomerAside]
        let test = phrases.flatMap { $0.test.split(separator: "\n") }.reduce(into: Set()) {
            $0.formUnion(texts(Template($1)))
        }
        #expect(test.count > 400)
        // Training wordings run to hundreds of thousands: only those that begin as a test wording
        // does are followed to their end.
        let starts = Set(test.flatMap { text in text.indices.map { text[..<$0] } + [text[...]] })
        let lines = (phrases.map(\.train) + more).flatMap { $0.split(separator: "\n") }
        #expect(lines.count > 1_500)
        let both = lines.reduce(into: Set()) { both, line in
            both.formUnion(
                texts(Template(line)) { starts.contains($0[...]) }.intersection(test))
        }
        #expect(both.isEmpty, "\(both.sorted())")
    }

    /// Every choice of a template, letters alone, slots as their names.
    /// - Parameter isWanted: asked about the beginning of a text; what is not wanted is dropped.
    private func texts(
        _ template: Template, after starts: Set<String> = [""],
        isWanted: (String) -> Bool = { _ in true }
    ) -> Set<String> {
        template.parts.reduce(starts) { texts, part in
            let next: Set<String>
            switch part {
            case .words(let words):
                let letters = words.lowercased().filter(\.isLetter)
                next = Set(texts.map { $0 + letters })
            case .choice(let choices):
                next = choices.reduce(into: Set()) {
                    $0.formUnion(self.texts($1, after: texts, isWanted: isWanted))
                }
            case .slot(let slot): next = Set(texts.map { $0 + slot.rawValue })
            }
            return next.filter(isWanted)
        }
    }

    @Test("A wording is kept for validation or trained on, never both, and none is lost")
    func validation() {
        for act in CustomerAct.allCases {
            let kept = PhraseBank.validation.customer[act.rawValue]
            let trained = PhraseBank.train.customer[act.rawValue]
            #expect(kept.allSatisfy { !trained.contains($0) }, "\(act)")
            let all =
                (Phrases.customer[act]?.train.split(separator: "\n").count ?? 0)
                + (Phrases.moreCustomer[act]?.split(separator: "\n").count ?? 0)
            #expect(kept.count + trained.count == all, "\(act)")
        }
    }

    @Test("Texts of one template of an act carry one number, others another")
    func numbers() throws {
        var seen: [Int: String] = [:]
        for turn in Made.conversations.flatMap(\.turns) {
            let phrase = try #require(turn.phrase)
            if let act = seen.updateValue(turn.act.name, forKey: phrase), phrase < 200_000 {
                #expect(act == turn.act.name)
            }
        }
        #expect(seen.count > 500)
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
