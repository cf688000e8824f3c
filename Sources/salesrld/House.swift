internal import Accounts
internal import Connectors
internal import Conversations
internal import Embeddings
internal import Foundation
internal import Guidance
internal import Logging
internal import Messages
internal import Orchestration
internal import Predictions
internal import Secrets
internal import Storage
internal import Synchronization
internal import Telemetry
internal import Tracing
internal import Wire

/// The house: its rooms are built from the ground up, its doors are opened last, and all of it is
/// closed in reverse.
final class House: Sendable {
    private let logger: Logger
    private let observatory: Observatory
    private let gate: Gate
    private let bookkeeping: Bookkeeping
    private let keeping: Task<Void, Never>
    private let cache: CachedEmbedder
    private let store: any Store
    private let story: Story
    private let connectors: ConnectorHost
    private let health: HealthService
    private let server: WireServer
    private let sweeper: Sweeper
    private let sweeping = Mutex<Task<Void, Never>?>(nil)
    private let lameDuck: Duration

    /// - Parameter listener: a socket that listens already; nil opens the configured port.
    init(_ configuration: Configuration, log: LogSink, listener: Int32? = nil) async throws {
        let logger = Logger(label: "salesrld")
        // What tells of the others comes before them.
        observatory = try Observatory(configuration, log: log)

        // Keepers: who may come in, what is remembered.
        let book = try await Self.book(configuration, logger)
        let refusals = RefusalLog(book.registry)
        let desk = AdmissionDesk(limits: configuration.wire)
        gate = Gate(
            Doorkeeper(book, refusals, Guesses()),
            quotas: Quotas(book, callsPerTenant: configuration.callsPerTenant), desk: desk)
        bookkeeping = Bookkeeping(book: book, refusals: refusals, logger: logger)
        let vault = try await Self.vault(configuration, book)
        store = try Self.store(configuration, logger)
        sweeper = Self.sweeper(configuration, store, book)

        // Skills: text to vector, vector to forecast.
        let files = try ModelFiles(
            configuration, environment: ProcessInfo.processInfo.environment)
        let model = try Self.model(files, configuration.voice)
        let encoder = try Self.embedder(for: model, files, configuration)
        cache = CachedEmbedder(encoder.embedder, byteBudget: configuration.cacheBytes)

        // The story that every event walks, whichever door it comes through.
        story = try Self.story(model, cache, store, configuration, observatory)

        // Connectors, each in a process of its own.
        connectors = try Self.connectors(
            configuration, story, store, vault, gate.quotas, desk, observatory, logger)
        let connectorBook = try await ConnectorBook(
            declared: configuration.connectors, host: connectors, registry: book.registry)

        // Services, and the one port with its doors.
        let names = [ScoringService.name, InfoService.name, AdminService.name]
        health = HealthService(services: names)
        let info = InfoService(
            gate: gate, modelID: model.id, embedderID: cache.id, kernels: encoder.kernels,
            limits: InfoService.limits(of: configuration))
        let reflection = ReflectionService(listing: names + ["grpc.health.v1.Health"])
        let admin = AdminService(
            gate: gate, book: book, vault: vault, connectors: connectorBook, story: story,
            store: store)
        let gauges = Gauges(
            observatory, store: store, encoder: encoder.local, cache: cache, story: story,
            connectors: connectors, gate: gate, desk: desk,
            connectionsMax: configuration.wire.connections)
        let pages = Pages(health: health, gate: gate, gauges: gauges)
        server = try Self.server(
            configuration,
            services: [
                ScoringService(story: story, gate: gate).service, info.service, admin.service,
                health.service,
            ] + reflection.services, pages.routes, gate, logger, listener: listener,
            watch: CallRecords(observatory, logger: logger, slow: configuration.logSlow))
        pages.port.open(server)
        observatory.metrics.put(
            Catalogue.build, 1,
            [Product.version, model.id, cache.id, encoder.kernels])
        lameDuck = configuration.lameDuck
        self.logger = logger
        logger.info(
            "built",
            metadata: [
                "version": "\(Product.version)", "model": "\(model.id)",
                "embedder": "\(cache.id)", "kernels": "\(encoder.kernels)",
                "tenants": "\(book.tenants.count)",
            ])
        await bookkeeping.tellHead("the audit log goes on from here")
        keeping = Task { [bookkeeping] in await bookkeeping.run() }
    }

