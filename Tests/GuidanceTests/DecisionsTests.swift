import Messages
import Testing

@testable import Guidance

@Suite("An open outcome")
struct DecisionsTests {
    private func step(_ move: String) -> NextStep { NextStep(move: move, text: "", because: "") }

    @Test("is a doubt where the next step takes an outcome for granted, and nowhere else")
    func weighed() {
        let open = Confidence(level: 0.5, labels: .undecided, doubts: [])
        #expect(Decisions.weigh(open, before: step("exit")).doubts == [.undecided])
        #expect(Decisions.weigh(open, before: step("answer")).doubts == [])
        #expect(Decisions.weigh(open, before: nil).doubts == [])
        let settled = Confidence(level: 0.5, labels: .converts, doubts: [.novel])
        #expect(Decisions.weigh(settled, before: step("next-step")) == settled)
        let unknown = Confidence(level: 0.5)
        #expect(Decisions.weigh(unknown, before: step("next-step")) == unknown)
    }

    @Test("is asked about steps that the playbook has")
    func known() {
        let moves = Set(Playbook.standard.map { "\($0.move)" })
        #expect(!moves.isDisjoint(with: Decisions.moves))
    }
}
