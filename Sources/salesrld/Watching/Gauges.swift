internal import Connectors
internal import Embeddings
internal import Guidance
internal import Messages
internal import Storage
internal import Telemetry
internal import Wire

/// What rooms know of themselves, copied into the metrics when somebody looks.
struct Gauges: Sendable {
    let observatory: Observatory
    let store: any Store
    /// Nil where a service embeds.
    let encoder: MiniLM?
    let cache: CachedEmbedder
    let story: Story
    let connectors: ConnectorHost
    let gate: Gate
    let desk: AdmissionDesk
    let connectionsMax: Int
    private let process = ProcessFigures()

    init(
        _ observatory: Observatory, store: any Store, encoder: MiniLM?, cache: CachedEmbedder,
        story: Story, connectors: ConnectorHost, gate: Gate, desk: AdmissionDesk,
        connectionsMax: Int
    ) {
        self.observatory = observatory
        self.store = store
        self.encoder = encoder
        self.cache = cache
        self.story = story
        self.connectors = connectors
        self.gate = gate
        self.desk = desk
        self.connectionsMax = connectionsMax
    }

    private var metrics: Metrics { observatory.metrics }

    /// - Parameter wire: what went through the port.
    func refresh(_ wire: WireSnapshot) {
        process.refresh(metrics)
        refreshStore()
        refreshEncoder()
        refreshStory()
        refreshAdmission()
        refreshConnectors()
        refreshDoors(wire)
        observatory.refresh()
    }

    private func refreshStore() {
        let (size, load) = (store.size, store.load)
        metrics.put(Catalogue.conversations, size.conversations)
        metrics.put(Catalogue.storeBytes, size.bytes)
        metrics.put(Catalogue.storeWaiting, load.waitingWrites, ["write"])
        metrics.put(Catalogue.storeWaiting, load.waitingReads, ["read"])
        metrics.put(Catalogue.storeLimit, load.waitingMax)
        metrics.put(Catalogue.storeLive, load.liveConversations)
    }

    private func refreshEncoder() {
        if let load = encoder?.load {
            metrics.put(Catalogue.encoderThreads, load.threads)
            metrics.put(Catalogue.encoderBusy, load.busyThreads)
            metrics.put(Catalogue.encoderWaiting, load.waitingTexts)
            metrics.put(Catalogue.encoderLimit, load.waitingTextsMax)
            metrics.put(Catalogue.encoderRefused, load.refusedTexts)
        }
        let counts = cache.counts
        metrics.put(Catalogue.cacheHits, counts.hits)
        metrics.put(Catalogue.cacheMisses, counts.misses)
        metrics.put(Catalogue.cacheJoins, counts.joins)
        metrics.put(Catalogue.cacheEvictions, counts.evictions)
        metrics.put(Catalogue.cacheEntries, counts.entries)
        metrics.put(Catalogue.cacheBytes, counts.bytes)
    }

    private func refreshStory() {
        let load = story.load
        metrics.put(Catalogue.conversationsBusy, load.busyConversations)
        metrics.put(Catalogue.eventsWaiting, load.waitingEvents)
        metrics.put(Catalogue.watchers, load.watching.watchers)
        metrics.put(Catalogue.watchBacklog, load.watching.backlog)
        metrics.put(Catalogue.watchLongest, load.watching.longest)
        metrics.put(Catalogue.watchLimit, load.watching.backlogMax)
        metrics.put(Catalogue.watchConflated, load.watching.conflated)
        metrics.put(Catalogue.watchCut, load.watching.cut)
        observatory.underWay(gate.quotas.callsUnderWay)
    }

    private func refreshAdmission() {
        for one in desk.figures {
            metrics.put(Catalogue.admissionLimit, one.limit, [one.method])
            metrics.put(Catalogue.admissionAtWork, one.atWork, [one.method])
            metrics.put(Catalogue.admissionWaiting, one.waiting, [one.method])
            metrics.put(Catalogue.admissionOverloaded, one.isOverloaded ? 1 : 0, [one.method])
            for (reason, count) in one.refusals {
                metrics.put(Catalogue.admissionRefused, count, [one.method, reason])
            }
        }
        metrics.put(Catalogue.admissionBytes, desk.waitingBytes)
    }

    private func refreshConnectors() {
        for one in connectors.status() {
            let labels = [one.name, observatory.label(one.tenant)]
            metrics.put(Catalogue.connectorUp, one.state == .running ? 1 : 0, labels)
            metrics.put(Catalogue.connectorRestarts, one.restarts, labels)
            metrics.put(Catalogue.connectorDelivered, one.delivered, labels)
            metrics.put(Catalogue.connectorRefused, one.refused, labels)
            metrics.put(Catalogue.connectorAtWork, one.eventsAtWork, labels)
            metrics.put(Catalogue.connectorWaiting, one.eventsWaiting, labels)
            metrics.put(Catalogue.writeBacks, one.writtenBack, labels)
            metrics.put(Catalogue.writeBacksWaiting, one.writeBacksWaiting, labels)
        }
    }

    private func refreshDoors(_ wire: WireSnapshot) {
        for (door, passed) in wire.doors {
            let label = [door.rawValue]
            metrics.put(Catalogue.connections, passed.connections, label)
            metrics.put(Catalogue.callsUnderWay, passed.calls, label)
            metrics.put(Catalogue.bytesIn, passed.bytesIn, label)
            metrics.put(Catalogue.bytesOut, passed.bytesOut, label)
            metrics.put(Catalogue.framesIn, passed.framesIn, label)
            metrics.put(Catalogue.framesOut, passed.framesOut, label)
        }
        metrics.put(Catalogue.shakingHands, wire.shakingHands)
        metrics.put(Catalogue.accepted, wire.accepted)
        metrics.put(Catalogue.turnedAway, wire.refused)
        metrics.put(Catalogue.connectionsLimit, connectionsMax)
        for end in HandshakeEnd.allCases {
            metrics.put(Catalogue.handshakes, wire.handshakes[end] ?? 0, [end.rawValue])
        }
    }
}
