internal import Accounts
internal import Guidance
internal import Messages
internal import Storage
internal import Wire

extension AdminService {
    private static let erasedMax = 100

    var erasureMethods: [Method] {
        [method("EraseConversations") { try await erase($0, $1) }]
    }

    private func erase(
        _ request: EraseConversationsRequest, _ ask: Ask
    ) async throws -> EraseConversationsResponse {
        let tenant = try ask.tenant(request.tenant)
        guard (1...Self.erasedMax).contains(request.conversations.count) else {
            throw Status.fieldViolation(
                field: "conversations",
                description: "has \(request.conversations.count) ids; must have 1 to "
                    + "\(Self.erasedMax)")
        }
        for (index, id) in request.conversations.enumerated() {
            try story.checks.id(id, "conversations[\(index)]")
        }
        var there: [ConversationKey] = []
        for id in Set(request.conversations).sorted() {
            let key = ConversationKey(tenant: tenant, conversation: id)
            if try await store.conversation(key) != nil { there.append(key) }
        }
        guard !request.validateOnly, !there.isEmpty else {
            return EraseConversationsResponse(found: Int64(there.count))
        }
        // Two files cannot change in one transaction. The log comes first, so that nothing is ever
        // erased without it; the store's own records prove what was.
        let note = ask.act(validateOnly: false).note(
            "conversation.erase", "\(there.count) conversations", of: tenant)
        _ = try await book.registry.apply([], noting: [note])
        let erasures = try await store.erase(there, because: .asked)
        return EraseConversationsResponse(
            erasures: erasures.map(AdminErasure.init), found: Int64(there.count))
    }
}

extension AdminErasure {
    init(_ erasure: Erasure) {
        self.init(
            number: Int64(erasure.number), erasedMilliseconds: Int64(erasure.erasedAt),
            entries: Int64(erasure.entries),
            contentHash: AuditAnchor.hexadecimal(erasure.content),
            chainHash: AuditAnchor.hexadecimal(erasure.chain))
    }
}
