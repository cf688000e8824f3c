internal import Messages
internal import NIOCore

/// A connection as the server remembers it. `context` belongs to the connection's event loop.
final class ServerConnection: @unchecked Sendable {
    let channel: any Channel
    /// Nil until the handshake is over.
    var context: ConnectionContext?

    init(_ channel: any Channel) { self.channel = channel }

    /// Takes no new calls, and closes when those under way have ended. A connection that is still
    /// shaking hands does so when it has done (``DoorOpening``): cut off there, its caller would
    /// not know that it may go elsewhere.
    func drain() {
        channel.eventLoop.execute { self.context?.beginDrain?() }
    }

    /// Ends every call with `status`, and closes.
    func end(_ status: Status) {
        channel.eventLoop.execute {
            self.context?.endNow?(status)
            self.channel.close(promise: nil)
        }
    }
}

/// All connections of a server, counted against its limit.
final class ServerConnections: Sendable {
    private let connections = Locked<[ObjectIdentifier: ServerConnection]>([:])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var count: Int { connections.withLock { $0.count } }

    var all: [ServerConnection] { connections.withLock { Array($0.values) } }

    /// Nil where the server has as many as it takes. The connection is forgotten when it closes.
    func add(_ channel: any Channel) -> ServerConnection? {
        let connection = ServerConnection(channel)
        let id = ObjectIdentifier(connection)
        let isTaken = connections.withLock { connections in
            guard connections.count < limit else { return false }
            connections[id] = connection
            return true
        }
        guard isTaken else { return nil }
        channel.closeFuture.whenComplete { _ in
            self.connections.withLock { _ = $0.removeValue(forKey: id) }
        }
        return connection
    }

    /// Drains every connection, and ends what is left when `limit` is over.
    func drain(within limit: Duration) async {
        let deadline = ContinuousClock.now + limit
        for connection in all { connection.drain() }
        await waitUntilEmpty(before: deadline)
        let left = all
        guard !left.isEmpty else { return }
        let status = Status(
            .unavailable, "the server stopped before the call had ended; limits.drain = \(limit)")
        for connection in left { connection.end(status) }
        await waitUntilEmpty(before: .now + .seconds(1))
    }

    private func waitUntilEmpty(before deadline: ContinuousClock.Instant) async {
        while count > 0, ContinuousClock.now < deadline {
            // Draining happens once in a server's life; looking now and then is all it needs.
            do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
        }
    }
}
