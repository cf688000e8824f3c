import Testing

@testable import Orchestration

@Suite("Every graph of three middle nodes under every outcome")
struct EveryOutcomeTests {
    /// What each of the middle nodes does: run, skip, fail while optional, fail with a fallback.
    private enum Fate: CaseIterable { case run, skip, fail, replace }

    private func node<S: Marked>(_ step: S, _ fate: Fate, needs: [Bool]) -> Node<Trail> {
        var node = step.after(First.self)
        if needs[0] { node.needs += Left().after(Left.self).needs }
        if needs[1] { node.needs += Left().after(Right.self).needs }
        switch fate {
        case .run, .skip: return node
        case .fail: return node.optional
        case .replace: return node.orElse { _, _ in "a guess" }
        }
    }

    private func will(_ fate: Fate) -> Will {
        switch fate {
        case .run: .go
        case .skip: .skip
        case .fail, .replace: .fail
        }
    }

    @Test("ends, and a node runs exactly when all that it needs has a value")
    func everyOutcome() async throws {
        var walks = 0
        for edges in 0..<8 {
            for fates in 0..<64 {
                let fate = (0..<3).map { Fate.allCases[fates >> (2 * $0) & 3] }
                let rightNeedsLeft = edges & 1 != 0
                let joinNeeds = [edges & 2 != 0, edges & 4 != 0]
                let graph = try Graph<Trail> {
                    First().first
                    node(Left(will: will(fate[0])), fate[0], needs: [false, false])
                    node(Right(will: will(fate[1])), fate[1], needs: [rightNeedsLeft, false])
                    node(Join(will: will(fate[2])), fate[2], needs: joinNeeds)
                    Last().last
                }
                var trail = Trail()
                let walked = try await graph.walk(&trail)
                func has(_ fate: Fate) -> Bool { fate == .run || fate == .replace }
                let left = has(fate[0])
                let right = has(fate[1]) && (!rightNeedsLeft || left)
                let joinMay = (!joinNeeds[0] || left) && (!joinNeeds[1] || right)
                #expect(trail.seen.contains("Right") == (right && fate[1] == .run))
                #expect(trail.seen.contains("Join") == (joinMay && fate[2] == .run))
                #expect(trail.seen.last == "Last")
                #expect(walked.visits.count == 5)
                walks += 1
            }
        }
        #expect(walks == 512)
    }
}
