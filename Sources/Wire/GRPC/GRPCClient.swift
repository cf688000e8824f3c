package import Messages
internal import NIOCore

/// One connection to a gRPC door. Calls from any task run side by side on it.
/// ```
/// let tls = ClientTLS(authorityFile: ca)
/// let client = try await GRPCClient.connect(host: "localhost", port: 7443, tls: tls)
/// let answer = try await client.unary(
///     "salesrl.v1.Info", "Get", Payload(), options: CallOptions())
/// ```
/// Calls beyond what the server takes at once wait for their turn, within their own deadlines. A
/// lost connection is not opened again: its calls end with UNAVAILABLE, and so do later ones.
package final class GRPCClient: RPCClient {
    private let channel: any Channel
    private let connection: NIOLoopBound<GRPCClientConnection>
    private let limits: WireLimits

    /// - Parameter tls: nil speaks without TLS, for tests and sockets that nobody else reaches.
    package static func connect(
        host: String, port: Int, tls: ClientTLS?, limits: WireLimits = .standard,
        timeout: Duration = .seconds(10)
    ) async throws(WireError) -> GRPCClient {
        let context: TLSContext?
        if let tls {
            context = try TLSContext.client(tls, protocols: ["h2"])
        } else {
            context = nil
        }
        let target = ConnectionTarget(
            host: host, port: port, tls: context, serverName: tls?.serverName, timeout: timeout)
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        return try await target.open(limits: limits) { channel, handshake in
            guard handshake == nil || handshake?.alpn == "h2" else {
                throw WireError(
                    .protocolMismatch,
                    "\(authority) offers no gRPC: ALPN chose \(handshake?.alpn ?? "nothing")")
            }
            return try GRPCClient(on: channel, authority: authority, limits: limits)
        }
    }

    /// Takes over a channel whose handshake is over, with ALPN "h2". On the channel's event loop.
    /// `authority` is what the server should know itself as, "localhost:8443".
    init(on channel: any Channel, authority: String, limits: WireLimits) throws {
        self.channel = channel
        self.limits = limits
        let connection = GRPCClientConnection(
            authority: authority, limits: limits, loop: channel.eventLoop)
        self.connection = NIOLoopBound(connection, eventLoop: channel.eventLoop)
        try channel.pipeline.syncOperations.addHandler(connection)
    }

    package func unary(
        _ service: String, _ method: String, _ request: Payload, options: CallOptions
    ) async throws(Status) -> Payload {
        let call = try await start(service, method, options, only: request)
        guard let answer = try await call.next() else {
            throw Status(.internal, "\(service)/\(method) ended well, but without a message")
        }
        guard try await call.next() == nil else {
            throw Status(.internal, "\(service)/\(method) answered with more than one message")
        }
        return answer
    }

    package func stream(
        _ service: String, _ method: String, kind: MethodKind, options: CallOptions
    ) async throws(Status) -> any ClientStream {
        try await start(service, method, options, only: nil)
    }

    package func close() async {
        let (connection, channel) = (connection, channel)
        let idle = channel.eventLoop.flatSubmit { connection.value.whenIdle() }
        let patience = channel.eventLoop.scheduleTask(in: TimeAmount(limits.drain)) {}.futureResult
        await withCheckedContinuation { continuation in
            let isOver = channel.eventLoop.makePromise(of: Void.self)
            idle.cascade(to: isOver)
            patience.whenComplete { _ in isOver.succeed() }
            isOver.futureResult.whenComplete { _ in continuation.resume() }
        }
        channel.eventLoop.execute {
            connection.value.close(Status(.unavailable, "the connection was closed by its owner"))
        }
        try? await channel.closeFuture.get()
    }

    /// One visit to the event loop starts the call; with `only`, it also sends the one message
    /// there is.
    private func start(
        _ service: String, _ method: String, _ options: CallOptions, only message: Payload?
    ) async throws(Status) -> GRPCClientCall {
        let (connection, loop) = (connection, channel.eventLoop)
        // A stream may turn out to compress later; a unary call tells by its message.
        let stream = GRPCClientStream(
            compresses: message?.isCompressed ?? true, messageLimit: limits.messageBytes)
        let path = "/\(service)/\(method)"
        let failure = await withCheckedContinuation {
            (continuation: CheckedContinuation<Status?, Never>) in
            loop.run {
                do throws(Status) {
                    try connection.value.start(stream, path: path, options: options)
                    if let message {
                        _ = try stream.send(message).get()
                        stream.endOutbound()
                    }
                } catch {
                    return continuation.resume(returning: error)
                }
                if let timeout = options.timeout { stream.expire(in: timeout, of: path, on: loop) }
                continuation.resume(returning: nil)
            }
        }
        if let failure { throw failure }
        return GRPCClientCall(stream, loop: loop)
    }
}
