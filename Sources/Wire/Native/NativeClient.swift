package import Messages
internal import NIOCore
internal import NIOPosix

/// One connection to a native door. Calls from any task run side by side on it.
/// ```
/// let tls = ClientTLS(authorityFile: ca)
/// let client = try await NativeClient.connect(host: "localhost", port: 7443, tls: tls)
/// let answer = try await client.unary(
///     "salesrl.v1.Info", "Get", Payload(), options: CallOptions())
/// ```
/// Calls beyond `limits.streamsPerConnection` wait for their turn, within their own deadlines. A
/// lost connection is not opened again: its calls end with UNAVAILABLE, and so do later ones.
package final class NativeClient: RPCClient {
    private let connection: NativeClientConnection
    private let limits: WireLimits

    /// - Parameter tls: nil speaks without TLS, for tests and sockets that nobody else reaches.
    package static func connect(
        host: String, port: Int, tls: ClientTLS?, limits: WireLimits = .standard,
        timeout: Duration = .seconds(10)
    ) async throws(WireError) -> NativeClient {
        let context: TLSContext?
        if let tls {
            context = try TLSContext.client(tls, protocols: ["ttrpc"])
        } else {
            context = nil
        }
        let target = ConnectionTarget(
            host: host, port: port, tls: context, serverName: tls?.serverName, timeout: timeout)
        return try await connect(target, limits: limits)
    }

    /// Several connections from one ``TLSContext`` resume each other's sessions.
    static func connect(
        _ target: ConnectionTarget, limits: WireLimits
    ) async throws(WireError) -> NativeClient {
        let connection = try await target.open(limits: limits) { channel, _ in
            let connection = NativeClientConnection(loop: channel.eventLoop, limits: limits)
            try channel.pipeline.syncOperations.addHandler(connection)
            return connection
        }
        return NativeClient(connection, limits)
    }

    /// Takes over one end of a connected socket, which belongs to the client from here on.
    package convenience init(
        adopting descriptor: CInt, limits: WireLimits = .standard
    ) async throws(WireError) {
        do {
            let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .channelInitializer { $0.eventLoop.makeSucceededVoidFuture() }
                .withConnectedSocket(descriptor)
                .flatMapThrowing { channel in
                    let connection = NativeClientConnection(loop: channel.eventLoop, limits: limits)
                    try channel.pipeline.syncOperations.addHandler(connection)
                    return connection
                }.get()
            self.init(connection, limits)
        } catch {
            throw WireError(.address, "descriptor \(descriptor) is no connected socket: \(error)")
        }
    }

    private init(_ connection: NativeClientConnection, _ limits: WireLimits) {
        self.connection = connection
        self.limits = limits
    }

    package func unary(
        _ service: String, _ method: String, _ request: Payload, options: CallOptions
    ) async throws(Status) -> Payload {
        guard request.count <= limits.messageBytes else { throw limits.tooLong(request) }
        let deadline = options.timeout.map { ContinuousClock.now + $0 }
        let ticket = NativeUnaryTicket()
        let connection = connection
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let call = NativeClientCall(
                    service: service, method: method, payload: request.buffer, flags: [],
                    metadata: options.metadata, deadline: deadline, listener: .unary(continuation))
                connection.loop.execute {
                    // Cancellation goes through the same loop, so it finds the call or forbids it.
                    guard ticket.begin(call) else {
                        call.respond(.failure(.cancelledByCaller))
                        return
                    }
                    connection.start(call)
                }
            }
        } onCancel: {
            connection.loop.execute {
                if let call = ticket.cancel() { connection.end(call, .cancelledByCaller) }
            }
        }
        return try result.get()
    }

    package func stream(
        _ service: String, _ method: String, kind: MethodKind, options: CallOptions
    ) async throws(Status) -> any ClientStream {
        precondition(
            kind != .unary,
            "\(service)/\(method): a unary method is called with unary(_:_:_:options:)")
        return NativeClientStream(
            on: connection, limits: limits, service: service, method: method, kind: kind,
            options: options)
    }

    /// Closes at once: calls under way end with UNAVAILABLE.
    package func abandonConnection() {
        let connection = connection
        connection.loop.execute { connection.closeNow() }
    }

    package func close() async {
        let connection = connection
        let promise = connection.loop.makePromise(of: Void.self)
        let timer = connection.loop.scheduleTask(in: TimeAmount(limits.drain)) {
            connection.closeNow()
        }
        connection.loop.execute { connection.close(promise) }
        do {
            try await promise.futureResult.get()
        } catch {
            // Closing has no other way to fail than to have happened before.
        }
        timer.cancel()
    }
}

/// Ties a task's cancellation to a call that may not have begun. Lives on the event loop.
private final class NativeUnaryTicket: @unchecked Sendable {
    private var call: NativeClientCall?
    private var isCancelled = false

    func begin(_ call: NativeClientCall) -> Bool {
        self.call = call
        return !isCancelled
    }

    func cancel() -> NativeClientCall? {
        isCancelled = true
        return call
    }
}

extension Status {
    static let cancelledByCaller = Status(.cancelled, "the caller's task was cancelled")
}
