import Connectors
import Logging
import Messages
import Storage

/// Stands where the daemon's graph stands: answers every event once, and keeps what it said.
actor Story {
    nonisolated let store: any Store
    private var answers: [String: Forecast] = [:]
    private(set) var arrivals: [Event] = []
    private(set) var atWork = 0
    private(set) var atWorkMost = 0
    private var isOpen: Bool
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(isOpen: Bool = true, store: any Store = MemoryStore()) {
        self.isOpen = isOpen
        self.store = store
    }

    /// Events, each counted once.
    var count: Int { answers.count }
    var events: Set<String> { Set(answers.keys) }

    func tell(_ event: Event) async throws -> ConnectorHost.Answer {
        arrivals.append(event)
        atWork += 1
        atWorkMost = max(atWorkMost, atWork)
        defer { atWork -= 1 }
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        if let before = answers[event.key.event] {
            return ConnectorHost.Answer(forecast: before, isReplay: true)
        }
        if case .said(let turn) = event.what, turn.text == "refuse me" {
            throw Status.fieldViolation(field: "turn.text", description: "asks to be refused")
        }
        // The same event never gets the same forecast again, so a second telling would show.
        let forecast = Self.forecast(event, said: answers.count)
        answers[event.key.event] = forecast
        try await keep(event, forecast)
        return ConnectorHost.Answer(forecast: forecast)
    }

    /// Something is said in a conversation through another door, and this is forecast of it.
    func say(_ conversation: ConversationKey, _ forecast: Forecast) async throws {
        let event = Event(
            key: EventKey(
                tenant: conversation.tenant, source: "rpc", event: "rpc-\(forecast.turn)"),
            conversation: conversation,
            what: .said(Turn(number: forecast.turn, speaker: .customer, text: "by another door")))
        try await keep(event, forecast)
    }

    private func keep(_ event: Event, _ forecast: Forecast) async throws {
        let found = try await store.recall(event.conversation, event: event.key)
        _ = try await store.commit(
            Entry(event: event, sequence: found.turns + 1, forecast: forecast, state: []))
    }

    func open() {
        isOpen = true
        for one in waiting { one.resume() }
        waiting = []
    }

    private static func forecast(_ event: Event, said: Int) -> Forecast {
        let turn: Int
        switch event.what {
        case .said(let one): turn = one.number
        case .closed: turn = 0
        }
        return Forecast(
            turn: turn, isClosing: event.what == .closed, probability: 0.5, value: Float(said),
            confidence: Confidence(level: 0.25, band: .init(low: 0.25, high: 0.5, support: 12)),
            reasons: [Reason(text: "the customer asked for a price", feature: "x", weight: 1)],
            modelID: "story")
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
