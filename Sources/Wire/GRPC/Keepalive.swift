internal import NIOCore

/// Decides when a silent peer is asked whether it is there, and when it is given up.
struct Keepalive {
    enum Action: Equatable { case none, ping, giveUp }

    /// How often to look.
    let tick: TimeAmount
    private let silence: TimeAmount
    private let answer: TimeAmount
    private var heardAt: NIODeadline
    private var askedAt: NIODeadline?

    init(_ limits: WireLimits, now: NIODeadline) {
        silence = TimeAmount(limits.keepalive)
        answer = TimeAmount(limits.keepaliveAnswer)
        let shortest = min(silence, answer, TimeAmount(limits.frameArrival))
        tick = max(.milliseconds(10), .nanoseconds(shortest.nanoseconds / 2))
        heardAt = now
    }

    /// Bytes came.
    mutating func heard(_ now: NIODeadline) {
        heardAt = now
        askedAt = nil
    }

    mutating func look(_ now: NIODeadline) -> Action {
        if let askedAt { return now - askedAt >= answer ? .giveUp : .none }
        guard now - heardAt >= silence else { return .none }
        askedAt = now
        return .ping
    }
}
