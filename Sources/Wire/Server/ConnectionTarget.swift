internal import Glibc
internal import NIOCore
internal import NIOPosix

/// Where a client connects to, and how. Both clients open their connections through this.
struct ConnectionTarget: Sendable {
    let host: String
    let port: Int
    /// Nil speaks without TLS.
    let tls: TLSContext?
    /// What the certificate must be made for; nil for `host`.
    let serverName: String?
    let timeout: Duration

    init(
        host: String, port: Int, tls: TLSContext?, serverName: String? = nil,
        timeout: Duration = .seconds(10)
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.serverName = serverName
        self.timeout = timeout
    }

    /// Connects, shakes hands, and builds what speaks on the connection. `configure` runs on the
    /// event loop; its handshake is nil without TLS.
    func open<Connection: Sendable>(
        limits: WireLimits,
        _ configure: @escaping @Sendable (any Channel, TLSHandshake?) throws -> Connection
    ) async throws(WireError) -> Connection {
        do {
            // A name with several addresses is tried on all of them, each with its own opening;
            // the one that gets through is the one that comes back.
            let ready = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(TimeAmount(timeout))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelOption(.writeBufferWaterMark, value: .wire)
                .connect(host: host, port: port) { channel in
                    let ready = channel.eventLoop.makePromise(of: Connection.self)
                    do {
                        try prepare(channel, ready, limits, configure)
                        return channel.eventLoop.makeSucceededFuture(ready.futureResult)
                    } catch {
                        ready.fail(error)
                        return channel.eventLoop.makeFailedFuture(error)
                    }
                }
            return try await ready.get()
        } catch {
            throw failure(error)
        }
    }

    private func prepare<Connection: Sendable>(
        _ channel: any Channel, _ ready: EventLoopPromise<Connection>, _ limits: WireLimits,
        _ configure: @escaping @Sendable (any Channel, TLSHandshake?) throws -> Connection
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls {
            let session = try TLSSession.connecting(tls, to: serverName ?? host)
            try pipeline.addHandler(TLSHandler(session, isServer: false, limits: limits))
        }
        try pipeline.addHandler(ClientOpening(ready, isTLS: tls != nil, configure))
    }

    private func failure(_ error: any Error) -> WireError {
        if let error = error as? WireError { return error }
        if case .some(.connectTimeout) = error as? ChannelError {
            return WireError(.address, "no connection to \(host):\(port) within \(timeout)")
        }
        var reasons = ["\(error)"]
        if let error = error as? NIOConnectionError {
            let causes = error.connectionErrors.map(\.error)
            for case let cause as WireError in causes { return cause }
            reasons = causes.isEmpty ? ["the name does not resolve"] : []
            for reason in causes.map(Self.text) where !reasons.contains(reason) {
                reasons.append(reason)
            }
        }
        return WireError(
            .address,
            "no connection to \(host):\(port): \(reasons.joined(separator: ", "))")
    }

    /// "connection refused", without NIO's own account of it.
    private static func text(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return String(cString: strerror(error.errnoCode)).lowercased()
    }
}

extension ChannelOptions.Types.WriteBufferWaterMark {
    /// How much ciphertext may wait in a socket before streams queue.
    static let wire = Self(low: 64 * 1024, high: 256 * 1024)
}

/// Waits for the end of the handshake, then makes room for what speaks on the connection.
private final class ClientOpening<Connection: Sendable>: ChannelInboundHandler,
    RemovableChannelHandler
{
    typealias InboundIn = ByteBuffer

    private var promise: EventLoopPromise<Connection>?
    private let isTLS: Bool
    private let configure: (any Channel, TLSHandshake?) throws -> Connection

    init(
        _ promise: EventLoopPromise<Connection>, isTLS: Bool,
        _ configure: @escaping (any Channel, TLSHandshake?) throws -> Connection
    ) {
        self.promise = promise
        self.isTLS = isTLS
        self.configure = configure
    }

    func channelActive(context: ChannelHandlerContext) {
        if !isTLS { finish(context, nil) }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let handshake = event as? TLSHandshake { finish(context, handshake) }
        context.fireUserInboundEventTriggered(event)
    }

    private func finish(_ context: ChannelHandlerContext, _ handshake: TLSHandshake?) {
        guard let promise else { return }
        self.promise = nil
        do {
            promise.succeed(try configure(context.channel, handshake))
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            promise.fail(error)
            context.close(promise: nil)
        }
    }

    private func fail(_ error: any Error) {
        promise?.fail(error)
        promise = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.fireErrorCaught(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(WireError(.closed, "the server closed the connection before it was ready"))
        context.fireChannelInactive()
    }

    /// A channel that never became active says no more than this.
    func handlerRemoved(context: ChannelHandlerContext) {
        fail(WireError(.closed, "the connection was not made"))
    }
}
