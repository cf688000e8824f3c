internal import Messages
internal import Wire

/// Typed calls to one daemon over one connection.
struct Session: Sendable {
    let client: any RPCClient
    let options: CallOptions

    /// Forecasts of one transcript.
    struct Scored: Sendable {
        let forecasts: [Forecast]
        let closing: Forecast?
    }

    private static let scoring = "salesrl.v1.Scoring"

    func score(id: String, turns: [Turn]) async throws(Status) -> Scored {
        let request = ScoreConversationRequest.Draft(conversationID: id, turns: turns)
        let answer = try await client.unary(
            Self.scoring, "ScoreConversation", Payload(request), options: options)
        let response = try answer.read(ScoreConversationResponse.self)
        return Scored(forecasts: response.forecasts, closing: response.closing)
    }

    /// Calls `body` with each forecast as it is made, until it is cancelled or the daemon ends the
    /// stream.
    func watch(
        conversation: String, _ body: (String, Forecast, Int) throws -> Void
    ) async throws {
        var endless = options
        endless.timeout = nil
        let stream = try await client.stream(
            Self.scoring, "Watch", kind: .serverStreaming, options: endless)
        try await stream.send(Payload(WatchRequest.Draft(conversationID: conversation)))
        try await stream.finishSending()
        while let payload = try await stream.next() {
            let response = try payload.read(WatchResponse.self)
            guard let forecast = response.forecast else { continue }
            try body(response.conversationID, forecast, response.conflated)
        }
    }

    func info() async throws(Status) -> DaemonInfo {
        let answer = try await client.unary(
            "salesrl.v1.Info", "GetInfo", Payload(GetInfoRequest.Draft()), options: options)
        return DaemonInfo(try answer.read(GetInfoResponse.self))
    }

    func close() async {
        await client.close()
    }
}
