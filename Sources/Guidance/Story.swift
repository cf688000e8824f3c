internal import Conversations
package import Embeddings
package import Messages
package import Orchestration
package import Predictions
package import Storage
package import Tracing

/// Walks events through the graph. One for the whole daemon, whatever door an event came through.
package final class Story: Sendable {
    /// What became of an event.
    package struct Told: Sendable, Equatable {
        package let forecast: Forecast
        /// It had been answered before; the forecast is the first answer.
        package let isReplay: Bool
    }

    package let checks: Checks
    package let hub: WatchHub
    package let model: Model
    package let embedder: any Embedder
    private let store: any Store
    private let limits: GuidanceLimits
    private let graph: Graph<Moment>
    private let aheadGraph: Graph<Ahead>
    private let lanes = Lanes()
    private let watch: (any StoryWatch)?
    private let timer: NodeTimer?
    private let tracer: (any Tracer)?

    /// Refuses a model that was trained with another embedder or on other features.
    package init(
        model: Model, embedder: any Embedder, store: any Store,
        limits: GuidanceLimits = GuidanceLimits(), watch: (any StoryWatch)? = nil,
        tracer: (any Tracer)? = nil
    ) throws {
        try model.check(embedder: embedder.id, schema: ConversationState.schema)
        self.model = model
        self.embedder = embedder
        self.store = store
        self.limits = limits
        self.watch = watch
        self.tracer = tracer
        timer =
            if let watch {
                { node, took, state in watch.ran(node, took, state) }
            } else {
                nil
            }
        checks = Checks(limits)
        hub = WatchHub(backlog: limits.watchBacklog)
        graph = try EventGraph.make(
            model: model, embedder: embedder, playbook: Playbook(), limits: limits)
        aheadGraph = try Ahead.graph(embedder: embedder, limits: limits)
    }

    /// The graph that events walk, to be shown.
    package var outline: [GraphOutline] { graph.outline }

    /// Takes one event of a live conversation through the graph. When this returns, it is kept.
    package func tell(
        _ event: Event, deadline: ContinuousClock.Instant? = nil
    ) async throws(Status) -> Told {
        guard let watch else { return try await take(event, deadline) }
        let began = ContinuousClock.now
        do throws(Status) {
            let told = try await take(event, deadline)
            watch.told(event, began.duration(to: .now), told.isReplay ? .replayed : .kept)
            return told
        } catch {
            watch.told(event, began.duration(to: .now), .refused(error.code))
            throw error
        }
    }

    private func take(
        _ event: Event, _ deadline: ContinuousClock.Instant?
    ) async throws(Status) -> Told {
        try checks.event(event)
        let deadline = earliest(deadline)
        return try await lanes.run(event.conversation) { () async throws(Status) -> Told in
            let told = try await walk(event, store, deadline, tracer, "event")
            if !told.isReplay { hub.publish(event.conversation, told.forecast) }
            return told
        }
    }

    /// How much is under way now.
    package var load: StoryLoad {
        StoryLoad(
            busyConversations: lanes.busyCount, waitingEvents: lanes.waitingCount,
            watching: hub.load)
    }

    /// Takes a whole transcript through the same graph, turn by turn, and forgets it. The texts are
    /// embedded ahead of the turns, several side by side.
    package func score(
        _ turns: [Turn], tenant: TenantID, deadline: ContinuousClock.Instant? = nil
    ) async throws(Status) -> (forecasts: [Forecast], closing: Forecast) {
        let scratch = MemoryStore()
        let key = ConversationKey(tenant: tenant, conversation: "transcript")
        func event(_ name: String, _ what: Event.What) -> Event {
            Event(
                key: EventKey(tenant: tenant, source: "transcript", event: name),
                conversation: key, what: what)
        }
        var forecasts: [Forecast] = []
        forecasts.reserveCapacity(turns.count)
        var looksAhead = true
        for start in stride(from: 0, to: turns.count, by: GuidanceLimits.turnsAhead) {
            let some = Array(turns[start..<min(start + GuidanceLimits.turnsAhead, turns.count)])
            let vectors = looksAhead ? try await ahead(of: some, earliest(deadline)) : []
            // An encoder that failed or was late is asked turn by turn, as for any other turn.
            looksAhead = !vectors.isEmpty
            for (index, turn) in some.enumerated() {
                // A long transcript would fill a trace with the same steps over and over.
                let isTraced = start + index < GuidanceLimits.turnsTraced
                let told = try await walk(
                    event("\(turn.number)", .said(turn)), scratch, earliest(deadline),
                    isTraced ? tracer : nil, "turn", ahead: looksAhead ? vectors[index] : [])
                forecasts.append(told.forecast)
            }
        }
        let closing = try await walk(
            event("end", .closed), scratch, earliest(deadline), tracer, "closing")
        return (forecasts, closing.forecast)
    }

    package func conversation(_ key: ConversationKey) async throws(Status) -> ConversationRecord {
        do {
            if let record = try await store.conversation(key) { return record }
        } catch {
            throw Status(error)
        }
        throw .noConversation(key)
    }

    private func earliest(_ deadline: ContinuousClock.Instant?) -> ContinuousClock.Instant {
        let own = ContinuousClock.now + limits.deadline
        return deadline.map { min($0, own) } ?? own
    }

    /// One vector for each turn, or none at all.
    private func ahead(
        of turns: [Turn], _ deadline: ContinuousClock.Instant
    ) async throws(Status) -> [[Float]] {
        var ahead = Ahead(turns: turns)
        do {
            _ = try await aheadGraph.walk(
                &ahead, deadline: deadline, timer: timer, tracer: tracer, name: "ahead")
        } catch {
            throw Status(error)
        }
        return ahead.vectors.count == turns.count ? ahead.vectors : []
    }

    private func walk(
        _ event: Event, _ store: any Store, _ deadline: ContinuousClock.Instant,
        _ tracer: (any Tracer)?, _ name: String, ahead: [Float] = []
    ) async throws(Status) -> Told {
        var moment = Moment(event, store: store, modelID: model.id, turnsMax: limits.turns)
        moment.ahead = ahead
        do {
            _ = try await graph.walk(
                &moment, deadline: deadline, note: Self.note, timer: timer, tracer: tracer,
                name: name)
        } catch {
            throw Status(error)
        }
        guard let forecast = moment.answer else {
            throw Status(.internal, "the walk ended without an answer")
        }
        return Told(forecast: forecast, isReplay: moment.isReplay)
    }

    /// What was replaced goes into the forecast: never silent.
    private static func note(_ moment: inout Moment, _ visit: Walked.Visit) {
        switch visit.state {
        case .replaced(let why, let used):
            moment.degraded.append(Degradation(node: visit.node, why: why, used: used))
        case .failed(let why):
            moment.degraded.append(Degradation(node: visit.node, why: why, used: "nothing"))
        case .ran, .skipped: break
        }
    }
}
