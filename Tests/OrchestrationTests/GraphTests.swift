import Testing

@testable import Orchestration

@Suite("A declared graph")
struct GraphTests {
    @Test("runs in the order that follows from the needs, ties in the order of declaration")
    func order() throws {
        let graph = try Graph<Trail> {
            Last().last
            Join().after(Left.self, Right.self)
            Right().after(First.self)
            Left().after(First.self)
            First().first
        }
        #expect(graph.order == ["First", "Right", "Left", "Join", "Last"])
    }

    @Test("is refused when it is empty")
    func empty() {
        #expect(throws: GraphError(mistakes: [.init(code: .empty, reason: "")])) {
            try Graph<Trail> {}
        }
    }

    @Test("is refused when a node needs a step that it does not have, and names both")
    func unknown() {
        let error = mistakes {
            First().first
            Left().after(Right.self)
            Last().last
        }
        #expect(error?.mistakes.map(\.code) == [.unknown])
        #expect(error?.description.contains("Left comes after Right") == true)
        #expect(error?.description.contains("it has First, Left, Last") == true)
    }

    @Test("is refused when nodes wait for each other, and the cycle is printed")
    func cycle() {
        let error = mistakes {
            First().first
            Left().after(Right.self)
            Right().after(Join.self)
            Join().after(Left.self)
            Last().last
        }
        #expect(error?.mistakes.map(\.code) == [.cycle])
        #expect(error?.description.contains("Left → Join → Right → Left") == true)
    }

    @Test("finds the cycle even where a node that merely waits for it is declared before")
    func cycleBehindAWaiter() {
        let error = mistakes {
            First().first
            Join().after(Left.self)
            Left().after(Right.self)
            Right().after(Left.self)
            Last().last
        }
        #expect(error?.description.contains("Left → Right → Left") == true)
        #expect(error?.description.contains("Join") == false)
    }

    @Test("is refused when a node waits for itself")
    func selfCycle() {
        let error = mistakes {
            First().first
            Left().after(Left.self)
            Last().last
        }
        #expect(error?.mistakes.map(\.code) == [.cycle])
        #expect(error?.description.contains("Left → Left") == true)
    }

    @Test("is refused when a step is declared twice")
    func duplicate() {
        let error = mistakes {
            First().first
            Left().after(First.self)
            Left().after(First.self)
            Last().last
        }
        #expect(error?.mistakes.map(\.code) == [.duplicate])
    }

    @Test("has one beginning and one end, and nothing comes after the end")
    func ends() {
        let none = mistakes { Left().after(Left.self) }
        #expect(none?.mistakes.filter { $0.code == .ends }.count == 2)
        let two = mistakes {
            First().first
            Left().first
            Last().last
            Join().after(Last.self)
        }
        #expect(two?.mistakes.map(\.code) == [.ends, .ends])
        let adrift = mistakes {
            First().first
            Left().after()
            Last().last
        }
        #expect(adrift?.description.contains("Left comes after nothing") == true)
    }

    @Test("tells all mistakes at once")
    func allAtOnce() {
        let error = mistakes {
            First().first
            Left().after(Join.self)
            Left().after(First.self)
        }
        #expect(error?.mistakes.map(\.code) == [.duplicate, .unknown, .ends])
    }

    private func mistakes(
        @GraphBuilder<Trail> _ declaration: () -> [Node<Trail>]
    ) -> GraphError? {
        do throws(GraphError) {
            let graph = try Graph<Trail>(declaration)
            Issue.record("accepted as \(graph.order)")
            return nil
        } catch {
            return error
        }
    }
}
