internal import CConnector
internal import Synchronization

/// A connector at work.
final class Running: Sendable {
    private let connector: any Connector
    private let table: HostTable
    private let host: Host
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ connector: any Connector, _ table: HostTable, checkpoint: [UInt8]) {
        self.connector = connector
        self.table = table
        host = Host(table, checkpoint: checkpoint)
    }

    func start() {
        let work = Task {
            do {
                try await connector.run(host: host)
                table.finished(nil)
            } catch {
                table.finished(Self.end(error))
            }
        }
        task.withLock { $0 = work }
    }

    func stop() { task.withLock { $0 }?.cancel() }

    func writeBack(
        _ bytes: [UInt8], _ done: salesrl_completion?, _ context: UnsafeMutableRawPointer?
    ) -> salesrl_result {
        guard let done else { return ConnectorError.Code.invalid.number }
        let caller = Caller(done: done, context: context)
        Task {
            do {
                try await connector.writeBack(WriteBack(bytes))
                caller.complete(0)
            } catch {
                let code = (error as? ConnectorError)?.code ?? .failed
                caller.complete(code.number, "\(error)")
            }
        }
        return 0
    }

    /// How the end of a run is told. Being cancelled is how it should end.
    private static func end(_ error: any Error) -> ConnectorError? {
        if error is CancellationError { return nil }
        if let error = error as? ConnectorError { return error == stopping ? nil : error }
        return ConnectorError(.failed, "\(error)")
    }

    private static let stopping = ConnectorError(.stopping, "")
}

/// Who waits for a write-back. The caller keeps its context valid until it is called back.
private struct Caller: @unchecked Sendable {
    let done: salesrl_completion
    let context: UnsafeMutableRawPointer?

    func complete(_ result: salesrl_result, _ reason: String = "") {
        Array(reason.utf8).borrowed { done(context, result, $0) }
    }
}
