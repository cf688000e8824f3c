internal import Glibc
package import Logging
internal import Messages
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Where a server listens, and within which bounds.
package struct WireServerConfiguration: Sendable {
    package var host: String
    /// 0 takes any free port; ``WireServer/start()`` returns it.
    package var port: Int
    package var tls: ServerTLS
    package var limits: WireLimits
    /// Event loops, each a thread.
    package var loops: Int
    /// A socket that listens already, in place of host and port; the server closes it.
    package var listener: CInt?

    package init(
        host: String = "127.0.0.1", port: Int, tls: ServerTLS, limits: WireLimits = .standard,
        loops: Int = System.coreCount
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
        self.loops = loops
    }
}

/// One TLS port with three doors.
/// ```
/// let server = try WireServer(configuration, services: [scoring], pages: HTTPRoutes([…]), gate:
/// gate, logger: logger) let port = try await server.start()
/// …
/// await server.drain()
/// ```
package final class WireServer: Sendable {
    /// Tells streaming handlers that the server wants to stop; set by ``drain()``.
    package let drainSignal: DrainSignal
    private let configuration: WireServerConfiguration
    private let dispatcher: Dispatcher
    private let doors: Doors
    private let connections: ServerConnections
    private let figures = WireFigures()
    private let tls: Locked<TLSContext>
    private let group: MultiThreadedEventLoopGroup
    private let listener = Locked<(any Channel)?>(nil)

    /// Reads the certificate files, and throws with their names when something is wrong with them.
    package init(
        _ configuration: WireServerConfiguration, services: [Service],
        pages: HTTPRoutes = HTTPRoutes(), gate: any CallGate = OpenGate(),
        watch: (any CallWatch)? = nil, logger: Logger
    ) throws(WireError) {
        self.configuration = configuration
        drainSignal = DrainSignal()
        dispatcher = Dispatcher(
            services: services, gate: gate, watch: watch, drain: drainSignal, logger: logger)
        doors = Doors.all(pages: pages)
        connections = ServerConnections(limit: configuration.limits.connections)
        tls = Locked(try TLSContext.server(configuration.tls, protocols: doors.names))
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.loops))
    }

    /// Connections open now, those still shaking hands included.
    package var connectionCount: Int { connections.count }

    /// What has gone through the port so far.
    package var snapshot: WireSnapshot { figures.snapshot(connections: connections.count) }

    /// Listens. Returns the port.
    package func start() async throws(WireError) -> Int {
        let host = configuration.host
        let port = configuration.port
        do {
            let channel =
                if let descriptor = configuration.listener {
                    try await bootstrap().withBoundSocket(descriptor).get()
                } else {
                    try await bootstrap().bind(host: host, port: port).get()
                }
            listener.withLock { $0 = channel }
            return channel.localAddress?.port ?? port
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw WireError(
                .portTaken,
                "port \(port) on \(host) is taken by another program; stop it or set another `port`"
            )
        } catch {
            throw WireError(.address, "cannot listen on \(host):\(port): \(error)")
        }
    }

    private func bootstrap() -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .wire)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try accept(channel) }
            }
    }

    private func accept(_ channel: any Channel) throws {
        guard let connection = connections.add(channel) else {
            figures.refused.add(1, ordering: .relaxed)
            channel.close(promise: nil)
            throw WireError(
                .closed,
                "more than limits.connections = \(configuration.limits.connections) connections")
        }
        figures.accepted.add(1, ordering: .relaxed)
        let session = try TLSSession.accepting(tls.withLock { $0 })
        let tls = TLSHandler(session, isServer: true, limits: configuration.limits)
        try channel.pipeline.syncOperations.addHandlers(
            tls,
            DoorOpening(
                connection, behind: tls, doors: doors, limits: configuration.limits,
                dispatcher: dispatcher, figures: figures))
    }

    /// Reads the certificate files again. New connections use what they hold; those that are open
    /// are left alone. When the files are no good, it throws and goes on with what it has.
    package func reloadCertificates() throws(WireError) {
        let fresh = try TLSContext.server(configuration.tls, protocols: doors.names)
        tls.withLock { $0 = fresh }
    }

    /// Stops: takes no new connections and no new calls, tells streaming handlers, waits for calls
    /// under way up to `limits.drain`, ends the rest with UNAVAILABLE, and closes everything.
    package func drain() async {
        let channel = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        // First the listener, and for sure: whoever was accepted before is served, whoever comes
        // later stays in the socket's queue, which somebody else may hold as well.
        do { try await channel?.close().get() } catch {
            dispatcher.logger.debug("the listener was closed", metadata: ["error": "\(error)"])
        }
        drainSignal.begin()
        await connections.drain(within: configuration.limits.drain)
        do {
            try await group.shutdownGracefully()
        } catch {
            dispatcher.logger.warning(
                "the event loops did not stop", metadata: ["error": "\(error)"])
        }
    }
}