    /// Opens the doors. Returns the port.
    func open() async throws -> Int {
        do {
            let port = try await server.start()
            connectors.start()
            sweep()
            health.setAll(.serving)
            return port
        } catch {
            throw Refusal(.unavailable, "listen: \(error)")
        }
    }

    /// Erases, from now on, what is older than its tenant keeps.
    private func sweep() {
        let (sweeper, logger) = (sweeper, logger)
        let task = Task {
            await sweeper.run { result in
                switch result {
                case .success(let count):
                    logger.notice("erased what is past its time", metadata: ["count": "\(count)"])
                case .failure(let error):
                    logger.error("not erased; tried again", metadata: ["reason": "\(error)"])
                }
            }
        }
        sweeping.withLock { $0 = task }
    }

    /// Certificates as their files are now. What is no good is refused and logged, and what was
    /// there before stays.
    func reload() {
        do {
            try server.reloadCertificates()
            logger.notice("certificates were read again")
        } catch {
            logger.error("not reloaded; going on as before", metadata: ["reason": "\(error)"])
        }
    }

    /// Health first, so that nobody new is sent here, and time for balancers to notice; then
    /// connectors; then the doors, when calls under way have ended.
    func close() async {
        logger.notice("stopping: calls under way may end")
        health.setAll(.notServing)
        if lameDuck > .zero { try? await Task.sleep(for: lameDuck) }
        let sweeping = sweeping.withLock { $0 }
        sweeping?.cancel()
        await connectors.stop()
        await server.drain()
        await sweeping?.value
        await store.close()
        keeping.cancel()
        await keeping.value
        await bookkeeping.close()
        logger.notice("stopped")
        observatory.flush()
    }
}

// MARK: Rooms, each with its refusals

extension House {
    /// Everything that --check-config can know without listening.
    static func check(_ configuration: Configuration) throws {
        let logger = Logger(label: "salesrld")
        var problems: [String] = []
        func attempt(_ body: () throws -> Void) {
            do {
                try body()
            } catch let refusal as Refusal {
                problems.append(refusal.reason)
            } catch {
                problems.append("\(error)")
            }
        }
        attempt {
            try accounts(configuration).check()
        }
        attempt {
            let path = configuration.secretsPath
            if FileManager.default.fileExists(atPath: path) { _ = try KeyFile(contentsOf: path) }
        }
        attempt {
            _ = try server(configuration, services: [], HTTPRoutes(), OpenGate(), logger)
        }
        attempt {
            let files = try ModelFiles(
                configuration, environment: ProcessInfo.processInfo.environment)
            let model = try model(files, configuration.voice)
            let embedder = try embedder(for: model, files, configuration)
            try model.check(embedder: embedder.embedder.id, schema: ConversationState.schema)
        }
        guard problems.isEmpty else {
            throw Refusal(.configuration, problems.joined(separator: "\nsalesrld: "))
        }
    }

    private static func accounts(_ configuration: Configuration) -> AccountFiles {
        AccountFiles(
            file: configuration.resolved(configuration.accountsFile),
            key: configuration.resolved(configuration.accountsKey))
    }

    private static func book(
        _ configuration: Configuration, _ logger: Logger
    ) async throws(Refusal) -> AccountBook {
        do {
            return try await accounts(configuration).open { error in
                // As with the store: stop rather than guess.
                logger.critical("the accounts failed; stopping", metadata: ["reason": "\(error)"])
                exit(Refusal.Exit.defect.rawValue)
            }
        } catch {
            throw Refusal(
                error.code == .inUse ? .unavailable : .configuration, "accounts: \(error)")
        }
    }

    private static func vault(
        _ configuration: Configuration, _ book: AccountBook
    ) async throws(Refusal) -> Vault {
        do {
            return try await Vault(registry: book.registry, keyFile: configuration.secretsPath)
        } catch {
            throw Refusal(.configuration, "secrets.keyFile: \(error)")
        }
    }

