internal import CConnector
internal import Messages
internal import Wire

/// The child's end of the link: the calls of `salesrl.v1.ConnectorHost`.
final class HostLink: Sendable {
    /// What a call of the C table is completed with.
    struct Reply: Sendable {
        var result: salesrl_result
        var bytes: [UInt8]

        init(_ bytes: [UInt8]) {
            result = 0
            self.bytes = bytes
        }

        init(_ status: Status) {
            result = Self.result(of: status.code)
            bytes = Array(status.message.utf8)
        }

        /// What would be refused again is refused; anything else may go better another time.
        static func result(of code: StatusCode) -> salesrl_result {
            switch code {
            case .ok: salesrl_result(SALESRL_OK)
            case .notFound: salesrl_result(SALESRL_NOT_FOUND)
            case .invalidArgument, .alreadyExists, .failedPrecondition, .outOfRange,
                .permissionDenied, .unimplemented:
                salesrl_result(SALESRL_REFUSED)
            default: salesrl_result(SALESRL_TRY_AGAIN)
            }
        }
    }

    private struct Line: Sendable {
        var level: LogLevel
        var text: String
    }

    private let client: any RPCClient
    private let lines: AsyncStream<Line>.Continuation
    private let writer: Task<Void, Never>

    init(_ client: any RPCClient) {
        self.client = client
        let (stream, continuation) = AsyncStream.makeStream(
            of: Line.self, bufferingPolicy: .bufferingNewest(ProcessLimits.logLinesWaiting))
        lines = continuation
        // One at a time, so that lines keep their order.
        writer = Task {
            for await line in stream {
                let request = Payload(LogRequest.Draft(level: line.level, text: line.text))
                do throws(Status) {
                    _ = try await Self.call(client, "Log", request, timeout: .seconds(5))
                } catch {
                    // Without the daemon there is nobody to tell, and the link's end is seen
                    // elsewhere.
                }
            }
        }
    }

    /// The settings and the checkpoint.
    func start(
        _ plugin: Plugin
    ) async throws(Status) -> (settings: [String: String], checkpoint: [UInt8]) {
        let request = ConnectorStartRequest.Draft(connector: plugin.name, version: plugin.version)
        let answer = try await Self.call(client, "Start", Payload(request), timeout: .seconds(30))
        let response = try answer.read(ConnectorStartResponse.self)
        var settings: [String: String] = [:]
        for setting in response.settings { settings[setting.name] = setting.value }
        return (settings, response.checkpoint)
    }

    /// An event that waits its turn waits as long as it takes: that is how the connector is slowed
    /// down.
    func deliver(_ event: [UInt8]) async -> Reply {
        await reply("Deliver", Payload(bytes: event), timeout: nil) { $0.bytes }
    }

    func secret(_ name: [UInt8]) async -> Reply {
        let request = SecretRequest.Draft(secret: String(decoding: name, as: UTF8.self))
        return await reply("Secret", Payload(request)) { answer throws(Status) in
            try answer.read(SecretResponse.self).value
        }
    }

    func keep(_ checkpoint: [UInt8]) async -> Reply {
        await reply("Checkpoint", Payload(CheckpointRequest.Draft(checkpoint: checkpoint))) { _ in
            []
        }
    }

    /// Does not wait; when too many lines do, the oldest is dropped.
    func log(_ level: LogLevel, _ text: String) {
        let cut = text.utf8.count <= ProcessLimits.logBytes
        let text =
            cut ? text : String(decoding: text.utf8.prefix(ProcessLimits.logBytes), as: UTF8.self)
        lines.yield(Line(level: level, text: text))
    }

    /// Returns when every line has been written or given up.
    func flush() async {
        lines.finish()
        await writer.value
    }

    /// One call of WriteBacks: waits for a batch and returns it. Calling it says that the batch
    /// before has been carried back. `asked` runs once the request is on its way.
    func writeBacks(asked: () -> Void) async throws(Status) -> [[UInt8]] {
        let stream = try await client.stream(
            Link.service, "WriteBacks", kind: .serverStreaming, options: CallOptions(timeout: nil))
        try await stream.send(Payload(WriteBacksRequest.Draft()))
        try await stream.finishSending()
        asked()
        var batch: [[UInt8]] = []
        while let message = try await stream.next() { batch.append(message.bytes) }
        return batch
    }

    private func reply(
        _ method: String, _ request: Payload, timeout: Duration? = .seconds(30),
        _ read: (Payload) throws(Status) -> [UInt8]
    ) async -> Reply {
        do throws(Status) {
            return Reply(try read(try await Self.call(client, method, request, timeout: timeout)))
        } catch {
            return Reply(error)
        }
    }

    private static func call(
        _ client: any RPCClient, _ method: String, _ request: Payload, timeout: Duration?
    ) async throws(Status) -> Payload {
        try await client.unary(
            Link.service, method, request, options: CallOptions(timeout: timeout))
    }
}

extension Payload {
    fileprivate var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
}
