internal import Accounts
internal import Guidance
internal import Messages
internal import Orchestration
internal import Storage
internal import Wire

extension AdminService {
    /// Entries that one call looks at before it answers with what it has.
    private static let auditLooked = 20_000

    /// What changes nothing.
    var lookMethods: [Method] {
        [
            method("GetGraph") { (request: GetGraphRequest, ask) in
                AdminGraph(try ask.tenant(request.tenant), story.outline)
            },
            method("ListAudit") { try await audit($0, $1) },
        ]
    }

    /// A page may hold less than was asked for, and even nothing, and not be the last: whoever asks
    /// for what is rare gets its place in the log back, and asks on from there.
    private func audit(_ request: ListAuditRequest, _ ask: Ask) async throws -> ListAuditResponse {
        var query = AuditQuery()
        if !(ask.isOperator && request.tenant.isEmpty) {
            query.tenant = try ask.tenant(request.tenant).name
        }
        let size = try Asked.size(request.pageSize)
        let after = try Asked.after(request.pageToken)
        guard let start = after.isEmpty ? 0 : Int(after) else {
            throw Status.fieldViolation(
                field: "page_token",
                description: "is not one that this server gave; begin again without it")
        }
        query.after = start
        query.limit = RegistryLimits.page
        query.action = request.action
        var found: [AuditEntry] = []
        var looked = 0
        var isOver = false
        while found.count < size, looked < Self.auditLooked, !isOver {
            let entries = try await book.registry.audit(query)
            isOver = entries.count < query.limit
            looked += entries.count
            for entry in entries {
                query.after = entry.number
                guard request.fits(entry) else { continue }
                found.append(entry)
                if found.count == size {
                    isOver = isOver && entry.number == entries.last?.number
                    break
                }
            }
        }
        return ListAuditResponse(
            entries: found.map(AdminAuditEntry.init),
            nextPageToken: isOver ? "" : Asked.token("\(query.after)"))
    }
}

extension ListAuditRequest {
    fileprivate func fits(_ entry: AuditEntry) -> Bool {
        (actor.isEmpty || entry.note.actor == actor)
            && entry.at >= fromMilliseconds && (toMilliseconds == 0 || entry.at < toMilliseconds)
    }
}

extension AdminAuditEntry {
    init(_ entry: AuditEntry) {
        let note = entry.note
        self.init(
            number: Int64(entry.number), atMilliseconds: Int64(entry.at), actor: note.actor,
            credential: note.credential, peer: note.peer, tenant: note.tenant, action: note.action,
            object: note.object, outcome: note.outcome, detail: note.detail,
            count: Int64(note.count), hash: AuditAnchor.hexadecimal(entry.hash))
    }
}

extension AdminGraph {
    init(_ tenant: TenantID, _ outline: [GraphOutline]) {
        self.init(
            tenant: tenant.name,
            nodes: outline.map { node in
                AdminGraphNode(
                    name: node.name,
                    budgetMilliseconds: node.budget.map {
                        $0.components.seconds * 1000
                            + $0.components.attoseconds / 1_000_000_000_000_000
                    } ?? 0,
                    optional: node.isOptional, replaceable: node.isReplaceable)
            },
            edges: outline.flatMap { node in
                node.after.map {
                    AdminGraphEdge(from: $0.name, to: node.name, optional: $0.isOptional)
                }
            })
    }
}
