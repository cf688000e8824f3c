internal import Accounts
internal import Connectors
internal import Conversations
internal import CoreMetrics
internal import Embeddings
internal import Foundation
internal import Guidance
internal import Logging
internal import Messages
internal import Orchestration
internal import Predictions
internal import Storage
internal import Wire

/// The house: its rooms are built from the ground up, its doors are opened last, and all of it is
/// closed in reverse.
final class House: Sendable {
    private let logger: Logger
    private let gate: Gate
    private let cache: CachedEmbedder
    private let store: any Store
    private let story: Story
    private let connectors: ConnectorHost
    private let health: HealthService
    private let server: WireServer
    private let lameDuck: Duration

    init(_ configuration: Configuration) throws {
        let logger = Logger(label: "salesrld")
        let metrics = Metrics()
        MetricsSystem.bootstrap(metrics)

        // Keepers: who may come in, what is remembered.
        gate = try Self.gate(configuration)
        store = try Self.store(configuration, logger)

        // Skills: text to vector, vector to forecast.
        let files = try ModelFiles(
            configuration, environment: ProcessInfo.processInfo.environment)
        let model = try Self.model(files, configuration.voice)
        let encoder = try Self.embedder(for: model, files, configuration)
        cache = CachedEmbedder(encoder.embedder, byteBudget: configuration.cacheBytes)

        // The story that every event walks, whichever door it comes through.
        story = try Self.story(model, cache, store, configuration)

        // Connectors, each in a process of its own.
        connectors = try Self.connectors(configuration, story, logger)

        // Services, and the one port with its doors.
        let names = [ScoringService.name, InfoService.name]
        health = HealthService(services: names)
        let info = InfoService(
            gate: gate, modelID: model.id, embedderID: cache.id, kernels: encoder.kernels,
            limits: InfoService.limits(of: configuration))
        let reflection = ReflectionService(listing: names + ["grpc.health.v1.Health"])
        let gauges = Gauges(store: store, cache: cache, connectors: connectors)
        let pages = Pages(health: health, metrics: metrics, refresh: gauges.refresh)
        server = try Self.server(
            configuration,
            services: [
                ScoringService(story: story, gate: gate).service, info.service, health.service,
            ] + reflection.services, pages.routes, gate, logger)
        lameDuck = configuration.lameDuck
        self.logger = logger
        logger.info(
            "built",
            metadata: [
                "version": "\(Product.version)", "model": "\(model.id)",
                "embedder": "\(cache.id)", "kernels": "\(encoder.kernels)",
                "tenants": "\(gate.tenants.count)",
            ])
    }

    /// Opens the doors. Returns the port.
    func open() async throws -> Int {
        do {
            let port = try await server.start()
            connectors.start()
            health.setAll(.serving)
            return port
        } catch {
            throw Refusal(.unavailable, "listen: \(error)")
        }
    }

    /// Certificates and tokens as their files are now. What is no good is refused and logged, and
    /// what was there before stays.
    func reload() {
        do {
            try server.reloadCertificates()
            try gate.reload()
            logger.notice("certificates and tokens were read again")
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
        await connectors.stop()
        await server.drain()
        await store.close()
        logger.notice("stopped")
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
            let gate = try gate(configuration)
            _ = try server(configuration, services: [], HTTPRoutes(), gate, logger)
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

    private static func gate(_ configuration: Configuration) throws(Refusal) -> Gate {
        do {
            return try Gate(
                tokens: configuration.resolved(configuration.tokens),
                callsPerTenant: configuration.callsPerTenant)
        } catch {
            throw Refusal(.configuration, "accounts.tokens: \(error)")
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
        _ configuration: Configuration
    ) throws -> Story {
        let times = NodeTimes()
        do {
            return try Story(
                model: model, embedder: embedder, store: store, limits: configuration.guidance,
                timer: { node, took, _ in times.record(node, took) })
        } catch let error as PredictionError {
            throw Refusal(.configuration, "model.file: \(error.reason)")
        }
    }

    private static func connectors(
        _ configuration: Configuration, _ story: Story, _ logger: Logger
    ) throws(Refusal) -> ConnectorHost {
        do {
            let host = try ConnectorHost(
                configuration: configuration.connectors,
                dataDirectory: configuration.resolved("connectors"), logger: logger
            ) { event in
                let told = try await story.tell(event)
                return ConnectorHost.Answer(forecast: told.forecast, isReplay: told.isReplay)
            }
            story.hub.listen { [weak host] in host?.publish($0, $1) }
            return host
        } catch {
            throw Refusal(.configuration, "connectors: \(error)")
        }
    }

    private static func server(
        _ configuration: Configuration, services: [Service], _ pages: HTTPRoutes, _ gate: Gate,
        _ logger: Logger
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
        do {
            return try WireServer(
                wire, services: services, pages: pages, gate: gate, logger: logger)
        } catch {
            throw Refusal(.configuration, "tls: \(error)")
        }
    }
}
