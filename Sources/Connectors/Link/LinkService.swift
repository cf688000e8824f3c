internal import Logging
internal import Messages
internal import Storage
internal import Synchronization
internal import Wire

/// The parent's end of one connector's link, over all its processes.
final class LinkService: Sendable {
    struct Counts {
        var delivered = 0
        var refused = 0
        var lastComplaint: String?
    }

    private struct State {
        var counts = Counts()
        var configuration: ConnectorConfiguration
    }

    let inbox: Inbox
    let consumer: Consumer
    let writeBacks: WriteBackQueue
    private let files: Files
    private let limits: ConnectorLimits
    private let secret: ConnectorHost.Secret
    private let deliver: ConnectorHost.Deliver
    private let logger: Logger
    private let state: Mutex<State>

    init(
        _ configuration: ConnectorConfiguration, outbox: any Outbox, files: Files,
        limits: ConnectorLimits, secret: @escaping ConnectorHost.Secret = { _, _, _ in nil },
        deliver: @escaping ConnectorHost.Deliver, logger: Logger
    ) {
        state = Mutex(State(configuration: configuration))
        inbox = Inbox(atWork: limits.eventsAtWork, waiting: limits.eventsWaiting)
        consumer = Consumer(tenant: configuration.tenant, name: configuration.name)
        writeBacks = WriteBackQueue(outbox, of: consumer, batch: limits.writeBackBatch)
        self.files = files
        self.limits = limits
        self.secret = secret
        self.deliver = deliver
        self.logger = logger
    }

    var counts: Counts { state.withLock { $0.counts } }

    var configuration: ConnectorConfiguration { state.withLock { $0.configuration } }

    /// The next process is started with these.
    func change(settings: [String: String]) {
        state.withLock { $0.configuration.settings = settings }
    }

    /// What is served to one process; `started` is called once it has opened its library.
    func service(started: @escaping @Sendable () -> Void) -> Service {
        Service(
            Link.service,
            methods: [
                Method("Start", .unary { payload, _ in try await self.start(payload, started) }),
                Method("Deliver", .unary { payload, _ in try await self.event(payload) }),
                Method(
                    "WriteBacks", kind: .serverStreaming,
                    .streaming { _, replies, _ in try await self.writeBack(replies) }),
                Method("Secret", .unary { payload, _ in try await self.secret(payload) }),
                Method("Log", .unary { payload, _ in try self.log(payload) }),
                Method("Checkpoint", .unary { payload, _ in try await self.checkpoint(payload) }),
            ])
    }

    private func start(
        _ payload: Payload, _ started: @Sendable () -> Void
    ) async throws -> Payload {
        let request = try payload.read(ConnectorStartRequest.self)
        logger.info(
            "connector opened",
            metadata: ["library": "\(request.connector)", "version": "\(request.version)"])
        let checkpoint = try await files.checkpoint(configuration.tenant, configuration.name)
        started()
        let settings = configuration.settings.sorted { $0.key < $1.key }
        return Payload(
            ConnectorStartResponse.Draft(
                settings: settings.map { Setting(name: $0.key, value: $0.value) },
                checkpoint: checkpoint))
    }

    private func event(_ payload: Payload) async throws -> Payload {
        do {
            let event = try read(payload)
            let answer = try await inbox.take { try await deliver(event) }
            state.withLock { $0.counts.delivered += 1 }
            return Payload(
                EventReceipt.Draft(
                    eventID: event.key.event, conversationID: event.conversation.conversation,
                    forecast: answer.forecast, replayed: answer.isReplay))
        } catch {
            state.withLock { $0.counts.refused += 1 }
            throw error
        }
    }

    private func read(_ payload: Payload) throws(Status) -> Event {
        let message = try payload.read(ConversationEvent.self)
        let eventID = try checked("event_id", message.eventID)
        let conversationID = try checked("conversation_id", message.conversationID)
        let what: Event.What
        switch message.what {
        case .closed: what = .closed
        case .said(let turn?): what = .said(try turn.checked("said.turn"))
        case .said(nil):
            throw .fieldViolation(field: "said.turn", description: "is missing")
        case nil:
            throw .fieldViolation(field: "what", description: "must be said or closed")
        }
        let tenant = configuration.tenant
        return Event(
            key: EventKey(tenant: tenant, source: configuration.name, event: eventID),
            conversation: ConversationKey(tenant: tenant, conversation: conversationID), what: what)
    }

    private func checked(_ field: String, _ id: String) throws(Status) -> String {
        guard (1...limits.idBytes).contains(id.utf8.count) else {
            throw .fieldViolation(
                field: field,
                description: "has \(id.utf8.count) bytes; must have 1 to \(limits.idBytes)")
        }
        return id
    }

    private func writeBack(_ replies: any ReplyStream) async throws {
        let parcels: [Parcel]
        do throws(StorageError) {
            parcels = try await writeBacks.next()
        } catch {
            throw Status(.unavailable, "the outbox cannot be read: \(error)")
        }
        for one in parcels {
            let draft = WriteBack.Draft(
                conversationID: one.conversation.conversation, forecast: one.forecast)
            try await replies.send(Payload(draft))
        }
    }

    private func secret(_ payload: Payload) async throws -> Payload {
        let name = try payload.read(SecretRequest.self).secret
        guard name.isPlainName else {
            throw Status.fieldViolation(
                field: "name", description: "must be 1 to 64 letters, digits, \"-\" or \"_\"")
        }
        let (tenant, connector) = (configuration.tenant, configuration.name)
        guard let value = try await secret(tenant, connector, name) else {
            throw Status(
                .notFound,
                "connector \(connector) has no secret \"\(name)\"; set it: "
                    + "salesrl secret set \(connector) \(name) --tenant \(tenant)")
        }
        return Payload(
            SecretResponse.Draft(count: value.count) { space in
                value.withUnsafeBytes { space.copyMemory(from: $0) }
            })
    }

    private func checkpoint(_ payload: Payload) async throws -> Payload {
        let request = try payload.read(CheckpointRequest.self)
        try await files.keep(request.checkpoint, configuration.tenant, configuration.name)
        return Payload(CheckpointResponse.Draft())
    }

    private func log(_ payload: Payload) throws(Status) -> Payload {
        let request = try payload.read(LogRequest.self)
        let text = request.text
        switch request.level {
        case .debug: logger.debug("\(text)")
        case .info: logger.info("\(text)")
        case .warning: logger.warning("\(text)")
        case .error:
            logger.error("\(text)")
            state.withLock { $0.counts.lastComplaint = text }
        }
        return Payload(LogResponse.Draft())
    }
}
