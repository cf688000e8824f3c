import Orchestration
import Testing

@Suite("What is shown of a graph")
struct OutlineTests {
    @Test("Every node comes with what it comes after; the last after all that nobody waits for")
    func outline() throws {
        let graph = try Graph<Trail> {
            First().first
            Left().after(First.self).within(.seconds(1)).orElse { _, _ in "nothing" }
            Join().after(First.self).evenWithout(Left.self).optional
            Last().last
        }
        let outline = graph.outline
        #expect(outline.map(\.name) == ["First", "Left", "Join", "Last"])
        #expect(outline.map(\.isOptional) == [false, false, true, false])
        #expect(outline.map(\.isReplaceable) == [false, true, false, false])
        #expect(outline.map(\.budget) == [nil, .seconds(1), nil, nil])
        #expect(outline[0].after.isEmpty)
        #expect(outline[2].after.map(\.name) == ["First", "Left"])
        #expect(outline[2].after.map(\.isOptional) == [false, true])
        #expect(outline[3].after.map(\.name) == ["Join"])
    }
}
