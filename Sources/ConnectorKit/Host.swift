internal import CConnector
internal import Messages

/// What the daemon does for a connector. May be used from any task, until ``Connector/run(host:)``
/// returns.
public struct Host: Sendable {
    public enum LogLevel: Int32, Sendable {
        case debug = 1
        case info, warning, error
    }

    private let table: HostTable
    /// What ``save(checkpoint:)`` kept last, perhaps before a restart; empty at first.
    public let checkpoint: [UInt8]

    init(_ table: HostTable, checkpoint: [UInt8]) {
        self.table = table
        self.checkpoint = checkpoint
    }

    /// Hands over one event and waits for its answer: once this returns, the event is committed.
    ///
    /// Events of one conversation go one after the other; conversations may go side by side. When
    /// the daemon has much to do this waits longer, and that slows the connector down. Throws
    /// `refused` for an event that will never be taken, `tryAgain` for one that may be, `stopping`
    /// at the end.
    public func deliver(_ event: ConversationEvent) async throws(ConnectorError) -> Receipt {
        let bytes = event.draft.bytes()
        let reply = try await Completion.wait { done, context in
            bytes.borrowed { table.deliver($0, done, context) }
        }
        return try Receipt(reply)
    }

    /// Delivers, and delivers again for as long as the answer is `tryAgain`, with a growing pause.
    public func deliverUntilTaken(
        _ event: ConversationEvent
    ) async throws(ConnectorError) -> Receipt {
        var pause = Duration.milliseconds(100)
        while true {
            do throws(ConnectorError) {
                return try await deliver(event)
            } catch {
                guard error.code == .tryAgain else { throw error }
            }
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw ConnectorError(.stopping, "the connector is being stopped")
            }
            pause = min(pause * 2, .seconds(5))
        }
    }

    /// A secret's value. Ask when it is needed, and do not keep it.
    public func secret(_ name: String) async throws(ConnectorError) -> [UInt8] {
        let bytes = Array(name.utf8)
        return try await Completion.wait { done, context in
            bytes.borrowed { table.secret($0, done, context) }
        }
    }

    /// Keeps at most 1 MiB for the next start. On disk once this returns.
    public func save(checkpoint: [UInt8]) async throws(ConnectorError) {
        _ = try await Completion.wait { done, context in
            checkpoint.borrowed { table.checkpoint($0, done, context) }
        }
    }

    /// A line for the daemon's log.
    public func log(_ level: LogLevel, _ text: String) {
        Array(text.utf8).borrowed { table.log(level.rawValue, $0) }
    }

    /// Milliseconds since 1970-01-01 UTC.
    public func now() -> Int64 { table.clock() }
}
