internal import Accounts
internal import Guidance
internal import Messages
internal import Storage
internal import Wire

/// `salesrl.v1.Scoring`: takes messages apart, hands values to the story, puts the answers into
/// messages.
struct ScoringService: Sendable {
    static let name = "salesrl.v1.Scoring"
    private static let source = "rpc"

    let story: Story
    let gate: Gate

    var service: Service {
        Service(
            Self.name,
            methods: [
                Method("ScoreConversation", .unary { try await score($0, $1) }),
                Method("Observe", .unary { try await observe($0, $1) }),
                Method("Live", kind: .bidirectional, .streaming { try await live($0, $1, $2) }),
                Method("Watch", kind: .serverStreaming, .streaming { try await watch($0, $1, $2) }),
                Method("Close", .unary { try await close($0, $1) }),
                Method("GetConversation", .unary { try await conversation($0, $1) }),
            ])
    }

    private func score(_ payload: Payload, _ call: Call) async throws -> Payload {
        let tenant = try gate.principal(of: call).tenant
        let (id, turns) = try transcript(payload)
        try gate.quotas.take(turns.count, of: .embeddings, tenant)
        // A long transcript of known texts computes without a pause: not on the connection's
        // thread.
        let scored = try await withTaskExecutorPreference(globalConcurrentExecutor) {
            try await story.score(turns, tenant: tenant, deadline: call.deadline)
        }
        return Payload(
            ScoreConversationResponse.Draft(
                conversationID: id, forecasts: scored.forecasts, closing: scored.closing))
    }

    private func transcript(_ payload: Payload) throws(Status) -> (String, [Turn]) {
        let request = try payload.read(ScoreConversationRequest.self)
        try story.checks.id(request.conversationID, "conversation_id", mayBeEmpty: true)
        return (request.conversationID, try story.checks.transcript(request.turns))
    }

    private func observe(_ payload: Payload, _ call: Call) async throws -> Payload {
        let event = try said(payload, by: try gate.principal(of: call).tenant)
        return Self.answer(event, try await story.tell(event, deadline: call.deadline))
    }

    private func said(_ payload: Payload, by tenant: TenantID) throws(Status) -> Event {
        let request = try payload.read(ObserveRequest.self)
        guard let turn = request.turn else {
            throw .fieldViolation(field: "turn", description: "is missing")
        }
        return Event(
            key: EventKey(tenant: tenant, source: Self.source, event: request.eventID),
            conversation: ConversationKey(tenant: tenant, conversation: request.conversationID),
            what: .said(try turn.checked()))
    }

    private static func answer(_ event: Event, _ told: Story.Told) -> Payload {
        Payload(
            ObserveResponse.Draft(
                conversationID: event.conversation.conversation, eventID: event.key.event,
                forecast: told.forecast, replayed: told.isReplay))
    }

    /// One turn at a time, in order. The first that is refused ends the stream with its status. A
    /// drain ends it between turns: whoever goes on elsewhere sends the last unanswered turn again.
    private func live(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        let tenant = try gate.principal(of: call).tenant
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while let payload = try await requests.next() {
                    try gate.confirm(call)
                    let event = try said(payload, by: tenant)
                    let seat = try gate.seat(
                        for: call, bytes: payload.count, patience: Urgency.livePatience)
                    let told = try await seat.run { try await story.tell(event) }
                    try await replies.send(Self.answer(event, told))
                }
            }
            group.addTask {
                await call.drain.wait()
                if call.drain.isDraining {
                    throw Status(
                        .unavailable,
                        "the server is stopping; go on elsewhere with the last unanswered turn")
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func watch(
        _ requests: any RequestStream, _ replies: any ReplyStream, _ call: Call
    ) async throws {
        let tenant = try gate.principal(of: call).tenant
        guard let payload = try await requests.next() else {
            throw Status(.invalidArgument, "Watch takes one WatchRequest, and none came")
        }
        let id = try watched(payload)
        let news = story.hub.subscribe(tenant, conversation: id.isEmpty ? nil : id)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await call.drain.wait()
                news.end()
            }
            while let one = try await news.next() {
                try gate.confirm(call)
                try await replies.send(
                    Payload(
                        WatchResponse.Draft(
                            conversationID: one.conversation.conversation, forecast: one.forecast,
                            conflated: one.conflated)))
            }
            group.cancelAll()
        }
    }

    private func watched(_ payload: Payload) throws(Status) -> String {
        let request = try payload.read(WatchRequest.self)
        try story.checks.id(request.conversationID, "conversation_id", mayBeEmpty: true)
        return request.conversationID
    }

    private func close(_ payload: Payload, _ call: Call) async throws -> Payload {
        let event = try closing(payload, by: try gate.principal(of: call).tenant)
        let told = try await story.tell(event, deadline: call.deadline)
        return Payload(
            CloseResponse.Draft(
                conversationID: event.conversation.conversation, forecast: told.forecast,
                replayed: told.isReplay))
    }

    private func closing(_ payload: Payload, by tenant: TenantID) throws(Status) -> Event {
        let request = try payload.read(CloseRequest.self)
        return Event(
            key: EventKey(tenant: tenant, source: Self.source, event: request.eventID),
            conversation: ConversationKey(tenant: tenant, conversation: request.conversationID),
            what: .closed)
    }

    private func conversation(_ payload: Payload, _ call: Call) async throws -> Payload {
        let tenant = try gate.principal(of: call).tenant
        let id = try asked(payload)
        let found = try await story.conversation(
            ConversationKey(tenant: tenant, conversation: id))
        return Payload(
            GetConversationResponse.Draft(
                conversationID: id, status: found.status, turns: found.turns,
                forecasts: found.forecasts, closing: found.closing))
    }

    private func asked(_ payload: Payload) throws(Status) -> String {
        let request = try payload.read(GetConversationRequest.self)
        try story.checks.id(request.conversationID, "conversation_id")
        return request.conversationID
    }
}
