import Foundation
import Messages
import Storage
import Synchronization

let acme = TenantID("acme")

func key(_ conversation: String, _ tenant: TenantID = acme) -> ConversationKey {
    ConversationKey(tenant: tenant, conversation: conversation)
}

func event(_ name: String, _ tenant: TenantID = acme) -> EventKey {
    EventKey(tenant: tenant, source: "rpc", event: name)
}

func forecast(_ turn: Int, _ probability: Float = 0.5) -> Forecast {
    Forecast(
        turn: turn, probability: probability, value: probability,
        confidence: Confidence(level: 0.5), modelID: "test")
}

func said(
    _ conversation: ConversationKey, _ number: Int, event name: String, text: String = "hello"
) -> Entry {
    Entry(
        event: Event(
            key: event(name, conversation.tenant), conversation: conversation,
            what: .said(Turn(number: number, speaker: .customer, text: text))),
        sequence: number, forecast: forecast(number, Float(number) / 10),
        state: [UInt8(clamping: number)])
}

func closed(_ conversation: ConversationKey, after turns: Int, event name: String) -> Entry {
    Entry(
        event: Event(
            key: event(name, conversation.tenant), conversation: conversation, what: .closed),
        sequence: turns + 1, forecast: forecast(turns), state: [])
}

/// A folder that is removed when the test is over.
final class Folder: Sendable {
    let path = NSTemporaryDirectory() + "salesrl-store-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/store.db" }
}

/// A clock that stands still until a test moves it.
final class Time: Sendable {
    private let passed = Mutex(0)
    private let start = ContinuousClock.now

    var milliseconds: Int {
        get { passed.withLock { $0 } }
        set { passed.withLock { $0 = newValue } }
    }

    var instant: ContinuousClock.Instant { start + .milliseconds(milliseconds) }
}
