/// What is wrong with a declaration. All mistakes are told at once.
package struct GraphError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: Sendable, Hashable {
        package let name: String

        package init(_ name: String) { self.name = name }

        /// A graph without nodes.
        package static let empty = Code("empty")
        /// A step is declared twice.
        package static let duplicate = Code("duplicate")
        /// A node needs a step that the graph does not have.
        package static let unknown = Code("unknown")
        /// Nodes that wait for each other.
        package static let cycle = Code("cycle")
        /// No beginning or end, or more than one.
        package static let ends = Code("ends")
    }

    package struct Mistake: Sendable, Equatable {
        package let code: Code
        package let reason: String
    }

    package let mistakes: [Mistake]

    package var description: String { mistakes.map(\.reason).joined(separator: "; ") }

    package static func == (left: GraphError, right: GraphError) -> Bool {
        left.mistakes.map(\.code) == right.mistakes.map(\.code)
    }
}
