package import Logging
internal import Messages
internal import NIOCore
internal import NIOPosix

/// The native door on a socket that is connected already, without TLS: one end of a socketpair
/// whose other end is held by a process that we started.
package final class NativeSocket: Sendable {
    private let channel: any Channel
    private let connections: ServerConnections
    private let limits: WireLimits
    package let drainSignal: DrainSignal

    /// Serves until the other end closes. The descriptor belongs to the server from here on.
    package static func serve(
        descriptor: CInt, peer: String = "socketpair", services: [Service],
        gate: any CallGate = OpenGate(), limits: WireLimits = .standard, logger: Logger
    ) async throws(WireError) -> NativeSocket {
        let drain = DrainSignal()
        let dispatcher = Dispatcher(services: services, gate: gate, drain: drain, logger: logger)
        let connections = ServerConnections(limit: 1)
        do {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .channelOption(.writeBufferWaterMark, value: .wire)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let context = ConnectionContext(
                            dispatcher: dispatcher, limits: limits, peer: Peer(address: peer),
                            loop: channel.eventLoop, logger: logger)
                        try NativeDoor.configure(channel, context)
                        connections.add(channel)?.context = context
                    }
                }
                .withConnectedSocket(descriptor).get()
            return NativeSocket(channel, connections, limits, drain)
        } catch {
            throw WireError(.address, "descriptor \(descriptor) is no connected socket: \(error)")
        }
    }

    private init(
        _ channel: any Channel, _ connections: ServerConnections, _ limits: WireLimits,
        _ drain: DrainSignal
    ) {
        self.channel = channel
        self.connections = connections
        self.limits = limits
        drainSignal = drain
    }

    /// Takes no new calls, waits for those under way up to `limits.drain`, and closes.
    package func drain() async {
        drainSignal.begin()
        await connections.drain(within: limits.drain)
    }

    /// Returns when the other end, or this one, has closed.
    package func closed() async {
        do {
            try await channel.closeFuture.get()
        } catch {
            // A close that failed is a close.
        }
    }
}
