internal import Logging
internal import Messages
internal import NIOCore
internal import Synchronization

/// Waits for the end of a handshake, opens the door that ALPN chose, and leaves.
final class DoorOpening: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let connection: ServerConnection
    private let doors: Doors
    private let limits: WireLimits
    private let dispatcher: Dispatcher
    private let figures: WireFigures
    private let tls: TLSHandler
    private let began = NIODeadline.now()
    private var hasShaken = false

    init(
        _ connection: ServerConnection, behind tls: TLSHandler, doors: Doors, limits: WireLimits,
        dispatcher: Dispatcher, figures: WireFigures
    ) {
        self.tls = tls
        self.figures = figures
        self.connection = connection
        self.doors = doors
        self.limits = limits
        self.dispatcher = dispatcher
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let handshake = event as? TLSHandshake {
            shaken(.finished)
            let address = context.channel.remoteAddress
            let peer = Peer(
                address: address.flatMap(Self.text) ?? "unknown",
                certificateSubject: handshake.certificateSubject,
                certificateFingerprint: handshake.certificateFingerprint)
            open(context, doors.entry(for: handshake.alpn), peer)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The handshake has ended, one way or the other; the first that is heard counts.
    private func shaken(_ end: HandshakeEnd) {
        guard !hasShaken else { return }
        hasShaken = true
        figures.handshake(end, after: .nanoseconds((NIODeadline.now() - began).nanoseconds))
    }

    /// "127.0.0.1:50312", "[::1]:50312".
    private static func text(_ address: SocketAddress) -> String? {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private func open(
        _ context: ChannelHandlerContext, _ entry: Doors.Entry?, _ peer: Peer
    ) {
        guard let entry else {
            context.close(promise: nil)
            return
        }
        let door = ConnectionContext(
            dispatcher: dispatcher, limits: limits, peer: peer, loop: context.eventLoop,
            logger: dispatcher.logger, figures: figures.door(entry.door))
        do {
            try entry.configure(context.channel, door)
            count(context.channel, figures.door(entry.door))
            connection.context = door
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            // The signal may have been given while the hands were shaken.
            if door.isDraining { door.beginDrain?() }
        } catch {
            dispatcher.logger.error("a door could not be opened", metadata: ["error": "\(error)"])
            context.close(promise: nil)
        }
    }

    private func count(_ channel: any Channel, _ figures: DoorFigures) {
        tls.count(in: figures)
        figures.connections.add(1, ordering: .relaxed)
        channel.closeFuture.whenComplete { _ in
            figures.connections.subtract(1, ordering: .relaxed)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (error as? WireError)?.code {
        case .handshakeTimeout: shaken(.late)
        case .protocolMismatch: shaken(.plainText)
        default: shaken(.failed)
        }
        dispatcher.logger.debug(
            "a connection failed before its door was open",
            metadata: [
                "peer": "\(context.channel.remoteAddress.flatMap(Self.text) ?? "unknown")",
                "error": "\(error)",
            ])
        context.close(promise: nil)
    }
}
