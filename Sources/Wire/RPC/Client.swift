package import Messages

/// What goes beside an outgoing call.
package struct CallOptions: Sendable {
    package var metadata: Metadata
    /// Time the whole call may take, waiting for the socket included; nil waits for ever.
    package var timeout: Duration?

    package init(metadata: Metadata = Metadata(), timeout: Duration? = .seconds(30)) {
        self.metadata = metadata
        self.timeout = timeout
    }
}

/// A streaming call under way, seen from the client. Dropping it without reading to the end cancels
/// it.
package protocol ClientStream: Sendable {
    /// Sends one message up; suspends while the peer is not keeping up.
    func send(_ message: Payload) async throws(Status)
    /// No more messages will go up.
    func finishSending() async throws(Status)
    /// The next message, nil after an OK end; throws the call's status otherwise.
    func next() async throws(Status) -> Payload?
    func cancel()
}

/// One connection to a server, through either RPC door. Calls run side by side on it.
package protocol RPCClient: Sendable {
    func unary(
        _ service: String, _ method: String, _ request: Payload, options: CallOptions
    ) async throws(Status) -> Payload

    func stream(
        _ service: String, _ method: String, kind: MethodKind, options: CallOptions
    ) async throws(Status) -> any ClientStream

    /// Waits for calls under way (bounded), then closes the connection.
    func close() async
}
