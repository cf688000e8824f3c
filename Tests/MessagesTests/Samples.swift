@testable import Messages

/// Values with every field set, so that a field that gets lost is missed.
enum Samples {
    static let forecast = Forecast(
        turn: 7, isClosing: true, probability: 0.25, change: -0.125, value: 0.5,
        confidence: Confidence(
            level: 0.75, band: .init(low: 0.125, high: 0.375, support: 412), labels: .undecided,
            novelty: Novelty(rank: 0.875, neighbours: 17),
            agreement: Agreement(spread: 0.0625, rank: 0.5), doubts: [.novel, .undecided]),
        reasons: [
            Reason(text: "asked for the price", feature: "interest.price", turn: 6, weight: 0.5),
            Reason(text: "long silence", feature: "engagement.gap", weight: -1),
        ],
        nextStep: NextStep(
            move: "trial-close", text: "Offer a trial.", because: "interest", source: .model,
            moves: [
                ValuedMove(
                    move: "trial-close", points: 2.5, low: -0.5, high: 5.5, support: 61,
                    text: "Offer a trial.")
            ], without: "no evidence"),
        modelID: "p4g-1", degraded: [Degradation(node: "embed", why: "late", used: "zeros")])

    static let bareForecast = Forecast(
        turn: 0, probability: 0, value: 0, confidence: Confidence(level: 0), modelID: "")

    /// A model that knows its limits and sees none.
    static let sureForecast = Forecast(
        turn: 3, probability: 0.875, value: 0.75,
        confidence: Confidence(level: 0.5, labels: .converts, doubts: []), modelID: "m")

    static let turn = Turn(
        number: 3, speaker: .customer, text: "Wie viel? 12 €",
        saidAtMilliseconds: 1_700_000_000_123)

    static let status = Status(.failedPrecondition, "turn 7 is not the next one")
        .errorInfo(reason: "TURN_OUT_OF_ORDER", metadata: ["expected": "5", "got": "7"])
        .adding(.badRequest([.init(field: "turn.number", description: "must be 5")]))
        .retry(after: .milliseconds(1500))
}

extension Samples {
    /// One of every message, by its full name.
    static let drafts: [any MessageDraft] =
        AdminSamples.all + [AdminSamples.secret] + [
            turn, forecast, bareForecast, sureForecast, status, ErrorInfo(reason: "R", domain: "d"),
            BadRequest([]), RetryInfo(delay: .zero),
            ScoreConversationRequest.Draft(conversationID: "c", turns: [turn, turn]),
            ScoreConversationResponse.Draft(
                conversationID: "c", forecasts: [forecast, bareForecast], closing: forecast),
            ObserveRequest.Draft(conversationID: "c", eventID: "e", turn: turn),
            ObserveResponse.Draft(
                conversationID: "c", eventID: "e", forecast: forecast, replayed: true),
            WatchRequest.Draft(conversationID: "c"),
            WatchResponse.Draft(conversationID: "c", forecast: forecast, conflated: 3),
            CloseRequest.Draft(conversationID: "c", eventID: "e"),
            CloseResponse.Draft(conversationID: "c", forecast: forecast, replayed: true),
            GetConversationRequest.Draft(conversationID: "c"),
            GetConversationResponse.Draft(
                conversationID: "c", status: .live, turns: [turn], forecasts: [forecast],
                closing: nil),
            GetInfoRequest.Draft(),
            GetInfoResponse.Draft(
                version: "1", modelID: "m", embedderID: "e", kernels: "k", tenant: "t", role: "r",
                limits: [ServerLimit(name: "n", value: -5, unit: "u")]),
            ConversationEvent.Draft(eventID: "e", conversationID: "c", what: .said(turn)),
            ConversationEvent.Draft(eventID: "e", conversationID: "c", what: .closed),
            EventReceipt.Draft(
                eventID: "e", conversationID: "c", forecast: forecast, replayed: true),
            WriteBack.Draft(conversationID: "c", forecast: forecast),
            ConnectorStartRequest.Draft(connector: "folder", version: "1"),
            ConnectorStartResponse.Draft(
                settings: [Setting(name: "n", value: "v")], checkpoint: [0, 255]),
            WriteBacksRequest.Draft(), SecretRequest.Draft(secret: "s"),
            SecretResponse.Draft(count: 3) { $0.copyBytes(from: [1, 2, 3]) },
            LogRequest.Draft(level: .error, text: "t"),
            LogResponse.Draft(), CheckpointRequest.Draft(checkpoint: [1]),
            CheckpointResponse.Draft(),
            HealthCheckRequest.Draft(service: "s"), HealthCheckResponse.Draft(status: .notServing),
            ServerReflectionRequest.Draft(host: "h", question: .listServices("*")),
            ServerReflectionRequest.Draft(
                question: .fileContainingExtension(type: "a.B", number: 7)),
            ServerReflectionResponse.Draft(
                original: .init(question: .listServices("")), answer: .services(["a.S"])),
            ServerReflectionResponse.Draft(
                original: .init(question: nil), answer: .extensionNumbers(type: "t", [1, 300])),
        ]
}
