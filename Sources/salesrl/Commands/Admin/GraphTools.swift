internal import ArgumentParser
internal import Messages

/// The graph that events walk.
struct GraphTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Show the graph that a tenant's events walk.",
        discussion: """
            Examples:
              salesrl graph show
              salesrl graph show acme --json
            """,
        subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show its steps in the order in which they run.")

        @OptionGroup var options: AdminOptions
        @Argument(help: "The tenant; your own when left out.") var tenant: String?

        func run() async throws {
            let graph: AdminGraph = try await options.call(
                "GetGraph", GetGraphRequest(tenant: tenant ?? ""), asOperator: tenant != nil,
                doing: "graph show")
            try options.show(
                graph.nodes.map { node in
                    let after = graph.edges.filter { $0.to == node.name }
                        .map { $0.optional ? "(\($0.from))" : $0.from }
                    let budget = node.budgetMilliseconds
                    return Facts([
                        "step": .text(node.name),
                        "after": .text(after.joined(separator: ", ")),
                        "budget": .text(budget == 0 ? "" : "\(budget) ms"),
                        "failing": .text(
                            node.replaceable
                                ? "is replaced" : node.optional ? "is left out" : "ends the walk"),
                    ])
                })
            if !options.json { Console.error("(in brackets: it runs even without)") }
        }
    }
}
