/// One node of a graph as it can be shown.
package struct GraphOutline: Sendable, Equatable {
    package struct Edge: Sendable, Equatable {
        package let name: String
        /// The node runs even where the other was skipped or has failed.
        package let isOptional: Bool
    }

    package let name: String
    /// How long it may take when it waits; nil: the walk's deadline alone holds.
    package let budget: Duration?
    /// Its failure does not end the walk.
    package let isOptional: Bool
    /// Something stands in for it when it fails or is late.
    package let isReplaceable: Bool
    /// What it comes after.
    package let after: [Edge]
}

extension Graph {
    /// The nodes in the order in which they run. The last one comes after every node that nobody
    /// else comes after.
    package var outline: [GraphOutline] {
        let needed = Set(plan.flatMap { $0.node.needs.map(\.name) })
        return plan.map { planned in
            let node = planned.node
            var after = node.needs.map {
                GraphOutline.Edge(name: $0.name, isOptional: $0.isOptional)
            }
            if node.place == .last {
                after += plan.map(\.node.name).filter { !needed.contains($0) && $0 != node.name }
                    .map { GraphOutline.Edge(name: $0, isOptional: true) }
            }
            return GraphOutline(
                name: node.name, budget: node.budget, isOptional: node.isOptional,
                isReplaceable: node.fallback != nil, after: after)
        }
    }
}
