internal import CMessages

/// How an event goes through the house.
package struct AdminGraph: Sendable, Equatable {
    package var tenant: String
    package var nodes: [AdminGraphNode]
    package var edges: [AdminGraphEdge]

    package init(tenant: String = "", nodes: [AdminGraphNode] = [], edges: [AdminGraphEdge] = []) {
        self.tenant = tenant
        self.nodes = nodes
        self.edges = edges
    }
}

extension AdminGraph: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__graph__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__Graph) {
        self.init(
            tenant: text(fields.tenant),
            nodes: list(fields.n_nodes, fields.nodes, AdminGraphNode.init),
            edges: list(fields.n_edges, fields.edges, AdminGraphEdge.init))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__Graph> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        let nodes = arena.list(nodes) { $0.fields(in: arena) }
        fields.pointee.n_nodes = nodes.count
        fields.pointee.nodes = nodes.entries
        let edges = arena.list(edges) { $0.fields(in: arena) }
        fields.pointee.n_edges = edges.count
        fields.pointee.edges = edges.entries
        return fields
    }
}

/// The nodes are in the order in which they run.
package struct AdminGraphNode: Sendable, Equatable {
    package var name: String
    /// How long it may take when it waits; 0: only the walk's deadline.
    package var budgetMilliseconds: Int64
    /// Its failure does not end the walk.
    package var optional: Bool
    /// Something stands in for it when it fails or is late.
    package var replaceable: Bool

    package init(
        name: String = "", budgetMilliseconds: Int64 = 0, optional: Bool = false,
        replaceable: Bool = false
    ) {
        self.name = name
        self.budgetMilliseconds = budgetMilliseconds
        self.optional = optional
        self.replaceable = replaceable
    }
}

extension AdminGraphNode: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__graph_node__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GraphNode) {
        self.init(
            name: text(fields.name), budgetMilliseconds: fields.budget_ms,
            optional: fields.optional != 0, replaceable: fields.replaceable != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GraphNode> {
        let fields = arena.make(Self.type)
        fields.pointee.name = arena.text(name)
        fields.pointee.budget_ms = budgetMilliseconds
        fields.pointee.optional = optional ? 1 : 0
        fields.pointee.replaceable = replaceable ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.GraphEdge`.
package struct AdminGraphEdge: Sendable, Equatable {
    package var from: String
    package var to: String
    /// `to` runs even where `from` was skipped or has failed.
    package var optional: Bool

    package init(from: String = "", to: String = "", optional: Bool = false) {
        self.from = from
        self.to = to
        self.optional = optional
    }
}

extension AdminGraphEdge: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__graph_edge__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GraphEdge) {
        self.init(from: text(fields.from), to: text(fields.to), optional: fields.optional != 0)
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GraphEdge> {
        let fields = arena.make(Self.type)
        fields.pointee.from = arena.text(from)
        fields.pointee.to = arena.text(to)
        fields.pointee.optional = optional ? 1 : 0
        return fields
    }
}

/// `salesrl.v1.GetGraphRequest`.
package struct GetGraphRequest: Sendable, Equatable {
    package var tenant: String

    package init(tenant: String = "") {
        self.tenant = tenant
    }
}

extension GetGraphRequest: MessageDraft, IncomingMessage {
    private static let type = WireType(salesrl__v1__get_graph_request__init)
    package static var name: String { type.name }

    package init(
        decoding bytes: UnsafeRawBufferPointer, limits: DecodeLimits
    ) throws(MessageError) {
        self = try Unpacked(Self.type, bytes, limits).read(Self.init)
    }

    package func build(in arena: borrowing Arena) -> BuiltMessage {
        BuiltMessage(fields(in: arena))
    }

    init(_ fields: Salesrl__V1__GetGraphRequest) {
        self.init(tenant: text(fields.tenant))
    }

    func fields(in arena: borrowing Arena) -> UnsafeMutablePointer<Salesrl__V1__GetGraphRequest> {
        let fields = arena.make(Self.type)
        fields.pointee.tenant = arena.text(tenant)
        return fields
    }
}