    private static func store(
        _ configuration: Configuration, _ logger: Logger
    ) throws(Refusal) -> any Store {
        guard !configuration.storeFile.isEmpty else {
            return MemoryStore(limits: configuration.store)
        }
        do {
            return try SQLiteStore(path: configuration.resolved(configuration.storeFile)) { error in
                // What is on the disk is in doubt: stop rather than guess. At the next start the
                // file's log settles what was kept.
                logger.critical("the store failed; stopping", metadata: ["reason": "\(error)"])
                exit(Refusal.Exit.defect.rawValue)
            }
        } catch {
            throw Refusal(
                error.code == .inUse ? .unavailable : .configuration, "store.file: \(error)")
        }
    }

    private static func sweeper(
        _ configuration: Configuration, _ store: any Store, _ book: AccountBook
    ) -> Sweeper {
        let days = configuration.keepDays
        let usual: Duration? = days > 0 ? .seconds(days * 86_400) : nil
        return Sweeper(store) { book.tenant($0)?.settings.retention ?? usual }
    }

    private static func model(
        _ files: ModelFiles, _ voice: Model.Voice
    ) throws(Refusal) -> Model {
        do {
            return try Model(contentsOf: files.model, voice: voice)
        } catch {
            throw Refusal(
                .configuration,
                "model.file: \(files.model): \(error); name another with model.file, "
                    + "or make one with `salesrl train`")
        }
    }

    private static func story(
        _ model: Model, _ embedder: CachedEmbedder, _ store: any Store,
        _ configuration: Configuration, _ observatory: Observatory
    ) throws -> Story {
        do {
            return try Story(
                model: model, embedder: embedder, store: store, limits: configuration.guidance,
                watch: StoryFigures(observatory), tracer: observatory.tracer)
        } catch let error as PredictionError {
            throw Refusal(.configuration, "model.file: \(error.reason)")
        }
    }

    private static func connectors(
        _ configuration: Configuration, _ story: Story, _ store: any Store, _ vault: Vault,
        _ quotas: Quotas, _ desk: AdmissionDesk, _ observatory: Observatory, _ logger: Logger
    ) throws(Refusal) -> ConnectorHost {
        do {
            return try ConnectorHost(
                configuration: configuration.connectors,
                dataDirectory: configuration.resolved("connectors"), outbox: store, logger: logger,
                secret: { tenant, connector, field in
                    try await Status.asking {
                        try await vault.value(
                            at: SecretPlace(tenant: tenant, connector: connector, field: field))
                    }
                },
                deliver: { event in
                    let ticket = Urgency.connectorTicket(event.key.tenant)
                    // What a connector brings is not sent away: it is taken at the tenant's pace.
                    try await quotas.wait(for: event.key.tenant)
                    let told = try await desk.arrive(ticket).run {
                        try await observatory.traced(
                            "connector \(event.key.source)", kind: .consumer,
                            attributes: [
                                "salesrl.tenant": .string(event.conversation.tenant.name),
                                "salesrl.conversation": .string(event.conversation.conversation),
                            ]
                        ) { try await story.tell(event) }
                    }
                    return ConnectorHost.Answer(forecast: told.forecast, isReplay: told.isReplay)
                })
        } catch {
            throw Refusal(.configuration, "connectors: \(error)")
        }
    }

    private static func server(
        _ configuration: Configuration, services: [Service], _ pages: HTTPRoutes,
        _ gate: any CallGate, _ logger: Logger, listener: Int32? = nil, watch: CallRecords? = nil
    ) throws(Refusal) -> WireServer {
        let authority = configuration.clientAuthority
        let tls = ServerTLS(
            certificateFile: configuration.resolved(configuration.certificate),
            keyFile: configuration.resolved(configuration.key),
            clientCertificates: configuration.clientCertificates,
            clientAuthorityFile: authority.isEmpty ? nil : configuration.resolved(authority))
        var wire = WireServerConfiguration(
            host: configuration.host, port: configuration.port, tls: tls,
            limits: configuration.wire)
        if configuration.threads > 0 { wire.loops = configuration.threads }
        wire.listener = listener
        wire.limits.connections = Resources.connections(wanted: wire.limits.connections)
        if wire.limits.connections < configuration.wire.connections {
            logger.warning(
                "the limit of open files leaves room for fewer connections",
                metadata: [
                    "limits.connections": "\(configuration.wire.connections)",
                    "room": "\(wire.limits.connections)",
                ])
        }
        do {
            return try WireServer(
                wire, services: services, pages: pages, gate: gate, watch: watch, logger: logger)
        } catch {
            throw Refusal(.configuration, "tls: \(error)")
        }
    }
}
