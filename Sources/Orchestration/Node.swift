/// A step's place in a graph: what it needs, what it may cost, what replaces it.
package struct Node<Moment: Sendable>: Sendable {
    /// A step that must have run before.
    struct Need: Sendable {
        let id: ObjectIdentifier
        let name: String
        /// The node runs even where this step was skipped or has failed.
        let isOptional: Bool
    }

    enum Place: Sendable { case first, middle, last }

    let step: any Step<Moment>
    let id: ObjectIdentifier
    let name: String
    var place: Place
    var needs: [Need]
    var budget: Duration?
    var isOptional = false
    var fallback: Fallback<Moment>?

    init<S: Step<Moment>>(_ step: S, _ place: Place, needs: [Need] = []) {
        self.step = step
        id = ObjectIdentifier(S.self)
        name = S.name
        self.place = place
        self.needs = needs
    }
}

/// Leaves in the moment what stands in for a step, given why it is missing. Returns what was used.
package typealias Fallback<Moment> = @Sendable (inout Moment, String) -> String

extension Step {
    /// The walk begins here. One node of a graph.
    package var first: Node<Moment> { Node(self, .first) }

    /// Runs when all of `steps` have run, and is skipped where one of them was skipped.
    package func after(_ steps: any Step<Moment>.Type...) -> Node<Moment> {
        Node(self, .middle, needs: steps.map { Node<Moment>.Need($0, isOptional: false) })
    }

    /// The walk ends here, after every other node, whatever became of the optional ones.
    package var last: Node<Moment> { Node(self, .last) }
}

extension Node {
    /// Runs after `steps` too, and even where one of them was skipped or has failed.
    package func evenWithout(_ steps: any Step<Moment>.Type...) -> Node {
        var node = self
        node.needs += steps.map { Need($0, isOptional: true) }
        return node
    }

    /// May take this long when it waits; the walk's deadline holds as well.
    package func within(_ budget: Duration) -> Node {
        var node = self
        node.budget = budget
        return node
    }

    /// Its failure or lateness does not end the walk; it is noted, and who needs it is skipped.
    package var optional: Node {
        var node = self
        node.isOptional = true
        return node
    }

    /// When it fails or is late, `fallback` stands in for it, which is noted.
    package func orElse(_ fallback: @escaping Fallback<Moment>) -> Node {
        var node = self
        node.fallback = fallback
        return node
    }
}

extension Node.Need {
    fileprivate init(_ step: any Step<Moment>.Type, isOptional: Bool) {
        self.init(id: ObjectIdentifier(step), name: step.name, isOptional: isOptional)
    }
}
