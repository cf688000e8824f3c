internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Wire

/// What one call of a benchmark asks for.
enum Scenario: String, ExpressibleByArgument, CaseIterable {
    /// A live turn whose words the daemon has never seen: the encoder runs.
    case turn
    /// A live turn whose words are in the embedding cache.
    case cached
    /// As cached, from writers that each have conversations of their own: events, one after the
    /// other in each conversation, acknowledged when they are on the disk.
    case events
    /// The smallest call there is, `grpc.health.v1.Health/Check`: the road without the work.
    case calls

    /// The `index`th call of a run, the `own`th of its caller, made ready so that only the call
    /// itself is timed.
    func request(_ index: Int, by caller: Int, own: Int, run: String) -> Request {
        switch self {
        case .turn:
            Self.observe(index, run: run, text: Phrases.turn(index, run: run))
        case .cached:
            Self.observe(index, run: run, text: Phrases.turn(index % 8, run: "cached"))
        case .events:
            Self.observe(own, run: "\(run)-\(caller)", text: Phrases.turn(own % 8, run: "cached"))
        case .calls:
            Request(
                service: "grpc.health.v1.Health", method: "Check",
                payload: Payload(HealthCheckRequest.Draft(service: "")))
        }
    }

    private static func observe(_ index: Int, run: String, text: String) -> Request {
        let turn = Turn(
            number: 0, speaker: index % 2 == 0 ? .customer : .representative, text: text)
        return Request(
            service: "salesrl.v1.Scoring", method: "Observe",
            payload: Payload(
                ObserveRequest.Draft(
                    conversationID: "bench-\(run)-\(index / 8)", eventID: "bench-\(run)-\(index)",
                    turn: turn)))
    }

    struct Request: Sendable {
        let service: String
        let method: String
        let payload: Payload
    }
}

/// Sentences of 12 to 20 words, as many different ones as asked for.
enum Phrases {
    private static let openings = [
        "So before we go on", "To be honest", "As far as I can see", "From where we stand",
        "If I remember right", "Speaking for the whole team", "After what happened last year",
        "Between you and me",
    ]
    private static let middles = [
        "the quote for", "our contract on", "the rollout of", "the budget for", "the meeting about",
        "the migration of", "the renewal of", "the trial with",
    ]
    private static let endings = [
        "seats needs a second look from finance", "licences has to wait until the board has met",
        "users would save us two days every month", "accounts is more than we planned to spend",
        "agents went better than anybody had expected", "branches still lacks an owner on our side",
        "devices must be signed before the quarter ends",
        "stores is what my boss keeps asking about",
    ]

    static func turn(_ index: Int, run: String) -> String {
        var seed = UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15
        for byte in run.utf8 { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01b3 }
        func pick(_ list: [String], _ shift: UInt64) -> String {
            list[Int((seed >> shift) % UInt64(list.count))]
        }
        let number = (seed >> 20) % 9_000 + 100
        return
            "\(pick(openings, 8)), \(pick(middles, 30)) \(number + UInt64(index)) \(pick(endings, 45))."
    }
}
