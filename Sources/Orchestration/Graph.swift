/// A declared graph of steps, checked, and flattened once into the order in which they run.
///
/// ```
/// let graph = try Graph<Moment> {
///     Recall().first
///     Measure().after(Recall.self)
///     Commit().last
/// }
/// ```
package struct Graph<Moment: Sendable>: Sendable {
    /// A node as the walk sees it: everything it needs is an index.
    struct Planned: Sendable {
        let node: Node<Moment>
        /// Places in the plan of the steps without which this one is skipped.
        let needs: [Int]
    }

    let plan: [Planned]

    /// Names of the steps in the order in which they run.
    package var order: [String] { plan.map(\.node.name) }

    package init(@GraphBuilder<Moment> _ declaration: () -> [Node<Moment>]) throws(GraphError) {
        try self.init(declaration())
    }

    init(_ nodes: [Node<Moment>]) throws(GraphError) {
        var check = Check(nodes)
        plan = try check.plan()
    }
}

@resultBuilder
package enum GraphBuilder<Moment: Sendable> {
    package static func buildBlock(_ nodes: Node<Moment>...) -> [Node<Moment>] { nodes }
}

/// Every check of a declaration, and the order that follows from it.
private struct Check<Moment: Sendable> {
    private let nodes: [Node<Moment>]
    private var mistakes: [GraphError.Mistake] = []

    init(_ nodes: [Node<Moment>]) { self.nodes = nodes }

    mutating func plan() throws(GraphError) -> [Graph<Moment>.Planned] {
        guard !nodes.isEmpty else {
            throw GraphError(mistakes: [.init(code: .empty, reason: "the graph has no nodes")])
        }
        checkNames()
        checkEnds()
        let before = predecessors()
        let order = mistakes.isEmpty ? sorted(before) : []
        guard mistakes.isEmpty else { throw GraphError(mistakes: mistakes) }
        var place = [Int](repeating: 0, count: nodes.count)
        for (index, node) in order.enumerated() { place[node] = index }
        return order.map { index in
            let needs = nodes[index].needs.filter { !$0.isOptional }
            let indexes = needs.compactMap { need in nodes.firstIndex { $0.id == need.id } }
            return Graph.Planned(node: nodes[index], needs: indexes.map { place[$0] })
        }
    }

    private mutating func note(_ code: GraphError.Code, _ reason: String) {
        mistakes.append(.init(code: code, reason: reason))
    }

    private mutating func checkNames() {
        var seen: Set<String> = []
        for node in nodes where !seen.insert(node.name).inserted {
            note(.duplicate, "\(node.name) is declared twice")
        }
        let known = Set(nodes.map(\.id))
        for node in nodes {
            for need in node.needs where !known.contains(need.id) {
                let names = nodes.map(\.name).joined(separator: ", ")
                note(
                    .unknown,
                    "\(node.name) comes after \(need.name), which is not in the graph; it has \(names)"
                )
            }
        }
    }

    private mutating func checkEnds() {
        for (place, word) in [(Node<Moment>.Place.first, "first"), (.last, "last")] {
            let found = nodes.filter { $0.place == place }.map(\.name)
            if found.count > 1 {
                note(.ends, "\(found.joined(separator: " and ")) are all declared \(word)")
            } else if found.isEmpty {
                note(.ends, "no node is declared \(word)")
            }
        }
        for node in nodes where node.place == .middle && node.needs.isEmpty {
            note(.ends, "\(node.name) comes after nothing and is not declared first")
        }
        if let last = nodes.first(where: { $0.place == .last }) {
            for node in nodes where node.needs.contains(where: { $0.id == last.id }) {
                note(.ends, "\(node.name) comes after \(last.name), which is declared last")
            }
        }
    }

    /// For each node, the nodes that run before it.
    private func predecessors() -> [Set<Int>] {
        nodes.enumerated().map { index, node in
            if node.place == .last { return Set(nodes.indices).subtracting([index]) }
            return Set(
                node.needs.compactMap { need in nodes.firstIndex { $0.id == need.id } })
        }
    }

    /// Kahn's algorithm; of those that may run, the one declared first does. What is left over when
    /// nothing may run any more holds a cycle.
    private mutating func sorted(_ before: [Set<Int>]) -> [Int] {
        var order: [Int] = []
        var left = Array(nodes.indices)
        while let next = left.firstIndex(where: { before[$0].isSubset(of: order) }) {
            order.append(left.remove(at: next))
        }
        if !left.isEmpty { note(.cycle, "steps wait for each other: " + cycle(in: left, before)) }
        return order
    }

    /// "Measure → Embed → Measure", each before the next.
    private func cycle(in left: [Int], _ before: [Set<Int>]) -> String {
        var path: [Int] = []
        var node = left[0]
        while !path.contains(node) {
            path.append(node)
            // Every node that is left waits for another that is left.
            guard let next = left.first(where: { before[node].contains($0) }) else { break }
            node = next
        }
        let loop = path[(path.firstIndex(of: node) ?? 0)...] + [node]
        return loop.reversed().map { nodes[$0].name }.joined(separator: " → ")
    }
}
