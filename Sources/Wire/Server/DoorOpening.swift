internal import Logging
internal import Messages
internal import NIOCore

/// Waits for the end of a handshake, opens the door that ALPN chose, and leaves.
final class DoorOpening: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let connection: ServerConnection
    private let doors: Doors
    private let limits: WireLimits
    private let dispatcher: Dispatcher

    init(
        _ connection: ServerConnection, doors: Doors, limits: WireLimits, dispatcher: Dispatcher
    ) {
        self.connection = connection
        self.doors = doors
        self.limits = limits
        self.dispatcher = dispatcher
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let handshake = event as? TLSHandshake {
            let address = context.channel.remoteAddress
            let peer = Peer(
                address: address.flatMap(Self.text) ?? "unknown",
                certificateSubject: handshake.certificateSubject,
                certificateFingerprint: handshake.certificateFingerprint)
            open(context, doors.configurator(for: handshake.alpn), peer)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// "127.0.0.1:50312", "[::1]:50312".
    private static func text(_ address: SocketAddress) -> String? {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private func open(
        _ context: ChannelHandlerContext, _ configure: DoorConfigurator?, _ peer: Peer
    ) {
        guard let configure else {
            context.close(promise: nil)
            return
        }
        let door = ConnectionContext(
            dispatcher: dispatcher, limits: limits, peer: peer, loop: context.eventLoop,
            logger: dispatcher.logger)
        do {
            try configure(context.channel, door)
            connection.context = door
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            // The signal may have been given while the hands were shaken.
            if door.isDraining { door.beginDrain?() }
        } catch {
            dispatcher.logger.error("a door could not be opened", metadata: ["error": "\(error)"])
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        dispatcher.logger.debug(
            "a connection failed before its door was open",
            metadata: [
                "peer": "\(context.channel.remoteAddress.flatMap(Self.text) ?? "unknown")",
                "error": "\(error)",
            ])
        context.close(promise: nil)
    }
}
