internal import Logging
internal import Messages
internal import NIOCore

/// What a door knows of the connection it serves. Lives on the connection's event loop and is
/// touched nowhere else.
final class ConnectionContext {
    let dispatcher: Dispatcher
    let limits: WireLimits
    let peer: Peer
    let loop: any EventLoop
    let executor: LoopExecutor
    let logger: Logger
    /// Deadlines of the calls under way.
    let deadlines: CallDeadlines
    /// Of the door that it came through; nil on a socket that is no port's.
    let figures: DoorFigures?

    /// Calls whose handlers have not returned. Kept by the dispatcher.
    var callsUnderWay = 0
    /// Set by the door: stop taking calls, and close the connection when those under way have
    /// ended.
    var beginDrain: (() -> Void)?
    /// Set by the door: end every call with this status now, and close.
    var endNow: ((Status) -> Void)?
    /// Set by the door: a handler has returned. Called after the call's own completion.
    var callReturned: (() -> Void)?

    init(
        dispatcher: Dispatcher, limits: WireLimits, peer: Peer, loop: any EventLoop, logger: Logger,
        figures: DoorFigures? = nil
    ) {
        self.dispatcher = dispatcher
        self.limits = limits
        self.peer = peer
        self.loop = loop
        self.logger = logger
        self.figures = figures
        executor = LoopExecutor(loop)
        deadlines = CallDeadlines(loop)
    }

    var isDraining: Bool { dispatcher.drain.isDraining }
}

/// Builds a door into a channel whose handshake is over. Runs on the channel's event loop, and may
/// use `channel.pipeline.syncOperations`. Bytes that came with the handshake are delivered after it
/// returns.
typealias DoorConfigurator = @Sendable (any Channel, ConnectionContext) throws -> Void
